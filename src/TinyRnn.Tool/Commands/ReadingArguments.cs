using System.CommandLine;
using System.Globalization;
using TinyRnn.Formats.StateDict;

namespace TinyRnn.Tool.Commands;

/// <summary>What all commands that read a model take.</summary>
internal sealed class ReadingArguments
{
    private readonly Option<string[]> _set =
        new("--set") { Description = "A scalar input of the graph, such as sr=16000.", HelpName = "NAME=VALUE", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string[]> _output =
        new("--output") { Description = "The node whose output is the model's, instead of the file's own.", HelpName = "NODE" };

    private readonly Option<int?> _context =
        new("--context") { Description = "Values of the step before that the graph is given in front of each step; the class keeps them. 0: none.",
            HelpName = "VALUES" };

    private readonly Option<string[]> _activation =
        new("--activation") { Description = "The function after a module of a state_dict, which does not say: fc1=relu.", HelpName = "MODULE=FUNCTION",
            AllowMultipleArgumentsPerToken = true };
    private readonly Option<string?> _last =
        new("--last") { Description = "The head of a state_dict reads one step: the last output, or the final states of both directions." };

    public ReadingArguments(Command command)
    {
        command.Add(File);
        command.Add(_set);
        command.Add(_output);
        command.Add(_context);
        command.Add(_activation);
        command.Add(_last);
        command.Add(Json);
        _last.AcceptOnlyFromAmong("output", "states");
        _activation.Validators.Add(result =>
        {
            foreach (string pair in result.GetValueOrDefault<string[]>() ?? [])
            {
                if (Function(pair) is null)
                    result.AddError($"--activation {pair}: MODULE=FUNCTION is expected, such as fc1=relu (identity, relu, tanh, sigmoid, softmax).");
            }
        });
        _context.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out int values)
                && values < 0)
                result.AddError($"--context {values}: a number of values from 0 on is expected, such as 64.");
        });
        _set.Validators.Add(result =>
        {
            foreach (string pair in result.GetValueOrDefault<string[]>() ?? [])
            {
                if (Pair(pair) is null)
                    result.AddError($"--set {pair}: NAME=VALUE is expected, such as sr=16000.");
            }
        });
    }

    /// <summary>The model's file.</summary>
    public Argument<string> File { get; } = new("file") { Description = "The trained model: its format is told by its content." };

    /// <summary>Output for programs.</summary>
    public Option<bool> Json { get; } = new("--json") { Description = "Prints JSON." };

    /// <summary>What was given.</summary>
    public ReadOptions Options(ParseResult parsed) => new()
    {
        Values = (parsed.GetValue(_set) ?? []).Select(pair => Pair(pair)!.Value).ToDictionary(pair => pair.Key, pair => pair.Value),
        Outputs = parsed.GetValue(_output) ?? [],
        Context = parsed.GetValue(_context),
        Activations = (parsed.GetValue(_activation) ?? []).Select(pair => Function(pair)!.Value).ToDictionary(pair => pair.Key, pair => pair.Value),
        Last = parsed.GetValue(_last) switch { "output" => LastStepKind.LastOutput, "states" => LastStepKind.FinalStates, _ => null },
    };

    private static KeyValuePair<string, double>? Pair(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && double.TryParse(text.AsSpan(equals + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? new(text[..equals], value) : null;
    }

    private static KeyValuePair<string, SourceActivation>? Function(string text)
    {
        int equals = text.LastIndexOf('=');
        return equals >= 0 && ActivationNames.Find(text[(equals + 1)..]) is { } function ? new(text[..equals], function) : null;
    }
}
