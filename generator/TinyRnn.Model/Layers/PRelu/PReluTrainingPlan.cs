namespace TinyRnn.Model.Layers.PRelu;

/// <summary>Training of a ReLU with a learnt slope.</summary>
internal sealed class PReluTrainingPlan : LayerTrainingPlan
{
    public PReluTrainingPlan(PReluPlan plan, TrainingContext context)
        : base(plan, context)
    {
        IsShared = plan.IsShared;
        int rows = context.MaxRowsOf(plan);
        context.Add(plan.Index + 1, context.TakeValue(plan.OutputSize, rows));
        int count = plan.Parameters.Length;
        Slopes = context.TakeWeights(ValuePlan.Pad(count));
        Below = context.TakeTape((long)rows * Output.Stride);
        context.Tensors.Add(new(plan.Index, plan.Parameters.Offset, Slopes, 1, count, ValuePlan.Pad(count), 1));
    }

    public bool IsShared { get; }

    /// <summary>The slopes among the weights.</summary>
    public int Slopes { get; }

    /// <summary>Place on the tape of min(x, 0), as large as the output.</summary>
    public int Below { get; }
}
