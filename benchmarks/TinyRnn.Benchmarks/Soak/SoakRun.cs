using System.Diagnostics;
using System.Globalization;

namespace TinyRnn.Benchmarks.Soak;

/// <summary>
/// Minutes of audio in blocks, as an audio thread would process them: what a block takes, what it allocates, whether the collector ran. Then four threads with states of their own on one model,
/// and a tone that decays to silence, whose denormals must not slow anything down.
/// </summary>
internal static class SoakRun
{
    private const int SampleRate = 48_000;
    private const int BlockLength = 64;
    private const int Threads = 4;

    public static void Run(double minutes, TextWriter output)
    {
        int blocks = (int)(minutes * 60 * SampleRate / BlockLength);
        output.WriteLine(InstructionSet.Describe());
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{minutes:0.##} minutes of audio at {SampleRate / 1000} kHz in blocks of {BlockLength} samples, one every {BlockLength * 1e6 / SampleRate:0} us"));
        output.WriteLine();
        output.WriteLine("| us a block | blocks | p50 | p99 | p99.9 | max | bytes allocated | collections |");
        output.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|");
        AudioLstm lstm = AudioLstm.Create(1);
        AudioGru gru = AudioGru.Create(1);
        Line(output, "LSTM(40)", blocks, lstm);
        Line(output, "GRU(64)", blocks, gru);
        Together(output, blocks, lstm);
        output.WriteLine();
        Silence(output, "LSTM(40)", lstm);
        Silence(output, "GRU(64)", gru);
    }

    private static void Line<TModel, TState>(TextWriter output, string name, int blocks, IRecurrentModel<TModel, TState, float> model)
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged
    {
        BlockTimes times = new(blocks);
        TState state = default;
        Play(model, ref state, new BlockTimes(2000), 2000, t => Tone(t));
        GC.Collect();
        int collections = GC.CollectionCount(0);
        long allocated = Play(model, ref state, times, blocks, t => Tone(t));
        output.WriteLine($"| {name} {times.Distribution()} {allocated} | {GC.CollectionCount(0) - collections} |");
    }

    private static void Together(TextWriter output, int blocks, AudioLstm model)
    {
        BlockTimes[] times = [.. Enumerable.Range(0, Threads).Select(_ => new BlockTimes(blocks / Threads))];
        long[] allocated = new long[Threads];
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(number => new Thread(() =>
        {
            AudioLstm.State state = default;
            allocated[number] = Play(model, ref state, times[number], blocks / Threads, t => Tone(t + number));
        }))];
        int collections = GC.CollectionCount(0);
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        for (int number = 0; number < Threads; number++)
            output.WriteLine($"| LSTM(40), thread {number + 1} of {Threads} {times[number].Distribution()} {allocated[number]} | {GC.CollectionCount(0) - collections} |");
    }

    /// <summary>Medians of a loud second and of the last second of a decay by 6 dB every 0.1 s, far below the smallest normal float.</summary>
    private static void Silence<TModel, TState>(TextWriter output, string name, IRecurrentModel<TModel, TState, float> model)
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged
    {
        const int aSecond = SampleRate / BlockLength;
        const int seconds = 16;
        BlockTimes times = new(seconds * aSecond);
        TState state = default;
        Play(model, ref state, times, seconds * aSecond, t => t < SampleRate ? Tone(t) : (float)(Tone(t) * Math.Pow(0.5, (t - SampleRate) / 4800.0)));
        double loud = times.Median(0, aSecond);
        double silent = times.Median((seconds - 1) * aSecond, seconds * aSecond);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}, decay to silence: {loud:0.0} us a block while loud, {silent:0.0} us in the last of {seconds} seconds"));
    }

    /// <returns>Bytes that the blocks allocated on this thread.</returns>
    private static long Play<TModel, TState>(IRecurrentModel<TModel, TState, float> model, ref TState state, BlockTimes times, int blocks, Func<int, float> signal)
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged
    {
        Span<float> block = stackalloc float[BlockLength];
        Span<float> result = stackalloc float[BlockLength];
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int number = 0; number < blocks; number++)
        {
            for (int i = 0; i < BlockLength; i++)
                block[i] = signal((number * BlockLength) + i);
            long start = Stopwatch.GetTimestamp();
            model.Run(ref state, block, result);
            times.Add(Stopwatch.GetTimestamp() - start);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static float Tone(int t) => MathF.Sin(t * (2 * MathF.PI * 220 / SampleRate));
}
