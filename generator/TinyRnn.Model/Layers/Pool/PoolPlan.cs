namespace TinyRnn.Model.Layers.Pool;

/// <summary>A pool in numbers: what the steps since the last output have given so far is in the state.</summary>
internal sealed record PoolPlan : LayerPlan
{
    public PoolPlan(LayerContext context, PoolSpec spec, StateVector kept, StridePlan? stride)
        : base(context, context.InputSize, isStateful: true)
    {
        Pool = spec.Pool;
        Kept = kept;
        Stride = stride;
    }

    public PoolKind Pool { get; }

    /// <summary>The largest so far, or the sum so far.</summary>
    public StateVector Kept { get; }

    public override StridePlan? Stride { get; }

    public override bool OverwritesOutput => true;

    public override long MultiplyAdds => 0;

    public override string Description => $"{Kind}({StepsPerOutput})";

    public override LayerTrainingPlan Train(TrainingContext context) => new PoolTrainingPlan(this, context);
}
