namespace TinyRnn.Model.Layers.Slice;

/// <summary>Training of a slice: its gradient goes to where it was taken.</summary>
internal sealed class SliceTrainingPlan : LayerTrainingPlan
{
    public SliceTrainingPlan(SlicePlan plan, TrainingContext context)
        : base(plan, context)
    {
        First = plan.First;
        context.Add(plan.Index + 1, context.TakeValue(plan.OutputSize, context.MaxRowsOf(plan)));
    }

    /// <summary>The first value of the input that is taken.</summary>
    public int First { get; }
}
