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
        return string.Create(start.Length, start, (letters, from) =>
        {
            for (int i = 0; i < letters.Length; i++)
                letters[i] = char.IsControl(from[i]) ? '?' : from[i];
        });
    }

    /// <summary>At most 40 items, and how many more there are.</summary>
    public static string Join(string separator, IReadOnlyList<string> items)
    {
        string[] shown = new string[Math.Min(items.Count, MostItems)];
        for (int i = 0; i < shown.Length; i++)
            shown[i] = Of(items[i]);
        string text = string.Join(separator, shown);
        return items.Count <= MostItems ? text : $"{text}{separator}and {items.Count - MostItems} more";
    }
}
