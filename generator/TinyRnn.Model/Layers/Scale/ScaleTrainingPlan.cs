namespace TinyRnn.Model.Layers.Scale;

/// <summary>Training of a scale and a shift.</summary>
internal sealed class ScaleTrainingPlan : LayerTrainingPlan
{
    public ScaleTrainingPlan(ScalePlan plan, TrainingContext context)
        : base(plan, context)
    {
        context.Add(plan.Index + 1, context.TakeValue(plan.OutputSize, context.MaxRowsOf(plan)));
        Channels = ChannelWeights.Take(plan, context, plan.Parameters.Offset, plan.HasShift);
    }

    public ChannelWeights Channels { get; }
}
