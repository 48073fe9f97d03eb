using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using TinyRnn.Attack.Harness;

namespace TinyRnn.Attack.GuardPages;

/// <summary>Calls of every public method with memory that ends, or begins, at a forbidden page, in processes of their own.</summary>
internal sealed class MemoryCampaign : Campaign
{
    /// <summary>Each costs a start.</summary>
    private const int MostDeaths = 200;

    private static readonly TimeSpan s_longestCase = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, (long Accepted, long Refused)> _calls = [];

    public override string Name => "memory";

    public override string Description => "every public method at forbidden pages, with wild ids and states";

    /// <summary>What the last run has called: accepted and refused.</summary>
    public IReadOnlyDictionary<string, (long Accepted, long Refused)> Calls => _calls;

    public override void Run(CampaignRun run)
    {
        if (Mapping.Missing is { } reason)
        {
            run.Skip(reason);
            return;
        }

        _calls.Clear();
        int count = run.Options.Case is null ? Math.Max(1, run.Options.Threads) : 1;
        Thread[] threads = [.. Enumerable.Range(0, count).Select(index =>
            new Thread(() => RunProcesses(run, run.Options.Case ?? index, count)))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        long accepted = _calls.Values.Sum(calls => calls.Accepted);
        long refused = _calls.Values.Sum(calls => calls.Refused);
        run.Note(string.Create(CultureInfo.InvariantCulture,
            $"{_calls.Count} methods called, {accepted:N0} calls accepted, {refused:N0} refused"));
    }

    /// <summary>One process after another, each beginning behind the case in which the last one died.</summary>
    private void RunProcesses(CampaignRun run, long first, int stride)
    {
        using TemporaryFolder folder = new();
        string notes = folder.File("last");
        int deaths = 0;
        long end = run.Options.Case + 1 ?? run.Options.Cases ?? long.MaxValue;
        while (first < end && !(run.Options.Duration <= run.Elapsed))
        {
            LastCall.Write(notes).Dispose();
            if (RunProcess(run, first, stride, end, notes) is not { } death)
                return;
            (long number, string text) = LastCall.Read(notes);
            run.Pass(Math.Max(0, (number - first) / stride));
            run.Fail(new Finding($"{death} in {text.Split('(')[0]}", number, text));
            first = number + stride;
            if (++deaths == MostDeaths)
            {
                run.Note($"ended after {MostDeaths} processes that died");
                return;
            }
        }
    }

    /// <returns>How the process died; <see langword="null"/> if it did not.</returns>
    private string? RunProcess(CampaignRun run, long first, int stride, long end, string notes)
    {
        CampaignOptions options = run.Options;
        double left = options.Duration is { } duration ? Math.Max(1, (duration - run.Elapsed).TotalMilliseconds)
            : TimeSpan.FromDays(365).TotalMilliseconds;
        ProcessStartInfo start = DotnetHost.Start(
            typeof(MemoryCampaign).Assembly.Location,
            MemoryChild.Command, Text(options.Seed), Text(first), Text(stride), Text(end), Text((long)left), notes,
                options.RandomStates.ToString());
        using Process process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.OutputDataReceived += (_, line) => Take(run, line.Data ?? "");
        process.BeginOutputReadLine();
        long last = -1;
        while (!process.WaitForExit(s_longestCase))
        {
            long current = LastCall.Read(notes).Case;
            if (current == last)
            {
                process.Kill();
                process.WaitForExit();
                return "endless loop";
            }

            last = current;
        }

        process.WaitForExit();
        return process.ExitCode == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"the process died ({process.ExitCode})");
    }

    private void Take(CampaignRun run, string line)
    {
        string[] words = line.Split('\t');
        switch (words[0])
        {
            case "finding":
                run.Fail(new Finding(words[2], long.Parse(words[1], CultureInfo.InvariantCulture), words[3]));
                break;
            case "cases":
                run.Pass(long.Parse(words[1], CultureInfo.InvariantCulture));
                break;
            case "calls":
                long accepted = long.Parse(words[2], CultureInfo.InvariantCulture);
                long refused = long.Parse(words[3], CultureInfo.InvariantCulture);
                _calls.AddOrUpdate(words[1], (accepted, refused), (_, known) => (known.Accepted + accepted, known.Refused + refused));
                break;
        }
    }

    private static string Text<T>(T number)
        where T : IFormattable => number.ToString(null, CultureInfo.InvariantCulture);
}
