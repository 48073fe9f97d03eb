namespace TinyRnn.Model.Layers.Window;

/// <summary>The last inputs side by side, newest first.</summary>
internal sealed record WindowSpec(int Steps) : LayerSpec
{
    public override string Kind => "Window";

    public override LayerPlan Plan(LayerContext context)
    {
        long length = 2L * Steps * context.InputSize;
        StateCounter position = context.AddCounter("Position");
        StateVector ring = context.AddVector("Ring", length, length, queue: new(QueueKind.Window, Steps, context.InputSize, position));
        return new WindowPlan(context, Steps, ring, position);
    }
}
