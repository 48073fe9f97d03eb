namespace TinyRnn.Model.Layers.Placeholder;

/// <summary>A model that cannot be built, as far as it could be read.</summary>
/// <param name="Type">The class.</param>
/// <param name="InputSize">Numbers read a step, if they are known.</param>
/// <param name="OutputSize">Numbers written a step, if they are known.</param>
/// <param name="Mode">The shape of <c>Run</c>.</param>
/// <param name="Feedback">What <c>Generate</c> reads after the first step.</param>
/// <param name="Layers">The layers, first to last.</param>
/// <param name="Pretrained">The embedded weight file, if any.</param>
/// <param name="Trainable">How it is trained, if it is.</param>
/// <param name="IsReplaceable">It takes the weights of another model while it is called.</param>
internal sealed record ModelOutline(
    TypeSpec Type,
    int? InputSize,
    int? OutputSize,
    SequenceMode Mode,
    Feedback Feedback,
    EquatableArray<LayerOutline> Layers,
    PretrainedSpec? Pretrained,
    TrainableSpec? Trainable,
    bool IsReplaceable);
