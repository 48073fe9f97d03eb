using System.CommandLine;
using System.Globalization;

namespace TinyRnn.Tool.Commands;

/// <summary>What all commands that read a model take.</summary>
internal sealed class ReadingArguments
{
    private readonly Option<string[]> _set = new("--set") { Description = "A scalar input of the graph, such as sr=16000.", HelpName = "NAME=VALUE", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string[]> _output = new("--output") { Description = "The node whose output is the model's, instead of the file's own.", HelpName = "NODE" };

    public ReadingArguments(Command command)
    {
        command.Add(File);
        command.Add(_set);
        command.Add(_output);
        command.Add(Json);
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
    };

    private static KeyValuePair<string, double>? Pair(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && double.TryParse(text.AsSpan(equals + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? new(text[..equals], value) : null;
    }
}
