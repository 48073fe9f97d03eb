namespace TinyRnn.Model.Layers.Context;

/// <summary>Training of a context: the inputs of all steps after those of the step before the first, of which the state holds the end.</summary>
internal sealed class ContextTrainingPlan : LayerTrainingPlan
{
    public ContextTrainingPlan(ContextPlan plan, TrainingContext context)
        : base(plan, context)
    {
        Inputs = context.TakeValue(plan.InputSize, context.MaxRowsOf(plan), earlierSteps: 1);
        context.Add(plan.Index + 1, context.TakeValue(plan.OutputSize, context.MaxRowsOf(plan)));
    }

    /// <summary>The inputs of all steps, and of the one before the first.</summary>
    public ValuePlan Inputs { get; }
}
