namespace TinyRnn.Weights;

/// <summary>Under which keys the metadata of a safetensors file has what a model knows besides its weights, and what it has for other purposes.</summary>
internal static class MetadataKeys
{
    public const string Labels = "tinyrnn.labels";
    public const string Vocabulary = "tinyrnn.vocabulary";
    public const string InputOffsets = "tinyrnn.input.offsets";
    public const string InputScales = "tinyrnn.input.scales";
    public const string TargetOffsets = "tinyrnn.target.offsets";
    public const string TargetScales = "tinyrnn.target.scales";
    public const string SampleRate = "tinyrnn.sample_rate";
    public const string Version = "tinyrnn.version";
    public const string License = "tinyrnn.license";
    public const string Description = "tinyrnn.description";
    public const string Source = "tinyrnn.source";

    /// <summary>Says that a file is a training's checkpoint, whose other keys are the training's.</summary>
    public const string Checkpoint = "checkpoint";

    /// <summary>In front of a model's keys in a checkpoint, so that an entry named like a setting of the training is not taken for it.</summary>
    public const string InCheckpoint = "metadata.";

    /// <summary>In front of the keys of a pair's parts, as in front of their tensors.</summary>
    public const string Encoder = "encoder.";

    /// <inheritdoc cref="Encoder"/>
    public const string Decoder = "decoder.";

    /// <summary>Whether a key is of the file itself: the layout of its tensors, its model's name, its checksums.</summary>
    public static bool IsOfFile(string key) => key is "format" or "model" or FileChecksum.Key or FileChecksum.TensorsKey or Checkpoint;

    /// <summary>Whether a key of a pair is one of its parts'.</summary>
    public static bool IsOfPart(string key) => key.StartsWith(Encoder, StringComparison.Ordinal) || key.StartsWith(Decoder, StringComparison.Ordinal);

    /// <summary>Whether a key has a property of its own.</summary>
    public static bool IsTyped(string key) => key is Labels or Vocabulary or InputOffsets or InputScales or TargetOffsets or TargetScales
        or SampleRate or Version or License or Description or Source;
}
