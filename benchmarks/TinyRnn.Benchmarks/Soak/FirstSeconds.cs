using System.Diagnostics;
using System.Globalization;
using TinyRnn.Benchmarks.Table;

namespace TinyRnn.Benchmarks.Soak;

/// <summary>
/// The first seconds of a stream in a new process, at the pace of an audio device: what a block takes before and after the compiler at run time has come to its
/// methods. Each model has code of its own, so that each begins anew.
/// </summary>
internal static class FirstSeconds
{
    /// <summary>Ends of the ranges whose medians are printed.</summary>
    private static readonly int[] s_ends = [1, 10, 100, 500, 1_000, 2_000];

    public static void Run(TextWriter output)
    {
        TableHeader.WriteMachine(output);
        output.WriteLine();
        output.WriteLine($"| us a block of {Audio.BlockLength} samples, median of blocks | " + string.Join(" | ", Ranges().Select(Name)) + " |");
        output.WriteLine("|---|" + string.Concat(s_ends.Select(_ => "---:|")));
        Play<AudioLstm, AudioLstm.State>(output, "LSTM(40), `Run`", AudioLstm.Create(1), (model, ref state, xs, ys) => model.Run(ref state, xs, ys));
        Play<AudioGru, AudioGru.State>(output, "GRU(64), `Step` a sample", AudioGru.Create(1), (model, ref state, xs, ys) =>
        {
            for (int t = 0; t < xs.Length; t++)
                model.Step(ref state, xs.Slice(t, 1), ys.Slice(t, 1));
        });
    }

    private delegate void Block<TModel, TState>(TModel model, ref TState state, ReadOnlySpan<float> xs, Span<float> ys);

    private static void Play<TModel, TState>(TextWriter output, string name, TModel model, Block<TModel, TState> compute)
        where TState : unmanaged
    {
        TState state = default;
        float[] xs = new float[Audio.BlockLength];
        float[] ys = new float[Audio.BlockLength];
        double[] microseconds = new double[s_ends[^1]];
        long start = Stopwatch.GetTimestamp();
        for (int number = 0; number < microseconds.Length; number++)
        {
            while (Stopwatch.GetElapsedTime(start).TotalMicroseconds < number * Audio.Budget)
                Thread.Sleep(0);
            Audio.Tone(xs, number);
            long before = Stopwatch.GetTimestamp();
            compute(model, ref state, xs, ys);
            microseconds[number] = Stopwatch.GetElapsedTime(before).TotalMicroseconds;
        }

        IEnumerable<string> medians = Ranges().Select(range => Median(microseconds[range.First..range.End]).ToString("#,0.0", CultureInfo.InvariantCulture));
        output.WriteLine($"| {name} | {string.Join(" | ", medians)} |");
    }

    private static IEnumerable<(int First, int End)> Ranges() => s_ends.Select((end, index) => (index == 0 ? 0 : s_ends[index - 1], end));

    private static string Name((int First, int End) range) =>
        range.End - range.First == 1
            ? $"{range.End}"
            : string.Create(CultureInfo.InvariantCulture, $"{range.First + 1:#,0} to {range.End:#,0}");

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
