namespace TinyRnn.Import;

/// <summary>What a caller fixes of a model that a file leaves open.</summary>
public sealed record ReadOptions
{
    /// <summary>Nothing is fixed.</summary>
    public static ReadOptions None { get; } = new();

    /// <summary>Values of a graph's scalar inputs: <c>sr</c> = 16000.</summary>
    public IReadOnlyDictionary<string, double> Values { get; init; } = new Dictionary<string, double>();

    /// <summary>Nodes whose outputs are the model's, instead of the file's own outputs; empty: those.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>
    /// Values of the step before that a graph wants in front of each step, which it does not say: the model keeps them. 0: none;
    /// <see langword="null"/>: none, except where the graph is known to want them (Silero VAD).
    /// </summary>
    public int? Context { get; init; }

    /// <summary>Functions that a list of tensors does not say, by the module in front of them.</summary>
    public IReadOnlyDictionary<string, SourceActivation> Activations { get; init; } = new Dictionary<string, SourceActivation>();

    /// <summary>What the head of a list of tensors reads; <see langword="null"/>: every step.</summary>
    public LastStepKind? Last { get; init; }
}
