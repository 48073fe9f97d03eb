using TinyRnn.Generator.Emission;
using TinyRnn.Generator.Planning;

namespace TinyRnn.Generator.Layers.Recurrent;

/// <summary>A kernel that reads h_{t-1} in every panel, so that h_t must wait beside it until the last panel has read.</summary>
internal abstract class RecurrentKernel(RecurrentPlan layer, PanelKernelPlan plan) : PanelKernel(plan)
{
    public override string Name => layer.KernelName;

    protected override string Title => $"{layer.Shape.Title}, {layer.InputSize} inputs, {layer.Units} units: one time step";

    protected override IEnumerable<string> Equations => layer.Equations;

    protected RecurrentPlan Layer => layer;

    protected override void EmitBody(SourceWriter writer, KernelVariant variant)
    {
        // A single tile has read all of h before it writes any of it.
        bool inPlace = Plan.Layout.Widths.Count() == 1 && variant.Tiles[0].Tiles == 1;
        int padded = Plan.Layout.PaddedUnits;
        if (!inPlace)
            writer.Line($"Span<float> next = stackalloc float[{padded}];   // h_t: every panel still reads h_{{t-1}}");
        EmitPanels(writer, variant, v => EmitCell(writer, v, inPlace ? "h" : "MemoryMarshal.GetReference(next)"));
        if (!inPlace)
            writer.Line($"next.CopyTo(MemoryMarshal.CreateSpan(ref h, {padded}));");
    }

    /// <summary>From the gate sums of some units to their new state.</summary>
    protected abstract void EmitCell(SourceWriter writer, PanelVector v, string target);
}
