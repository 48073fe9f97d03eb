namespace TinyRnn.Model.Layers.Conv1D;

/// <summary>
/// The inputs that later steps still see: a ring whose beginning is there once more behind its end, so that what a step sees is one piece wherever it begins.
/// It has room for several steps more than are remembered: these can be put into it, and then computed at once.
/// </summary>
/// <param name="Ring">The ring.</param>
/// <param name="Position">Where the newest input is.</param>
/// <param name="Slots">Inputs that the ring has room for.</param>
/// <param name="HoldsRows">The inputs of several outputs can be put into it, and the outputs then computed at once.</param>
internal sealed record Conv1DPast(StateVector Ring, StateCounter Position, int Slots, bool HoldsRows)
{
    /// <summary>Takes it, if an output sees more than the current step.</summary>
    /// <param name="context">Where from.</param>
    /// <param name="shape">The sizes.</param>
    /// <param name="product">What reads it.</param>
    /// <param name="stride">Steps from one output to the next.</param>
    public static Conv1DPast? Take(LayerContext context, Conv1DShape shape, Conv1DProduct product, int stride)
    {
        if (shape.Past == 0)
            return null;
        // All that the first of several outputs sees is still there when the last one's newest input comes. A long stride of few taps would make the state
        // much larger for that: its outputs are computed one by one.
        int slots = shape.Past + PanelKernelPlan.Several;
        long rows = shape.Past + 1 + ((PanelKernelPlan.Several - 1L) * stride);
        bool holdsRows = rows <= 2L * slots;
        if (holdsRows)
            slots = (int)rows;
        // A vector of one weight a channel reads on behind the last of them.
        int readOn = shape.IsDepthwise ? product.Kernel.Layout.PaddedUnits - shape.Inputs : 0;
        long length = (((long)slots + shape.Past) * shape.Inputs) + readOn;
        StateCounter position = context.AddCounter("Position");
        StateVector ring = context.AddVector("Ring", length, length, queue: new(QueueKind.Ring, shape.Past, shape.Inputs, position, slots));
        return new(ring, position, slots, holdsRows);
    }
}
