namespace TinyRnn.Model.Layers.ActivationLayer;

/// <summary>Training of a function of each value: what the loss contains is left out, and the values are handed on.</summary>
internal sealed class ActivationTrainingPlan : LayerTrainingPlan
{
    public ActivationTrainingPlan(ActivationPlan plan, TrainingContext context)
        : base(plan, context)
    {
        Function = context.IsFused(plan) ? default : plan.Function;
        int rows = context.MaxRowsOf(plan);
        context.Add(plan.Index + 1, context.TakeValue(plan.OutputSize, rows));
        if (Function.ReadsInput)
            Sums = context.TakeTape((long)rows * ValuePlan.Pad(plan.OutputSize));
    }

    /// <summary>The function that is computed.</summary>
    public Function Function { get; }

    /// <summary>What it is given, if its derivative needs that.</summary>
    public int? Sums { get; }
}
