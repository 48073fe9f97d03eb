using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using TinyRnn.Data;
using TinyRnn.Plot;
using TinyRnn.Training;

namespace TinyRnn.Samples;

/// <summary>One run of a sample: what was asked for, and what came out.</summary>
internal sealed class SampleRun
{
    private readonly ParseResult _parsed;
    private readonly Dictionary<string, double> _results = [];
    private readonly List<(string What, string Value)> _rows = [];
    private TimeSpan _training;

    public SampleRun(ParseResult parsed, bool quick, ulong seed, string folder)
    {
        _parsed = parsed;
        Quick = quick;
        Seed = seed;
        Folder = folder;
        Directory.CreateDirectory(folder);
    }

    /// <summary>A run of a few seconds.</summary>
    public bool Quick { get; }

    /// <summary>Of first weights, and of data that a sample makes up to learn from.</summary>
    public ulong Seed { get; }

    /// <summary>For weights, losses and pictures.</summary>
    public string Folder { get; }

    /// <summary>What was found, by name.</summary>
    public IReadOnlyDictionary<string, double> Results => _results;

    /// <summary>What the user chose for an option of <see cref="Sample.Options"/>.</summary>
    public T? Value<T>(Option<T> option) => _parsed.GetValue(option);

    /// <summary>A file in <see cref="Folder"/>.</summary>
    public string File(string name) => Path.Combine(Folder, name);

    /// <summary>A line for the reader.</summary>
    public static void Say(string line) => SampleScreen.Line(line);

    /// <summary>Learns, with a progress bar that shows the loss.</summary>
    /// <param name="what">What learns.</param>
    /// <param name="steps">How many updates.</param>
    /// <param name="step">One of them, counted from 0, gives its loss.</param>
    /// <param name="status">What else to show, beside the loss.</param>
    /// <param name="keep">Keeps what has been learnt when somebody stops it, and is given the losses so far.</param>
    /// <exception cref="SampleInterruptedException">Somebody stopped it.</exception>
    public LossLog Train(string what, int steps, Func<int, float> step, Func<string>? status = null, Action<LossLog>? keep = null)
    {
        LossLog log = new();
        long start = Stopwatch.GetTimestamp();
        bool isComplete = TrainingProgress.Run(what, steps, step, log, status);
        _training += Stopwatch.GetElapsedTime(start);
        if (isComplete)
            return log;
        keep?.Invoke(log);
        throw new SampleInterruptedException(string.Create(CultureInfo.InvariantCulture, $"{what}: stopped after {log.Losses.Count:N0} of {steps:N0} steps."));
    }

    /// <summary>Learns by the library's loop, and shows its epochs.</summary>
    /// <param name="what">What learns.</param>
    /// <param name="trainer">Its trainer.</param>
    /// <param name="training">What is learnt from.</param>
    /// <param name="validation">What epochs are compared by.</param>
    /// <param name="options">How.</param>
    /// <param name="keep">Keeps what has been learnt when somebody stops it.</param>
    /// <exception cref="SampleInterruptedException">Somebody stopped it.</exception>
    public FitResult Fit<TInput, TTarget, TState>(
        string what,
        SequenceTrainer<TInput, TTarget, TState> trainer,
        SequenceSet<TInput, TTarget> training,
        SequenceSet<TInput, TTarget>? validation,
        FitOptions options,
        Action? keep = null)
        where TInput : unmanaged
        where TTarget : unmanaged
        where TState : unmanaged
    {
        long start = Stopwatch.GetTimestamp();
        FitResult result = FitProgress.Run(what, options, shown => trainer.Fit(training, validation, shown));
        _training += Stopwatch.GetElapsedTime(start);
        if (result.End == FitEnd.Diverged)
            throw new SampleException($"{what}: training has diverged.");
        if (result.End != FitEnd.Cancelled)
            return result;
        keep?.Invoke();
        throw new SampleInterruptedException(
            string.Create(CultureInfo.InvariantCulture, $"{what}: stopped after {result.Epochs.Count:N0} of {options.Epochs:N0} epochs."));
    }

    /// <summary>Something that was found.</summary>
    /// <param name="what">Its name; tests read the value by it.</param>
    /// <param name="value">The value.</param>
    /// <param name="format">How it is shown; <c>{0}</c> stands for the value.</param>
    public void Result(string what, double value, string format = "{0:G4}")
    {
        _results[what] = value;
        _rows.Add((what, string.Format(CultureInfo.InvariantCulture, format, value)));
    }

    /// <summary>Something that was found and that a table shows already.</summary>
    public void Record(string what, double value) => _results[what] = value;

    /// <summary>Something to read.</summary>
    public void Note(string what, string text) => _rows.Add((what, text));

    /// <summary>Saves weights, and says where they are.</summary>
    /// <param name="name">The file's name, without its end.</param>
    /// <param name="save">A model's <c>Save</c>.</param>
    public void Keep(string name, Action<string> save)
    {
        string path = File(name + ".safetensors");
        save(path);
        Note("weights", path);
    }

    /// <summary>A table of its own.</summary>
    public static void Table(string title, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows) => SampleScreen.Table(title, columns, rows);

    /// <summary>How often each class (rows) was taken for each (columns).</summary>
    public static void Confusion(string title, string corner, IReadOnlyList<string> names, ClassificationMetrics metrics) => SampleScreen.Table(
        title, [corner, .. names],
        names.Select((name, row) => (string[])
            [name, .. names.Select((_, column) => metrics.Confusion(row, column).ToString(CultureInfo.InvariantCulture))]));

    /// <summary>Writes a figure and draws it.</summary>
    /// <param name="name">The picture's name, which ends in .svg or .png.</param>
    /// <param name="figure">What it shows.</param>
    public void Draw(string name, Figure figure) => _rows.Add(("picture", Drawing.Draw(figure, File(name))));

    /// <summary>Shows what was found.</summary>
    public void Finish()
    {
        if (_training > TimeSpan.Zero)
            _rows.Insert(0, ("training", string.Create(CultureInfo.InvariantCulture, $"{_training.TotalSeconds:F1} s, {InstructionSet.Describe()}")));
        SampleScreen.Rows(_rows);
    }
}
