using Xunit;

namespace TinyRnn.Tests;

public class RandomStateTests
{
    [Fact]
    public void Follows_the_published_SplitMix64_sequence()
    {
        // The first values of seed 1234567, as the generator's authors print them.
        RandomState random = new(1234567);
        Assert.Equal(6457827717110365317UL, random.NextUInt64());
        Assert.Equal(3203168211198807973UL, random.NextUInt64());
        Assert.Equal(9817491932198370423UL, random.NextUInt64());
    }

    [Fact]
    public void A_copy_repeats_the_draws_and_Value_restores_them()
    {
        RandomState random = new(42);
        random.NextUInt64();
        RandomState copy = random;
        RandomState restored = new(random.Value);
        ulong next = random.NextUInt64();
        Assert.Equal(next, copy.NextUInt64());
        Assert.Equal(next, restored.NextUInt64());
    }

    [Fact]
    public void Normal_draws_have_mean_zero_and_variance_one()
    {
        const int count = 100_000;
        RandomState random = new(7);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < count; i++)
        {
            double x = random.NextNormal();
            sum += x;
            squares += x * x;
        }

        // Five standard errors: 1/sqrt(n) for the mean, sqrt(2/n) for the variance.
        Assert.InRange(sum / count, -5 / Math.Sqrt(count), 5 / Math.Sqrt(count));
        Assert.InRange(squares / count, 1 - (5 * Math.Sqrt(2.0 / count)), 1 + (5 * Math.Sqrt(2.0 / count)));
    }
}
