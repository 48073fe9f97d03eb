namespace TinyRnn.Model.Spec;

/// <summary>What a <c>[RecurrentModel]</c> class asks for.</summary>
/// <param name="Type">The class.</param>
/// <param name="InputSize">Input size I; <see langword="null"/> for a model that reads token ids.</param>
/// <param name="Mode">The shape of <c>Run</c>.</param>
/// <param name="Feedback">What <c>Generate</c> reads after the first step.</param>
/// <param name="Summary">What the head of a many-to-one model reads of a bidirectional layer.</param>
/// <param name="Layers">The layers, first to last.</param>
/// <param name="Pretrained">The embedded weight file, if any.</param>
/// <param name="IsReproducible">Results have the same bits on every processor.</param>
/// <param name="Trainable">How it is trained, if it is.</param>
/// <param name="IsReplaceable">It takes the weights of another model while it is called.</param>
/// <param name="Weights">How weights are stored, of layers that do not say it.</param>
internal sealed record ModelSpec(
    TypeSpec Type,
    int? InputSize,
    SequenceMode Mode,
    Feedback Feedback,
    Summary Summary,
    EquatableArray<LayerSpec> Layers,
    PretrainedSpec? Pretrained,
    bool IsReproducible = false,
    TrainableSpec? Trainable = null,
    bool IsReplaceable = false,
    WeightFormat Weights = WeightFormat.Float32)
{
    /// <summary>Its weights change while calls read them: it keeps two sets, and a call reads the one that was published when it began.</summary>
    public bool IsPublished => IsReplaceable || Trainable is not null;
}
