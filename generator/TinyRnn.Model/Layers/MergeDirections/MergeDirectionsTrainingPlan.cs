namespace TinyRnn.Model.Layers.MergeDirections;

/// <summary>Training of two halves that become one.</summary>
internal sealed class MergeDirectionsTrainingPlan : LayerTrainingPlan
{
    public MergeDirectionsTrainingPlan(MergeDirectionsPlan plan, TrainingContext context)
        : base(plan, context) =>
        context.Add(plan.Index + 1, context.TakeValue(plan.OutputSize, context.MaxRowsOf(plan)));
}
