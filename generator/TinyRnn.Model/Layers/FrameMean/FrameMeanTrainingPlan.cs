namespace TinyRnn.Model.Layers.FrameMean;

/// <summary>Training of a mean: the way back needs nothing of the way there.</summary>
internal sealed class FrameMeanTrainingPlan : LayerTrainingPlan
{
    public FrameMeanTrainingPlan(FrameMeanPlan plan, TrainingContext context)
        : base(plan, context) =>
        context.Add(plan.Index + 1, context.TakeValue(plan.OutputSize, context.MaxRowsOf(plan)));
}
