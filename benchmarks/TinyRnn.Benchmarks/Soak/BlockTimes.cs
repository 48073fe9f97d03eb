using System.Diagnostics;
using System.Globalization;

namespace TinyRnn.Benchmarks.Soak;

/// <summary>How long each block took. All memory is taken before the first one.</summary>
internal sealed class BlockTimes(int blocks)
{
    private readonly long[] _ticks = new long[blocks];
    private int _count;

    public void Add(long ticks) => _ticks[_count++] = ticks;

    /// <summary>Median of the blocks from <paramref name="first"/> to <paramref name="end"/>, in microseconds.</summary>
    public double Median(int first, int end)
    {
        long[] part = _ticks[first..end];
        Array.Sort(part);
        return Microseconds(part[part.Length / 2]);
    }

    public string Distribution()
    {
        long[] sorted = _ticks[.._count];
        Array.Sort(sorted);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {_count:#,0} | {At(sorted, 0.5):0.0} | {At(sorted, 0.99):0.0} | {At(sorted, 0.999):0.0} | {Microseconds(sorted[^1]):0.0} |");
    }

    private static double At(long[] sorted, double share) => Microseconds(sorted[(int)((sorted.Length - 1) * share)]);

    private static double Microseconds(long ticks) => ticks * 1e6 / Stopwatch.Frequency;
}
