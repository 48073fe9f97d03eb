namespace TinyRnn.Formats.StateDict;

/// <summary>What a list of named tensors leaves open.</summary>
public sealed record StateDictOptions
{
    /// <summary>Nothing is said.</summary>
    public static StateDictOptions None { get; } = new();

    /// <summary>From a module's name to the function after it (of an RNN, in it).</summary>
    public IReadOnlyDictionary<string, SourceActivation> Activations { get; init; } = new Dictionary<string, SourceActivation>();

    /// <summary>What the layers after the last recurrent one read; <see langword="null"/>: every step.</summary>
    public LastStepKind? Last { get; init; }
}
