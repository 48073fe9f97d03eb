using Xunit;

namespace TinyRnn.Samples.Tests;

public class TextStatisticsTests
{
    private static readonly int[] s_alternating = [.. Enumerable.Range(0, 10_000).Select(i => i % 2)];

    /// <summary>Two equally frequent characters take a bit each; adding one to 5,000 changes nothing at all, as both are added to alike.</summary>
    [Fact]
    public void Equally_frequent_characters_take_the_logarithm_of_their_number() =>
        Assert.Equal(1, TextStatistics.Unigram(s_alternating, s_alternating, 2), 1e-12);

    /// <summary>Each follows the other: what remains is the tenth of a pair that was never seen, -log2(5000.1 / 5000.2) = 0.00003 bits.</summary>
    [Fact]
    public void What_follows_for_certain_takes_no_bits() =>
        Assert.InRange(TextStatistics.Bigram(s_alternating, s_alternating, 2), 0, 0.0001);

    /// <summary>One of three characters was never seen: (0 + 1) / (10,000 + 3), and as the second of a pair (0 + 0.1) / (5,000 + 0.3).</summary>
    [Fact]
    public void What_was_never_seen_is_possible()
    {
        Assert.Equal(Math.Log2(10_003), TextStatistics.Unigram(s_alternating, [2], 3), 1e-12);
        Assert.Equal(Math.Log2(5000.3 / 0.1), TextStatistics.Bigram(s_alternating, [0, 2], 3), 1e-9);
    }
}
