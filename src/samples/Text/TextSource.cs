using System.Reflection;

namespace TinyRnn.Samples;

/// <summary>Where a text comes from.</summary>
internal static class TextSource
{
    /// <summary>
    /// A file, or the text that is inside the program: sentences of this project's pages and comments as they once were. It stays as it is, so that
    /// results can be compared.
    /// </summary>
    public static string Read(string? path)
    {
        if (path is not null)
            return File.ReadAllText(path);
        using StreamReader reader = new(Assembly.GetExecutingAssembly().GetManifestResourceStream("corpus.txt")!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
