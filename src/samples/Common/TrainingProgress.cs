using System.Globalization;
using Spectre.Console;

namespace TinyRnn.Samples;

/// <summary>Learns step by step and shows how it goes.</summary>
internal static class TrainingProgress
{
    /// <summary>Where no terminal shows a bar, so many lines do.</summary>
    private const int Lines = 5;

    /// <returns>Whether all steps are done: Ctrl+C ends them early.</returns>
    public static bool Run(string what, int steps, Func<int, float> step, LossLog log, Func<string>? status)
    {
        string Status() => status?.Invoke() is { Length: > 0 } text ? ", " + text : "";
        using Interruption interruption = new(canWait: true);
        if (SampleScreen.IsTerminal)
            WithBar(what, steps, step, log, Status, interruption);
        else
            WithLines(what, steps, step, log, Status, interruption);
        return log.Losses.Count == steps;
    }

    private static void WithBar(string what, int steps, Func<int, float> step, LossLog log, Func<string> status, Interruption interruption) =>
        AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .Start(context =>
            {
                ProgressTask bar = context.AddTask(Markup.Escape(what), maxValue: steps);
                Learn(steps, step, log, interruption, done =>
                {
                    bar.Value = done;
                    bar.Description = Markup.Escape(string.Create(CultureInfo.InvariantCulture, $"{what}, loss {log.Recent:F4}{status()}"));
                });
            });

    private static void WithLines(string what, int steps, Func<int, float> step, LossLog log, Func<string> status, Interruption interruption)
    {
        int every = Math.Max(1, steps / Lines);
        Learn(steps, step, log, interruption, done =>
        {
            if (done / every > (done - ShowEvery) / every)
                Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}, step {done,6:N0}  loss {log.Recent:G4}{status()}"));
        });
    }

    private const int ShowEvery = 10;

    private static void Learn(int steps, Func<int, float> step, LossLog log, Interruption interruption, Action<int> show)
    {
        for (int i = 0; i < steps && !interruption.IsAsked; i++)
        {
            float loss = step(i);
            if (!float.IsFinite(loss))
                throw new SampleException($"The loss of step {i} is {loss}: training has diverged.");
            log.Add(loss);
            if ((i + 1) % ShowEvery == 0 || i + 1 == steps)
                show(i + 1);
        }
    }
}
