using System.Diagnostics;
using System.Globalization;

namespace TinyRnn.Benchmarks.Primitives;

/// <summary>
/// The loops around the kernels beside TensorPrimitives, each the best of several turns that take turns, so that what else the machine does meets both.
/// </summary>
internal static class PrimitivesTable
{
    private const int Turns = 15;
    private static readonly TimeSpan s_turn = TimeSpan.FromMilliseconds(20);

    public static void Run(TextWriter output)
    {
        output.WriteLine(InstructionSet.Describe());
        output.WriteLine();
        output.WriteLine("| what | values | loop, ns a value | TensorPrimitives, ns a value | times faster | same bits |");
        output.WriteLine("| --- | ---: | ---: | ---: | ---: | --- |");
        foreach (Candidate candidate in Candidates.All)
        {
            bool isSame = candidate.Loop().ToArray().AsSpan().SequenceEqual(candidate.Primitives());
            double loop = double.PositiveInfinity;
            double primitives = double.PositiveInfinity;
            for (int turn = 0; turn < Turns; turn++)
            {
                loop = Math.Min(loop, Time(candidate.Loop));
                primitives = Math.Min(primitives, Time(candidate.Primitives));
            }

            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {candidate.Name} | {candidate.Count:N0} | {loop / candidate.Count:F3} | {primitives / candidate.Count:F3} | {loop / primitives:F1} | "
                + $"{(isSame ? "yes" : "no")} |"));
        }
    }

    /// <summary>Nanoseconds a call.</summary>
    private static double Time(Func<ReadOnlySpan<byte>> call)
    {
        long begin = Stopwatch.GetTimestamp();
        long calls = 0;
        TimeSpan elapsed;
        do
        {
            for (int i = 0; i < 16; i++)
                call();
            calls += 16;
            elapsed = Stopwatch.GetElapsedTime(begin);
        }
        while (elapsed < s_turn);
        return elapsed.TotalNanoseconds / calls;
    }
}
