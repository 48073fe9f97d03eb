namespace TinyRnn.Model.Layers.OverTime;

/// <summary>A mean, or a maximum, of all steps so far in numbers: it is in the state, with the number of steps.</summary>
internal sealed record OverTimePlan : LayerPlan
{
    public OverTimePlan(LayerContext context, OverTimeKind what, StateVector kept, StateVector steps)
        : base(context, context.InputSize, isStateful: true)
    {
        What = what;
        Kept = kept;
        Steps = steps;
        PositionChannels = context.Previous?.PositionChannels ?? 0;
    }

    public OverTimeKind What { get; }

    /// <summary>The mean, or the largest values, so far: the output.</summary>
    public StateVector Kept { get; }

    /// <summary>Steps so far.</summary>
    public StateVector Steps { get; }

    public override int PositionChannels { get; }

    public override bool OverwritesOutput => true;

    public override long MultiplyAdds => 0;

    public override string Description => Kind;

    public override LayerTrainingPlan Train(TrainingContext context) => new OverTimeTrainingPlan(this, context);
}
