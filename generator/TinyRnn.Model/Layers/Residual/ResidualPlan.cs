namespace TinyRnn.Model.Layers.Residual;

/// <summary>A sum of two values.</summary>
internal sealed record ResidualPlan : LayerPlan
{
    public ResidualPlan(LayerContext context, ResidualSpec spec)
        : base(context, context.InputSize, isStateful: false)
    {
        PositionChannels = context.Previous?.PositionChannels ?? 0;
        SourceValue = context.Index - spec.Layers;
        Channels = spec.Channels == 0 ? context.InputSize : spec.Channels;
    }

    /// <summary>What is added: 0 is the model's input, k + 1 the output of layer k.</summary>
    public int SourceValue { get; }

    /// <summary>How many leading values are added.</summary>
    public int Channels { get; }

    public override int? Source => SourceValue;

    public override int SourceChannels => Channels;

    /// <summary>Those of its input.</summary>
    public override int PositionChannels { get; }

    public override long MultiplyAdds => 0;

    public override string Description => Channels == OutputSize ? "Residual" : $"Residual({Channels} of {OutputSize} channels)";

    public override string Signature => $"{Description} over {Index - SourceValue} layer{(Index - SourceValue == 1 ? "" : "s")}";

    public override IEnumerable<int> ReadWithOutput => [Index, SourceValue];

    public override bool IsElementWise => true;

    public override LayerTrainingPlan Train(TrainingContext context) => new ResidualTrainingPlan(this, context);
}
