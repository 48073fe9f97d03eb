using System.CommandLine;

namespace TinyRnn.Samples;

/// <summary>A sample as a command.</summary>
internal static class SampleCommand
{
    public static readonly Option<bool> Quick = new("--quick") { Description = "A run of a few seconds." };
    public static readonly Option<DirectoryInfo> Out =
        new("--out") { Description = "Folder for weights, losses and pictures.", DefaultValueFactory = _ => new DirectoryInfo("trained") };

    public static readonly Option<ulong> Seed = new("--seed")
    {
        Description =
            "Of the weights to start from, and of the data that a sample makes up to learn from. Recordings, texts, the adding problem and most tests are the same for every seed.",
        DefaultValueFactory = _ => 1,
    };

    /// <param name="sample">The sample.</param>
    /// <param name="guarded">Runs an action and turns what users can mend into a sentence.</param>
    public static Command Create(Sample sample, Func<Action, int> guarded)
    {
        Command command = new(sample.Name, sample.Summary) { Quick, Seed, Out };
        foreach (Option option in sample.Options)
            command.Add(option);
        command.SetAction(parsed => guarded(() => Run(sample, parsed)));
        return command;
    }

    public static SampleRun Run(Sample sample, ParseResult parsed)
    {
        SampleRun run = new(parsed, parsed.GetValue(Quick), parsed.GetValue(Seed), parsed.GetRequiredValue(Out).ToString());
        try
        {
            sample.Run(run);
        }
        catch (SampleInterruptedException)
        {
            // Where it is that was kept.
            run.Finish();
            throw;
        }

        run.Finish();
        return run;
    }
}
