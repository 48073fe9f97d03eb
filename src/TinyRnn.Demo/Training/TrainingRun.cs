using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace TinyRnn.Demo.Training;

/// <summary>Learns, shows how it goes, and says what came out.</summary>
internal static class TrainingRun
{
    /// <summary>Where no terminal shows a bar, so many lines do.</summary>
    private const int Lines = 10;
    private const int FirstLosses = 8;

    public static void Run(TrainingTask task, TrainOptions options)
    {
        int steps = options.Steps ?? (options.Quick ? task.QuickSteps : task.Steps);
        AnsiConsole.MarkupLineInterpolated($"[bold]{task.Title}[/]");
        AnsiConsole.MarkupLineInterpolated($"running on {InstructionSet.Describe()}");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(options.Out))!);
        LossLog log = new();
        TimeSpan time = Console.IsOutputRedirected ? WithLines(task, steps, log) : WithBar(task, steps, log);

        List<(string What, string Value)> rows = [("training", string.Create(CultureInfo.InvariantCulture, $"{steps:N0} steps in {time.TotalSeconds:F1} s"))];
        if (options.Init is not null)
            rows.Add(("first losses", log.First(FirstLosses)));
        rows.Add(($"loss ({task.LossName})", string.Create(CultureInfo.InvariantCulture, $"{log.Recent:G4} (mean of the last steps)")));
        rows.AddRange(task.Finish(options.Out));
        log.Save(options.LossPath, task.LossName);
        rows.Add(("weights", options.Out));
        rows.Add(("losses", options.LossPath));
        rows.Add(("loss curve", LossChart.Draw(options.LossPath, options.ChartPath)));
        Print(rows);
    }

    private static TimeSpan WithBar(TrainingTask task, int steps, LossLog log)
    {
        TimeSpan time = default;
        AnsiConsole.Progress()
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new TaskDescriptionColumn())
            .Start(context =>
            {
                ProgressTask bar = context.AddTask("loss", maxValue: steps);
                time = Learn(task, steps, log, step =>
                {
                    bar.Value = step;
                    bar.Description = string.Create(CultureInfo.InvariantCulture, $"loss {log.Recent:F4}");
                });
            });
        return time;
    }

    private static TimeSpan WithLines(TrainingTask task, int steps, LossLog log)
    {
        int every = Math.Max(1, steps / Lines);
        return Learn(task, steps, log, step =>
        {
            if (step % every == 0)
                Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"step {step,6:N0}  loss {log.Recent:G4}"));
        });
    }

    /// <summary>The time is that of the steps, with their batches, without what is shown.</summary>
    private static TimeSpan Learn(TrainingTask task, int steps, LossLog log, Action<int> show)
    {
        const int showEvery = 10;
        long ticks = 0;
        for (int step = 0; step < steps; step++)
        {
            long start = Stopwatch.GetTimestamp();
            float loss = task.Train(step);
            ticks += Stopwatch.GetTimestamp() - start;
            if (!float.IsFinite(loss))
                throw new TrainingException($"The loss of step {step} is {loss}: training has diverged.");
            log.Add(loss);
            if ((step + 1) % showEvery == 0 || step + 1 == steps)
                show(step + 1);
        }

        return Stopwatch.GetElapsedTime(0, ticks);
    }

    private static void Print(IReadOnlyList<(string What, string Value)> rows)
    {
        if (Console.IsOutputRedirected)
        {
            // A table would be cut to 80 columns, paths and all.
            foreach ((string what, string value) in rows)
                Console.Out.WriteLine($"{what}: {value}");
            return;
        }

        Table table = new Table().Border(TableBorder.Rounded).HideHeaders().AddColumns("what", "value");
        foreach ((string what, string value) in rows)
            table.AddRow(Markup.Escape(what), Markup.Escape(value));
        AnsiConsole.Write(table);
    }
}
