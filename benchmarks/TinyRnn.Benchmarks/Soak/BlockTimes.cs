using System.Diagnostics;
using System.Globalization;

namespace TinyRnn.Benchmarks.Soak;

/// <summary>How long each block took. All memory is taken before the first one.</summary>
internal sealed class BlockTimes(int blocks)
{
    private readonly long[] _ticks = new long[blocks];
    private int _count;

    public void Add(long ticks) => _ticks[_count++] = ticks;

    /// <summary>Cells of a table row: blocks, p50, p99, p99.9, max, and what p50 and p99.9 are of the budget.</summary>
    public string Distribution()
    {
        long[] sorted = _ticks[.._count];
        Array.Sort(sorted);
        double median = At(sorted, 0.5);
        double late = At(sorted, 0.999);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{_count:#,0} | {median:0.0} | {At(sorted, 0.99):0.0} | {late:0.0} | {At(sorted, 1):0.0} | {median / Audio.Budget:0.0%} | "
            + $"{late / Audio.Budget:0.0%}");
    }

    private static double At(long[] sorted, double share) => sorted[(int)((sorted.Length - 1) * share)] * 1e6 / Stopwatch.Frequency;
}
