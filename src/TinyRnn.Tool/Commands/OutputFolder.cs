namespace TinyRnn.Tool.Commands;

/// <summary>Where files of an import go.</summary>
internal static class OutputFolder
{
    /// <summary>Refuses to overwrite what is there.</summary>
    /// <param name="files">What will be written.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="overwrites">It may be overwritten.</param>
    /// <exception cref="IOException">A file of that name is there.</exception>
    public static void RefuseTaken(IReadOnlyList<ImportedFile> files, string folder, bool overwrites)
    {
        string[] taken = [.. files.Select(made => Path.Combine(folder, made.Name)).Where(path => File.Exists(path) && !overwrites)];
        if (taken.Length > 0)
            throw new IOException(
                $"{string.Join(", ", taken)} {(taken.Length == 1 ? "is" : "are")} there already; nothing was written. Take --force to overwrite, or --class "
                + $"or --out for another place.");
    }

    /// <summary>Writes them.</summary>
    /// <param name="files">The files.</param>
    /// <param name="folder">Where to; it is made.</param>
    public static void Write(IReadOnlyList<ImportedFile> files, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (ImportedFile made in files)
            File.WriteAllBytes(Path.Combine(folder, made.Name), made.Content.ToArray());
    }
}
