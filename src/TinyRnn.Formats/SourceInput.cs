namespace TinyRnn.Formats;

/// <summary>One of several inputs of a file, and its place in a step of the model's input.</summary>
/// <param name="Name">What the file calls it.</param>
/// <param name="First">Its first value.</param>
/// <param name="Count">Its values.</param>
/// <param name="IsWhole">Whether the file takes whole numbers only: integers or truth values.</param>
public sealed record SourceInput(string Name, int First, int Count, bool IsWhole = false)
{
    /// <summary>Whether it looks like a mask, which multiplies: 1 keeps a value, 0 hides it.</summary>
    public bool IsMask => Name.Contains("mask", StringComparison.OrdinalIgnoreCase);

    /// <summary>Its place in words: <c>obs_1 (105 to 107)</c>.</summary>
    public override string ToString() => $"{Name} ({(Count == 1 ? $"{First}" : $"{First} to {First + Count - 1}")})";

    /// <summary>All of them in words: <c>obs_0 (values 0 to 104), obs_1 (105 to 107)</c>.</summary>
    /// <param name="inputs">In order.</param>
    public static string List(IReadOnlyList<SourceInput> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        string all = string.Join(", ", inputs);
        int bracket = inputs.Count == 0 ? -1 : inputs[0].Name.Length + 2;
        return bracket < 0 ? all : all.Insert(bracket, inputs[0].Count == 1 ? "value " : "values ");
    }
}
