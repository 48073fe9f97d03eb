namespace TinyRnn.Import.Lowering;

/// <summary>Names of layers in the weight file: what the source calls them, made plain and unique.</summary>
internal sealed class LayerNamer
{
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>A name that no layer has yet.</summary>
    /// <param name="source">The source's name; anything.</param>
    /// <param name="kind">What to call it if nothing of that is left.</param>
    public string Next(string source, string kind)
    {
        string plain = new([.. source.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' ? c : '_')]);
        plain = plain.Trim('_', '.');
        if (plain.Length == 0 || plain.Length > 60)
            plain = kind;
        string name = plain;
        for (int number = 2; !_used.Add(name); number++)
            name = $"{plain}{number}";
        return name;
    }
}
