using System.Globalization;
using TinyRnn.Benchmarks.Table;

namespace TinyRnn.Benchmarks.Soak;

/// <summary>
/// Minutes of audio in blocks, as audio threads would process them: what a block takes, what it allocates, whether the collector ran. First one stream, then
/// beside it four threads with states of their own on the same model; then silence. A run that allocates or collects has failed, and so has one of a minute or
/// more that slows down when it is silent.
/// </summary>
internal static class SoakRun
{
    private const int Threads = 4;

    /// <summary>
    /// A shorter run, as a quick check on any machine makes one, fails for what does not depend on the machine: bytes and collections. Its times are printed.
    /// </summary>
    private const double FewestTimedMinutes = 1;

    /// <returns>0, or 1 if something did not hold; what it was has been printed.</returns>
    public static int Run(double minutes, TextWriter output)
    {
        int blocks = Audio.Blocks(minutes * 60);
        if (blocks < 1)
        {
            output.WriteLine($"FAILED: {minutes.ToString(CultureInfo.InvariantCulture)} minutes are less than one block.");
            return 1;
        }

        TableHeader.WriteMachine(output);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{minutes:0.##} minutes of audio at {Audio.SampleRate / 1000} kHz a stream, in blocks of {Audio.BlockLength} samples; the budget is "
            + $"{Audio.Budget:#,0} us a block; {Environment.ProcessorCount} processors"));
        output.WriteLine();
        output.WriteLine("| us a block | blocks | p50 | p99 | p99.9 | max | p50 of the budget | p99.9 of the budget | bytes allocated |");
        output.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        List<string> failures = [];
        AudioLstm lstm = AudioLstm.Create(1);
        AudioGru gru = AudioGru.Create(1);
        int collections = Streams(output, failures, "LSTM(40)", lstm, blocks) + Streams(output, failures, "GRU(64)", gru, blocks);
        output.WriteLine();
        output.WriteLine($"collections while streams played: {collections}");
        output.WriteLine();
        if (collections > 0)
            failures.Add($"{collections} collections ran while streams played; 0 are allowed");
        List<string> slow = [.. SilenceRun.Run(output, lstm, gru)];
        if (minutes >= FewestTimedMinutes)
            failures.AddRange(slow);
        else
            slow.ForEach(each => output.WriteLine($"Not asserted in so short a run: {each}."));
        output.WriteLine();
        foreach (string failure in failures)
            output.WriteLine($"FAILED: {failure}.");
        output.WriteLine(failures.Count == 0 ? "1 passed, 0 failed, 0 skipped" : "0 passed, 1 failed, 0 skipped");
        return failures.Count == 0 ? 0 : 1;
    }

    /// <returns>Collections while the model's streams played.</returns>
    private static int Streams<TModel, TState>(TextWriter output, List<string> failures, string name, IRecurrentModel<TModel, TState, float> model, int blocks)
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged
    {
        int collections = Together([Stream("alone")])
            + Together([Stream($"beside {Threads} threads"), .. Enumerable.Range(1, Threads).Select(number => Stream($"thread {number} of {Threads}"))]);
        return collections;

        SoakStream<TModel, TState> Stream(string what) => new($"{name}, {what}", model, blocks);

        int Together(ISoakStream[] streams)
        {
            int ran = Play(streams);
            foreach (ISoakStream stream in streams)
            {
                output.WriteLine(stream.Row());
                if (stream.Allocated != 0)
                    failures.Add($"{stream.Name}: {stream.Allocated} bytes were allocated by the blocks; 0 are allowed");
            }

            return ran;
        }
    }

    /// <summary>
    /// All streams at once, each on a thread; every stream is warm before the first one begins, and nothing is printed before the last one ends.
    /// </summary>
    private static int Play(ISoakStream[] streams)
    {
        using Barrier begin = new(streams.Length + 1);
        using Barrier end = new(streams.Length + 1);
        Thread[] threads = [.. streams.Select(stream => new Thread(() =>
        {
            stream.WarmUpBlocks();
            begin.SignalAndWait();
            stream.PlayBlocks();
            end.SignalAndWait();
        }))];
        foreach (Thread thread in threads)
            thread.Start();
        GC.Collect();
        int collections = Collections();
        begin.SignalAndWait();
        end.SignalAndWait();
        int ran = Collections() - collections;
        foreach (Thread thread in threads)
            thread.Join();
        return ran;
    }

    private static int Collections() => GC.CollectionCount(0) + GC.CollectionCount(1) + GC.CollectionCount(2);
}
