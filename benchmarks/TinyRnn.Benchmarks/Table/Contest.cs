using System.Diagnostics;

namespace TinyRnn.Benchmarks.Table;

/// <summary>Something to time.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Run">One call; safe to call any number of times.</param>
internal sealed record Contender(string Name, Action Run);

/// <summary>
/// Times contenders in turn, a short slot each, round after round: whatever slows the machine down for some seconds slows all of them down, and the
/// medians of the rounds stay comparable.
/// </summary>
internal sealed record Contest(int Rounds, double SlotMilliseconds)
{
    /// <summary>15 rounds and more give a median that single disturbances do not reach.</summary>
    public static readonly Contest Full = new(Rounds: 25, SlotMilliseconds: 10);

    public static readonly Contest Quick = new(Rounds: 7, SlotMilliseconds: 4);

    /// <summary>Times everything.</summary>
    /// <returns>Median nanoseconds of a call, in the order of the contenders, and the share of the time in which this process had the processor.</returns>
    public (double[] Nanoseconds, double Share) Run(IReadOnlyList<Contender> contenders)
    {
        Settling.Wait(() =>
        {
            foreach (Contender contender in contenders)
                contender.Run();
        });
        int[] calls = [.. contenders.Select(contender => CallsOfASlot(contender.Run))];
        long start = Stopwatch.GetTimestamp();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        double[][] times = [.. contenders.Select(_ => new double[Rounds])];
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < contenders.Count; i++)
                times[i][round] = Time(contenders[i].Run, calls[i]);
        }

        double share = (Environment.CpuUsage.TotalTime - before) / Stopwatch.GetElapsedTime(start);
        return ([.. times.Select(Median)], share);
    }

    private int CallsOfASlot(Action run) => Math.Max(1, (int)(SlotMilliseconds * 1e6 / Time(run, 1)));

    /// <summary>Nanoseconds of a call. The one before the clock starts brings the contender's data back into the caches.</summary>
    private static double Time(Action run, int calls)
    {
        run();
        long start = Stopwatch.GetTimestamp();
        for (int call = 0; call < calls; call++)
            run();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / calls;
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
