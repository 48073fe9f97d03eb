using Spectre.Console;

namespace TinyRnn.Tool.Commands;

/// <summary>Shows that something goes on, where a person looks on and it takes longer than a moment.</summary>
internal static class Activity
{
    private static readonly TimeSpan s_moment = TimeSpan.FromSeconds(1);

    /// <summary>Does the work.</summary>
    /// <param name="what">What it is, for the bar.</param>
    /// <param name="work">The work.</param>
    public static T Show<T>(string what, Func<T> work)
    {
        if (Console.IsErrorRedirected)
            return work();
        Task<T> task = Task.Run(work);
        if (!Task.WhenAny(task, Task.Delay(s_moment)).GetAwaiter().GetResult().Equals(task))
        {
            IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
            console.Progress().AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new ElapsedTimeColumn()).Start(context =>
            {
                context.AddTask(what).IsIndeterminate();
                Task.WhenAny(task).GetAwaiter().GetResult();
            });
        }

        return task.GetAwaiter().GetResult();
    }
}
