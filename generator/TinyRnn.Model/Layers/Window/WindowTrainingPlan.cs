namespace TinyRnn.Model.Layers.Window;

/// <summary>
/// Training of a window, or of a history, which is a window as long as the longest sequence: the inputs of all steps after those from before the first, and a
/// row of the last ones for each step.
/// </summary>
internal sealed class WindowTrainingPlan : LayerTrainingPlan
{
    /// <param name="plan">The layer.</param>
    /// <param name="context">Where it stands.</param>
    /// <param name="steps">Inputs in a row of the output.</param>
    public WindowTrainingPlan(LayerPlan plan, TrainingContext context, int steps)
        : base(plan, context)
    {
        Steps = steps;
        Inputs = context.TakeValue(plan.InputSize, context.MaxRowsOf(plan), steps - 1);
        context.Add(plan.Index + 1, context.TakeValue(plan.OutputSize, context.MaxRowsOf(plan)));
    }

    public int Steps { get; }

    /// <summary>The inputs of all steps, and of those before the first.</summary>
    public ValuePlan Inputs { get; }
}
