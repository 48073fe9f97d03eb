namespace TinyRnn.Model.Layers.Dropout;

/// <summary>Training of dropout: a mask of 0 and 1 / (1 - p), drawn anew for each batch.</summary>
internal sealed class DropoutTrainingPlan : LayerTrainingPlan
{
    public DropoutTrainingPlan(DropoutPlan plan, TrainingContext context)
        : base(plan, context)
    {
        Rate = plan.Rate;
        context.Add(plan.Index + 1, context.TakeValue(plan.OutputSize, context.MaxRowsOf(plan)));
        Mask = context.TakeTape((long)context.MaxRowsOf(plan) * Output.Stride);
    }

    public float Rate { get; }

    /// <summary>Place of the mask on the tape, as large as the output.</summary>
    public int Mask { get; }
}
