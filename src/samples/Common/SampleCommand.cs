using System.CommandLine;

namespace TinyRnn.Samples;

/// <summary>A sample as a command.</summary>
internal static class SampleCommand
{
    public static readonly Option<bool> Quick = new("--quick") { Description = "A run of a few seconds." };
    public static readonly Option<DirectoryInfo> Out = new("--out") { Description = "Folder for weights, losses and pictures.", DefaultValueFactory = _ => new DirectoryInfo("trained") };
    private static readonly Option<ulong> s_seed = new("--seed") { Description = "Of the weights to start from.", DefaultValueFactory = _ => 1 };

    /// <param name="sample">The sample.</param>
    /// <param name="guarded">Runs an action and turns what users can mend into a sentence.</param>
    public static Command Create(Sample sample, Func<Action, int> guarded)
    {
        Command command = new(sample.Name, sample.Summary) { Quick, s_seed, Out };
        foreach (Option option in sample.Options)
            command.Add(option);
        command.SetAction(parsed => guarded(() => Run(sample, parsed)));
        return command;
    }

    public static SampleRun Run(Sample sample, ParseResult parsed)
    {
        SampleRun run = new(parsed, parsed.GetValue(Quick), parsed.GetValue(s_seed), parsed.GetRequiredValue(Out).ToString());
        sample.Run(run);
        run.Finish();
        return run;
    }
}
