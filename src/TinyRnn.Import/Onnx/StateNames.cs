namespace TinyRnn.Import.Onnx;

/// <summary>Names that exporters give to states; only a hint for which input is tried first.</summary>
internal static class StateNames
{
    private static readonly string[] s_words =
        ["state", "hidden", "cell", "memory", "recurrent", "past", "cache", "context", "initial", "carry"];
    private static readonly string[] s_names =
        ["h", "c", "h0", "c0", "hx", "cx", "hc", "h_0", "c_0", "hn", "cn", "h_in", "c_in", "h_prev", "c_prev"];

    public static bool Looks(string name) =>
        s_names.Contains(name, StringComparer.OrdinalIgnoreCase)
            || s_words.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Whether an output is called like what follows an input: <c>state </c> and <c>stateN </c>, <c>recurrent_in </c> and <c>recurrent_out
    /// </c>.
    /// </summary>
    public static bool Follows(string input, string output)
    {
        int common = 0;
        while (common < Math.Min(input.Length, output.Length)
            && char.ToUpperInvariant(input[common]) == char.ToUpperInvariant(output[common]))
            common++;
        return common == input.Length || common > 3;
    }
}
