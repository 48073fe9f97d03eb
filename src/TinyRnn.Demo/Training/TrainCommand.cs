using System.CommandLine;

namespace TinyRnn.Demo.Training;

/// <summary><c>train gestures|adding|text</c>.</summary>
internal static class TrainCommand
{
    private static readonly Option<int?> s_steps = new("--steps") { Description = "Updates. Default: as many as it takes to learn well." };
    private static readonly Option<bool> s_quick = new("--quick") { Description = "Fewer steps: a few seconds." };
    private static readonly Option<ulong> s_seed = new("--seed") { Description = "Of the weights to start from.", DefaultValueFactory = _ => 1 };
    private static readonly Option<FileInfo?> s_init = new("--init") { Description = "A safetensors file with weights to start from; PyTorch's names." };
    private static readonly Option<FileInfo?> s_out = new("--out") { Description = "Where the weights go, and beside them the losses. Default: trained/NAME.safetensors." };

    /// <param name="guarded">Runs an action and turns what users can mend into a sentence.</param>
    public static Command Create(Func<Action, int> guarded)
    {
        Option<int> length = new("--length") { Description = "Steps of a sequence, up to 100.", DefaultValueFactory = _ => 50 };
        length.Validators.Add(result => Range(result.GetValueOrDefault<int>() is >= 2 and <= 100, result.AddError, "--length goes from 2 to 100."));
        s_steps.Validators.Add(result => Range(result.GetValueOrDefault<int?>() is null or >= 1, result.AddError, "--steps must be at least 1."));
        Option<FileInfo?> text = new("--text") { Description = "A UTF-8 text to learn from. Default: this project's documentation." };

        Command gestures = Task("gestures", "Classifies six gestures of an accelerometer.", guarded, (_, options) => new GestureTraining(options));
        Command adding = Task(
            "adding", "Remembers two marked numbers and adds them.", guarded, (parsed, options) => new AddingTraining(options, parsed.GetValue(length)));
        adding.Add(length);
        Command write = Task(
            "text", "Writes text character by character.", guarded, (parsed, options) => new TextTraining(options, parsed.GetValue(text)?.FullName));
        write.Add(text);
        return new Command("train", "Learns something, and shows what.") { gestures, adding, write };
    }

    private static Command Task(string name, string description, Func<Action, int> guarded, Func<ParseResult, TrainOptions, TrainingTask> create)
    {
        Command command = new(name, description) { s_steps, s_quick, s_seed, s_init, s_out };
        command.SetAction(parsed => guarded(() =>
        {
            string weights = parsed.GetValue(s_out)?.ToString() ?? Path.Combine("trained", name + ".safetensors");
            TrainOptions options = new(
                parsed.GetValue(s_steps), parsed.GetValue(s_quick), parsed.GetValue(s_seed), parsed.GetValue(s_init)?.FullName, weights);
            TrainingRun.Run(create(parsed, options), options);
        }));
        return command;
    }

    private static void Range(bool isInside, Action<string> refuse, string message)
    {
        if (!isInside)
            refuse(message);
    }
}
