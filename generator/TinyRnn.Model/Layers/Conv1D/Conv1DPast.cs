namespace TinyRnn.Model.Layers.Conv1D;

/// <summary>
/// The inputs that later steps still see: a ring that holds each of them twice, so that they are one piece wherever it begins. It has room for several steps
/// more than are remembered: these can be put into it, and then computed at once.
/// </summary>
/// <param name="Ring">The ring.</param>
/// <param name="Position">Where the newest input is.</param>
/// <param name="Slots">Inputs that the ring has room for.</param>
internal sealed record Conv1DPast(StateVector Ring, StateCounter Position, int Slots)
{
    /// <summary>Takes it, if an output sees more than the current step.</summary>
    public static Conv1DPast? Take(LayerContext context, Conv1DShape shape)
    {
        if (shape.Past == 0)
            return null;
        int slots = shape.Past + PanelKernelPlan.Several;
        long length = 2L * slots * shape.Inputs;
        StateCounter position = context.AddCounter("Position");
        StateVector ring = context.AddVector("Ring", length, length, queue: new(QueueKind.Ring, shape.Past, shape.Inputs, position, slots));
        return new(ring, position, slots);
    }
}
