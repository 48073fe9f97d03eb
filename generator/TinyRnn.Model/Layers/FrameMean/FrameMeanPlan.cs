namespace TinyRnn.Model.Layers.FrameMean;

/// <summary>A mean over positions in numbers.</summary>
internal sealed record FrameMeanPlan : LayerPlan
{
    public FrameMeanPlan(LayerContext context)
        : base(context, ChannelsOf(context), isStateful: false)
    {
    }

    /// <summary>Numbers of a position: those of the layer in front, otherwise 1.</summary>
    private static int ChannelsOf(LayerContext context) => context.Previous?.PositionChannels is > 0 and int channels ? channels : 1;

    public int Positions => InputSize / OutputSize;

    public override int PositionChannels => OutputSize;

    public override long MultiplyAdds => 0;

    /// <summary>The first sums are written before the last position's numbers are read.</summary>
    public override IEnumerable<int> ReadWithOutput => [InputValue];

    public override string Description => $"FrameMean({Positions} x {OutputSize})";

    public override LayerTrainingPlan Train(TrainingContext context) => new FrameMeanTrainingPlan(this, context);
}
