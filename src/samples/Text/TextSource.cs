using System.Reflection;
using System.Text;

namespace TinyRnn.Samples;

/// <summary>Where a text comes from.</summary>
internal static class TextSource
{
    private const string Folder = "text/";

    /// <summary>A file, or this project's own documentation, which is inside the program.</summary>
    public static string Read(string? path) => path is null ? Documentation() : File.ReadAllText(path);

    private static string Documentation()
    {
        Assembly assembly = typeof(TextSource).Assembly;
        StringBuilder text = new();
        foreach (string name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using StreamReader reader = new(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            text.Append(reader.ReadToEnd().ReplaceLineEndings("\n"));
        }

        return text.ToString();
    }
}
