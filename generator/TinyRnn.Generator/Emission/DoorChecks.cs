namespace TinyRnn.Generator.Emission;

/// <summary>The lines at the beginning of a public method that look at the state which it is given: whatever they refuse, nothing has changed yet.</summary>
internal static class DoorChecks
{
    /// <summary>The caller's memory lies outside of the state, which changes while the memory is read or written.</summary>
    /// <param name="plan">The model.</param>
    /// <param name="state">The state as it is passed: <c>ref state</c>, <c>states</c>.</param>
    /// <param name="memories">Variables of spans.</param>
    public static IEnumerable<string> Apart(ModelPlan plan, string state, params string[] memories) =>
        plan.Layers.Any(layer => layer.Vectors.Count > 0 || layer.Counters.Count > 0)
            ? memories.Select(memory => $"Rnn::Doors.Require.Apart({state}, {memory});")
            : [];

    /// <summary>All or nothing: a sequence that the history cannot hold is refused before its first step.</summary>
    /// <param name="plan">The model.</param>
    /// <param name="steps">Expression of the steps to come.</param>
    public static IEnumerable<string> HistoryRoom(ModelPlan plan, string steps) =>
        HistoryRoom(plan, limit => StateAccess.In(limit.Steps), steps);

    /// <summary>The same in a pair, which sees its parts' states as everybody does.</summary>
    /// <param name="part">The part.</param>
    /// <param name="state">Variable of its state; <see langword="null"/>: a new one.</param>
    /// <param name="steps">Expression of the steps to come.</param>
    public static IEnumerable<string> HistoryRoomOfPart(ModelPlan part, string? state, string steps) =>
        HistoryRoom(part, limit => state is null ? "0" : $"{state}.{limit.Steps.Name}", steps);

    private static IEnumerable<string> HistoryRoom(ModelPlan plan, Func<SequenceLimit, string> held, string steps) =>
        plan.Limits.Select(limit => $"Rnn::Doors.Require.HistoryRoom({held(limit)}, {steps}, {limit.Most});");

    /// <summary>
    /// The id is what indexes the table in the next lines: it has been read for the last time, and nothing between here and there can change it.
    /// </summary>
    public static string Token(string token, int vocabulary) => $"Rnn::Doors.Require.Token({token}, {vocabulary});";

    /// <summary>The row of a table that a number of the input means, looked at once more.</summary>
    public static string Category(string input, CategoryColumn category)
    {
        string value = category.Column == 0 ? input : $"Unsafe.Add(ref {input}, {category.Column})";
        return $"Rnn::Doors.Require.Category({value}, {category.Count}, {category.Column})";
    }

    /// <summary>All or nothing: ids outside of a vocabulary, and numbers that are no categories, are refused before the first step.</summary>
    /// <param name="plan">The model.</param>
    /// <param name="xs">Variable of the span of inputs.</param>
    /// <param name="vocabulary">Expression of the vocabulary's size.</param>
    public static IEnumerable<string> Inputs(ModelPlan plan, string xs, string vocabulary = "Vocabulary") =>
        plan.ReadsTokens
            ? [$"Rnn::Doors.Require.Tokens({xs}, {vocabulary});"]
            : plan.Categories.Select(category => $"Rnn::Doors.Require.Categories({xs}, {plan.InputSize}, {category.Column}, {category.Count});");

    /// <summary>Lines inside a text with the given indentation.</summary>
    public static string Lines(IEnumerable<string> lines, string indent = "    ") => string.Concat(lines.Select(line => $"{line}\n{indent}"));
}
