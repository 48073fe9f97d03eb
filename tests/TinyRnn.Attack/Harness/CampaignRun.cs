using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace TinyRnn.Attack.Harness;

/// <summary>
/// A run of an attack: hands out cases until it is over, counts, and keeps what was found. All members may be used by several threads.
/// </summary>
internal sealed class CampaignRun(string name, CampaignOptions options)
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (Finding First, int Count)> _findings = [];
    private readonly List<string> _notes = [];
    private readonly SortedDictionary<string, long> _counts = [];
    private long _next;
    private long _passed;
    private long _failed;
    private long _skipped;

    public CampaignOptions Options => options;

    public long Passed => Interlocked.Read(ref _passed);

    public long Failed => Interlocked.Read(ref _failed);

    public long Skipped => Interlocked.Read(ref _skipped);

    public TimeSpan Elapsed => _watch.Elapsed;

    public IReadOnlyList<(Finding First, int Count)> Findings
    {
        get
        {
            lock (_lock)
                return [.. _findings.Values];
        }
    }

    public IReadOnlyList<string> Notes
    {
        get
        {
            lock (_lock)
                return [.. _notes, .. _counts.Select(count =>
                    string.Create(CultureInfo.InvariantCulture, $"{count.Key}: {count.Value:N0}"))];
        }
    }

    /// <summary>No further case is wanted.</summary>
    public bool IsOver => (options.Duration is { } duration && _watch.Elapsed >= duration)
        || (options.Case is null && options.Cases is { } cases && Interlocked.Read(ref _next) >= cases)
        || (options.Case is not null && Interlocked.Read(ref _next) > 0);

    /// <summary>The next case, if there is one.</summary>
    public bool TryNext(out long number)
    {
        number = 0;
        if (IsOver)
            return false;
        long index = Interlocked.Increment(ref _next) - 1;
        number = options.Case ?? index;
        return options.Case is null ? options.Cases is null || index < options.Cases : index == 0;
    }

    /// <summary>All cases, on as many threads as the options say.</summary>
    /// <param name="begin">Makes what a thread needs for its cases.</param>
    /// <param name="attack">One case.</param>
    /// <param name="end">Gives it back.</param>
    public void ForEachCase<T>(Func<T> begin, Action<T, long> attack, Action<T>? end = null)
    {
        Thread[] threads = [.. Enumerable.Range(0, Math.Max(1, options.Threads)).Select(_ => new Thread(Work, 16 << 20))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();

        void Work()
        {
            T context = begin();
            while (TryNext(out long number))
                attack(context, number);
            end?.Invoke(context);
        }
    }

    public void Pass(long count = 1) => Interlocked.Add(ref _passed, count);

    public void Skip(string reason)
    {
        Interlocked.Increment(ref _skipped);
        Note($"skipped: {reason}");
    }

    /// <summary>A line for the end of the report; the same one only once.</summary>
    public void Note(string text)
    {
        lock (_lock)
        {
            if (!_notes.Contains(text))
                _notes.Add(text);
        }
    }

    /// <summary>One more of something, for the end of the report.</summary>
    public void Count(string what, long more = 1)
    {
        lock (_lock)
            _counts[what] = _counts.GetValueOrDefault(what) + more;
    }

    /// <summary>How many there were.</summary>
    public long CountOf(string what)
    {
        lock (_lock)
            return _counts.GetValueOrDefault(what);
    }

    public void Fail(Finding finding)
    {
        Interlocked.Increment(ref _failed);
        lock (_lock)
        {
            bool isNew = !_findings.TryGetValue(finding.Kind, out (Finding First, int Count) known);
            _findings[finding.Kind] = isNew ? (finding, 1) : (known.First, known.Count + 1);
            if (isNew && options.Out is not null)
                Write(options.Out, finding);
        }
    }

    /// <summary>True for a kind that has been found already: then its input need not be made smaller.</summary>
    public bool Knows(string kind)
    {
        lock (_lock)
            return _findings.ContainsKey(kind);
    }

    /// <summary>What repeats a case; a negative one stands for the whole run.</summary>
    public string Command(long number)
    {
        CampaignOptions usual = new();
        StringBuilder command = new();
        command.Append(CultureInfo.InvariantCulture,
            $"dotnet run -c Release --project tests/TinyRnn.Attack -- {name} --seed {options.Seed}");
        if (number >= 0)
            command.Append(CultureInfo.InvariantCulture, $" --case {number}");
        if (options.LargestInput != usual.LargestInput)
            command.Append(CultureInfo.InvariantCulture, $" --largest {options.LargestInput}");
        if (!options.RandomStates)
            command.Append(" --no-random-states");
        return command.ToString();
    }

    private void Write(string folder, Finding finding)
    {
        Directory.CreateDirectory(folder);
        string file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture,
            $"{name}-{options.Seed}-{(finding.Case >= 0 ? finding.Case : _findings.Count)}"));
        StringBuilder text = new();
        text.Append(finding.Kind).Append('\n').Append(finding.Text).Append("\nagain: ").Append(Command(finding.Case)).Append('\n');
        File.WriteAllText(file + ".txt", text.ToString());
        if (finding.Input is not null)
            File.WriteAllBytes($"{file}.{finding.Extension}", finding.Input);
    }
}
