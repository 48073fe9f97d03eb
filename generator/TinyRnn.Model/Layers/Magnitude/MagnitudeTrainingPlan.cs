namespace TinyRnn.Model.Layers.Magnitude;

/// <summary>Training of magnitudes: the way back reads the numbers and their magnitudes, which are both on the tape.</summary>
internal sealed class MagnitudeTrainingPlan : LayerTrainingPlan
{
    public MagnitudeTrainingPlan(MagnitudePlan plan, TrainingContext context)
        : base(plan, context) =>
        context.Add(plan.Index + 1, context.TakeValue(plan.OutputSize, context.MaxRowsOf(plan)));
}
