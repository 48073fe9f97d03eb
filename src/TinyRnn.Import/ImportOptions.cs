namespace TinyRnn.Import;

/// <summary>What an import writes.</summary>
public sealed record ImportOptions
{
    /// <summary>What the caller fixes of the model.</summary>
    public ReadOptions Reading { get; init; } = ReadOptions.None;

    /// <summary>The class's name; <see langword="null"/>: from the file's.</summary>
    public string? Class { get; init; }

    /// <summary>Its namespace; empty: none.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>Steps of a golden sequence; 0: 256, or 64 in each of three sequences of a model that gives one output.</summary>
    public int Steps { get; init; }

    /// <summary>
    /// A recording of the caller's: a safetensors file with <c>inputs</c> [N, T, I] and <c>outputs</c> [N, T, O] or [N, O]; <see langword="null"/>: none.
    /// </summary>
    public string? Vectors { get; init; }

    /// <summary>Whether a test class for xunit is written.</summary>
    public bool HasTest { get; init; }

    /// <summary>Runs the original where that is possible: golden vectors then are what it gave.</summary>
    public IModelRecorder? Recorder { get; init; }
}
