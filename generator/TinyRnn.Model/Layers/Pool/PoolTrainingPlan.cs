namespace TinyRnn.Model.Layers.Pool;

/// <summary>Training of a pool: a batch begins and ends with whole groups of steps, so that nothing is kept from one to the next.</summary>
internal sealed class PoolTrainingPlan : LayerTrainingPlan
{
    public PoolTrainingPlan(PoolPlan plan, TrainingContext context)
        : base(plan, context)
    {
        Pool = plan.Pool;
        context.Add(plan.Index + 1, context.TakeValue(plan.OutputSize, context.MaxRowsOf(plan)));
    }

    public PoolKind Pool { get; }
}
