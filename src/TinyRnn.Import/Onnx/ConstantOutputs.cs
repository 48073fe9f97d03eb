using System.Globalization;

namespace TinyRnn.Import.Onnx;

/// <summary>Outputs that say something of the file, and nothing of its input: versions, sizes of memories, kinds of actions.</summary>
internal static class ConstantOutputs
{
    /// <summary>Values of one that are said.</summary>
    private const int Most = 32;

    /// <summary>The outputs that depend on the input, if there are any; a remark has what the others are.</summary>
    public static List<(string Name, GraphValue? Value)> Without(
        GraphAttempt attempt, List<(string Name, GraphValue? Value)> outputs, List<string> remarks)
    {
        if (attempt.IsCut || !outputs.Any(output => IsOfInput(output.Value)) || outputs.All(output => IsOfInput(output.Value)))
            return outputs;
        string list = string.Join(", ", outputs.Where(output => !IsOfInput(output.Value))
            .Select(output => $"{attempt.Wanted.Title(output.Name)} ({Text(output.Value)})"));
        remarks.Add($"Outputs that do not depend on the model's input are left out: {list}.");
        return [.. outputs.Where(output => IsOfInput(output.Value))];
    }

    private static bool IsOfInput(GraphValue? value) => value is UnknownValue or RefValue { Count: > 0 } and not null && !IsConstant(value);

    private static bool IsConstant(GraphValue value) => value is RefValue refs && refs.Data.All(at => at.IsConstant);

    private static string Text(GraphValue? value) => value switch
    {
        null => "no node gives it",
        _ when value.Count > Most => Counted.Of(value.Count, "value"),
        IntValue whole => string.Join(", ", whole.Data),
        _ => string.Join(", ", value.AsRefs().Data.Select(at => at.Number.ToString("G6", CultureInfo.InvariantCulture))),
    };
}
