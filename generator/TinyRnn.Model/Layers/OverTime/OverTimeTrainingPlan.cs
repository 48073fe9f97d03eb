namespace TinyRnn.Model.Layers.OverTime;

/// <summary>Training of a mean or maximum of all steps so far: what the state held stands in front of the first output.</summary>
internal sealed class OverTimeTrainingPlan : LayerTrainingPlan
{
    public OverTimeTrainingPlan(OverTimePlan plan, TrainingContext context)
        : base(plan, context)
    {
        context.Add(plan.Index + 1, context.TakeValue(plan.OutputSize, context.MaxRowsOf(plan), earlierSteps: 1));
        Steps = context.TakeTape(context.Spec.MaxBatch);
    }

    /// <summary>Place on the tape of each sequence's steps before the first.</summary>
    public int Steps { get; }
}
