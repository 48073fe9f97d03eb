namespace TinyRnn.Model.Layers.History;

/// <summary>All inputs since the sequence began, newest first.</summary>
internal sealed record HistorySpec(int MaxSteps) : LayerSpec
{
    public override string Kind => "History";

    public override bool GivesGrowingOutput => true;

    public override LayerPlan Plan(LayerContext context)
    {
        long length = (long)MaxSteps * context.InputSize;
        StateCounter steps = context.AddCounter("Steps", MaxSteps);
        StateVector buffer = context.AddVector("Buffer", length, length, queue: new(QueueKind.History, MaxSteps, context.InputSize, steps));
        return new HistoryPlan(context, MaxSteps, buffer, steps);
    }
}
