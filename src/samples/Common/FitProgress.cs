using System.Globalization;
using Spectre.Console;
using TinyRnn.Training;

namespace TinyRnn.Samples;

/// <summary>Shows how the library's loop goes on, and lets Ctrl+C end it.</summary>
internal sealed class FitProgress(Action<FitEpoch> show) : IProgress<FitEpoch>
{
    /// <summary>Where no terminal shows a bar, so many lines do.</summary>
    private const int Lines = 5;

    public static FitResult Run(string what, FitOptions options, Func<FitOptions, FitResult> fit)
    {
        using Interruption interruption = new(canWait: true);
        FitOptions Shown(Action<FitEpoch> show) => options with { Progress = new FitProgress(show), Cancellation = interruption.Token };
        string Text(FitEpoch epoch) => string.Create(CultureInfo.InvariantCulture, $"{what}, epoch {epoch.Epoch,4:N0}  loss {epoch.Loss:G4}");
        if (!SampleScreen.IsTerminal)
        {
            int every = Math.Max(1, options.Epochs / Lines);
            return fit(Shown(epoch =>
            {
                if (epoch.Epoch % every == 0)
                    Console.Out.WriteLine(Text(epoch));
            }));
        }

        return AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .Start(context =>
            {
                ProgressTask bar = context.AddTask(Markup.Escape(what), maxValue: options.Epochs);
                return fit(Shown(epoch =>
                {
                    bar.Value = epoch.Epoch;
                    bar.Description = Markup.Escape(Text(epoch));
                }));
            });
    }

    public void Report(FitEpoch value) => show(value);
}
