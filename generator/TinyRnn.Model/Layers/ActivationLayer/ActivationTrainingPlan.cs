namespace TinyRnn.Model.Layers.ActivationLayer;

/// <summary>Training of a function of each value: what the loss contains is left out, and the values are handed on.</summary>
internal sealed class ActivationTrainingPlan : LayerTrainingPlan
{
    public ActivationTrainingPlan(ActivationPlan plan, TrainingContext context)
        : base(plan, context)
    {
        Function = FunctionTrainingPlan.Of(plan, plan.Function, context);
        context.Add(plan.Index + 1, context.TakeValue(plan.OutputSize, context.MaxRowsOf(plan)));
    }

    public FunctionTrainingPlan Function { get; }
}
