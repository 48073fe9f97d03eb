namespace TinyRnn.Model.Layers.Join;

/// <summary>Training of several values made one: the gradient goes to each of them.</summary>
internal sealed class JoinTrainingPlan : LayerTrainingPlan
{
    private readonly JoinPlan _plan;

    public JoinTrainingPlan(JoinPlan plan, TrainingContext context)
        : base(plan, context)
    {
        _plan = plan;
        context.Add(plan.Index + 1, context.TakeValue(plan.OutputSize, context.MaxRowsOf(plan)));
    }

    public JoinKind Joined => _plan.Joined;

    /// <summary>The values on the tape, in their order, and where each begins in the output.</summary>
    public IEnumerable<(ValuePlan Value, int Offset)> Values => _plan.Values.Select((number, index) => (Context.Read(Layer, number), _plan.OffsetOf(index)));
}
