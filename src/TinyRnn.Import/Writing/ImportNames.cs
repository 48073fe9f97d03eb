namespace TinyRnn.Import.Writing;

/// <summary>What an import calls things.</summary>
/// <param name="Class">The class.</param>
/// <param name="Namespace">Its namespace; empty: none.</param>
/// <param name="Files">What file names begin with: <c>voice</c> gives <c>voice.safetensors</c> and <c>voice.golden.safetensors</c>.</param>
internal sealed record ImportNames(string Class, string Namespace, string Files)
{
    /// <summary>The weight file.</summary>
    public string Weights => Files + ".safetensors";

    /// <summary>The golden vectors.</summary>
    public string Golden => Files + ".golden.safetensors";

    /// <summary>The class's source.</summary>
    public string Source => Class + ".cs";

    /// <summary>The test's source.</summary>
    public string Test => Class + "Tests.cs";

    /// <summary>A class's name from a file's: <c>silero_vad.v6.onnx</c> gives <c>SileroVadV6</c>.</summary>
    public static string ClassName(string file)
    {
        string stem = Path.GetFileNameWithoutExtension(file);
        string name = string.Concat(stem.Split([.. stem.Where(c => !char.IsAsciiLetterOrDigit(c)).Distinct()], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        return name.Length == 0 || char.IsAsciiDigit(name[0]) ? "Model" + name : name;
    }

    /// <summary>What file names begin with: <c>SileroVadV6</c> gives <c>silero_vad_v6</c>.</summary>
    public static string FileStem(string className) =>
        string.Concat(className.Select((c, i) => char.IsAsciiLetterUpper(c) && i > 0 && !char.IsAsciiLetterUpper(className[i - 1]) ? $"_{c}" : $"{c}"))
            .ToLowerInvariant();
}
