namespace TinyRnn.Model.Layers.LayerNorm;

/// <summary>Training of layer normalisation.</summary>
internal sealed class LayerNormTrainingPlan : LayerTrainingPlan
{
    public LayerNormTrainingPlan(LayerNormPlan plan, TrainingContext context)
        : base(plan, context)
    {
        Epsilon = plan.Epsilon;
        int rows = context.MaxRowsOf(plan);
        context.Add(plan.Index + 1, context.TakeValue(plan.OutputSize, rows));
        Factors = context.TakeTape(rows);
        if (!plan.IsAffine)
            return;
        Normal = context.TakeTape((long)rows * Output.Stride);
        Channels = ChannelWeights.Take(plan, context, plan.Parameters.Offset, hasShifts: true);
    }

    public float Epsilon { get; }

    /// <summary>Place on the tape of the factor of each row.</summary>
    public int Factors { get; }

    /// <summary>Place on the tape of the normalised values, as large as the output; <see langword="null"/>: they are the output.</summary>
    public int? Normal { get; }

    public ChannelWeights? Channels { get; }
}
