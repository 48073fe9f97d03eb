namespace TinyRnn.Model.Layers.Placeholder;

/// <summary>
/// A small valid model that declares what a model with errors would declare, were it right, so that code which uses it compiles and its own errors stand
/// alone. Where rules forbid what was asked for together, it has what code is most likely to be written for.
/// </summary>
internal static class PlaceholderModel
{
    /// <summary>What a last layer of weights can write. Others can have more, in models that are too large.</summary>
    private const int MostOutputs = 65_536;

    /// <summary>A weight file of no name.</summary>
    public static PretrainedSpec Weights { get; } = new(new(""), new(""), default);

    public static ModelSpec For(ModelOutline outline)
    {
        bool readsTokens = outline.Layers.Count > 0 && PlaceholderLayers.ReadsTokens(outline.Layers[0], outline.InputSize);
        bool goesStepByStep = outline.Mode is SequenceMode.OneToOne or SequenceMode.OneToMany || outline.Feedback != Feedback.Default;
        bool isBidirectional = !goesStepByStep && outline.Layers.Any(layer => layer.IsBidirectional);
        List<LayerSpec> layers = readsTokens ? [PlaceholderLayers.Tokens(outline.Layers[0])] : [];
        foreach (LayerOutline layer in outline.Layers.Skip(layers.Count))
            layers.Add(PlaceholderLayers.For(layer, isBidirectional));
        if (outline.Mode == SequenceMode.OneToMany || !TryAddOutputs(outline, layers))
        {
            // Models with a stride have other methods.
            bool isStrided = !goesStepByStep && !isBidirectional && outline.Layers.Any(PlaceholderLayers.IsStrided);
            if (isStrided)
                layers.Add(PlaceholderLayers.Stride());
            layers.Add(PlaceholderLayers.Dense(OutputSize(outline, readsTokens && !isBidirectional && !isStrided)));
        }

        return new ModelSpec(
            outline.Type,
            readsTokens ? null : outline.InputSize ?? 1,
            outline.Mode,
            outline.Feedback,
            Summary.FinalStates,
            new(layers),
            outline.Pretrained,
            Trainable: outline.Trainable is { } training ? training with { MaxSteps = Math.Max(training.MaxSteps, 2) } : null,
            IsReplaceable: outline.IsReplaceable);
    }

    /// <summary>One half of an encoder-decoder, whose other half has the same recurrent layer.</summary>
    public static ModelSpec Part(ModelSpec part, int outputSize) => part with
    {
        Mode = SequenceMode.ManyToMany,
        Feedback = Feedback.Default,
        Layers = new(
        [
            .. part.Layers.Take(part.InputSize is null ? 1 : 0),
            PlaceholderLayers.For(new("Gru", null, null, false, false), isBidirectional: false),
            PlaceholderLayers.Dense(outputSize),
        ]),
        Pretrained = null,
    };

    private static bool TryAddOutputs(ModelOutline outline, List<LayerSpec> layers)
    {
        if (outline.Layers.Count == 0)
            return false;
        List<LayerSpec> before = layers.GetRange(0, layers.Count - 1);
        if (PlaceholderLayers.Outputs(outline.Layers[outline.Layers.Count - 1], before) is not { } outputs)
            return false;
        layers[layers.Count - 1] = outputs;
        return true;
    }

    /// <param name="outline">The model.</param>
    /// <param name="writesTokens">It can write what it reads: a score for each token is then what gives it all members.</param>
    private static int OutputSize(ModelOutline outline, bool writesTokens)
    {
        int? size = writesTokens ? PlaceholderLayers.Vocabulary(outline.Layers[0])
            : outline.Feedback == Feedback.Output ? outline.InputSize
            : outline.OutputSize ?? (outline.Layers.Count == 0 ? null : PlaceholderLayers.OutputSize(outline.Layers[outline.Layers.Count - 1]));
        return Math.Max(1, Math.Min(size ?? 1, MostOutputs));
    }
}
