using Spectre.Console;
using TinyRnn.Samples;

namespace TinyRnn.Demo;

/// <summary>Progress bars, where a person looks on.</summary>
internal static class Bars
{
    /// <summary>Does the work.</summary>
    /// <param name="names">What the bars are of.</param>
    /// <param name="work">The work. It is given, for each bar, what takes the share that is done.</param>
    public static void Show(IReadOnlyList<string> names, Action<IReadOnlyList<Action<double>>> work)
    {
        if (!SampleScreen.IsTerminal)
        {
            work([.. names.Select(_ => (Action<double>)(_ => { }))]);
            return;
        }

        // The bars hide the cursor, and Ctrl+C would leave it so.
        using Interruption interruption = new(canWait: false);
        AnsiConsole.Progress().Start(context =>
        {
            ProgressTask[] tasks = [.. names.Select(name => context.AddTask(Markup.Escape(name), maxValue: 1))];
            work([.. tasks.Select(task => (Action<double>)(share => task.Value = share))]);
        });
    }
}
