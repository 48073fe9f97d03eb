namespace TinyRnn.Model.Layers.OverTime;

/// <summary>Of each value, the mean or the largest of all steps so far.</summary>
internal sealed record OverTimeSpec(OverTimeKind What) : LayerSpec
{
    public override string Kind => $"{What}OverTime";

    public override LayerPlan Plan(LayerContext context)
    {
        StateVector kept = context.AddVector("Kept", context.InputSize, LayerContext.Product(4, (context.InputSize + 3) / 4));
        return new OverTimePlan(context, What, kept, context.AddVector("Steps", 1, 4));
    }
}
