namespace TinyRnn.Weights;

/// <summary>
/// Text from a file, made fit for a message: a hostile file can spell a name with line breaks and terminal commands, or one that is megabytes long,
/// and messages end in logs.
/// </summary>
internal static class Excerpt
{
    private const int LongestText = 120;
    private const int MostItems = 40;

    /// <summary>At most 120 characters, none of them a control character.</summary>
    public static string Of(string text)
    {
        string start = text.Length <= LongestText ? text : $"{text.AsSpan(0, LongestText)}...";
        return start.Any(char.IsControl) ? string.Concat(start.Select(letter => char.IsControl(letter) ? '?' : letter)) : start;
    }

    /// <summary>At most 40 items, and how many more there are.</summary>
    public static string Join(string separator, IReadOnlyCollection<string> items) =>
        items.Count <= MostItems
            ? string.Join(separator, items.Select(Of))
            : $"{string.Join(separator, items.Take(MostItems).Select(Of))}{separator}and {items.Count - MostItems} more";
}
