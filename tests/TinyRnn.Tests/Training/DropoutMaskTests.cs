using TinyRnn.Conformance;
using TinyRnn.Runtime.Tape;
using Xunit;

namespace TinyRnn.Tests.Training;

public class DropoutMaskTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.1f)]
    [InlineData(0.5f)]
    [InlineData(0.9f)]
    public void Values_are_dropped_as_often_as_they_should_and_keep_their_mean(float rate)
    {
        const int rows = 200, size = 499, stride = 504;
        GuardedMatrix mask = new(rows, 500, stride);
        RandomState random = new(7);
        DropoutMask.Fill(ref random, rate, rows, size, stride, ref mask.First);
        int dropped = 0;
        for (int r = 0; r < rows; r++)
        {
            for (int j = 0; j < size; j++)
            {
                dropped += mask[r, j] == 0 ? 1 : 0;
                Assert.True(mask[r, j] == 0 || mask[r, j] == 1 / (1 - rate));
            }

            Assert.Equal(0f, mask[r, 499]);
        }

        // Five standard deviations of a binomial count.
        const double count = rows * size;
        Assert.InRange(dropped - (count * rate), -5 * Math.Sqrt(count * rate * (1 - rate)), 5 * Math.Sqrt(count * rate * (1 - rate)));
        mask.AssertGuards("mask");
    }

    [Fact]
    public void Equal_states_give_equal_masks_and_the_state_goes_on()
    {
        GuardedMatrix first = new(2, 8, 8), second = new(1, 8, 8);
        RandomState whole = new(3), parts = new(3);
        DropoutMask.Fill(ref whole, 0.5f, 2, 7, 8, ref first.First);
        DropoutMask.Fill(ref parts, 0.5f, 1, 7, 8, ref second.First);
        second.AssertEqual((_, j) => (first[0, j], 0), "first row");
        DropoutMask.Fill(ref parts, 0.5f, 1, 7, 8, ref second.First);
        second.AssertEqual((_, j) => (first[1, j], 0), "second row");
        Assert.Equal(whole.Value, parts.Value);

        RandomState expected = new(3);
        for (int k = 0; k < 8; k++)
            expected.NextUInt64();
        Assert.Equal(expected.Value, whole.Value);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(12)]
    [InlineData(36)]
    public void Multiply(int count)
    {
        Random random = new(count);
        GuardedMatrix values = GuardedMatrix.Random(random, 1, count, count), mask = GuardedMatrix.Random(random, 1, count, count);
        GuardedMatrix before = values.Copy();
        DropoutMask.Multiply(count, ref values.First, ref mask.First);
        values.AssertEqual((_, j) => (before[0, j] * mask[0, j], 0), "products");
    }
}
