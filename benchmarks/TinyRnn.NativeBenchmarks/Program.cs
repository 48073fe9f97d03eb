using System.CommandLine;
using TinyRnn.Benchmarks;
using TinyRnn.Benchmarks.Soak;
using TinyRnn.Benchmarks.Table;
using TinyRnn.Benchmarks.Training;

// The table of TinyRnn.Benchmarks as a native executable. --table is accepted, because that is what the same run is called there.
Option<bool> training = new("--training") { Description = "A training step instead." };
Option<double?> soak =
    new("--soak")
    {
        Description = "So many minutes of audio a stream instead (0.1: six seconds): block times; fails if a stream allocates or collects "
            + "and, from one minute on, if it slows down in silence.",
    };
TableOptions options = new();
RootCommand root =
    new("TinyRnn's comparison table, compiled ahead of time.") { new Option<bool>(
        "--table") { Description = "The table: what this program does if nothing else is asked for." }, training, soak };
options.AddTo(root);
root.SetAction(parsed =>
{
    if (parsed.GetValue(soak) is { } minutes)
        return SoakRun.Run(minutes, Console.Out);

    if (parsed.GetValue(training))
        TrainingTable.Run(options.Contest(parsed), TrainingRow.TinyRnn, Console.Out);
    else
        options.Run(parsed, OnnxRows.All, Console.Out);
    return 0;
});
return root.Parse(args).Invoke();
