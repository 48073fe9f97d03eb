using TinyRnn.Model.Layers.Recurrent;

namespace TinyRnn.Generator.Emission.Layers.Recurrent;

/// <summary>h_t of a cell's output, of one stream or of several: a product without bias or function.</summary>
internal sealed class ProjectionKernel(RecurrentPlan layer, PanelKernelPlan plan) : PanelKernel(plan)
{
    protected override string Kind => $"Projection{layer.Units}x{layer.HiddenSize}{(IsForStreams ? "Streams" : "")}";

    protected override bool IsForStreams => Plan.Inputs > 1;

    public override int Layer => layer.Index;

    /// <summary>Before the kernels of the cell, and so before those that call it.</summary>
    public override int Part => -1;

    protected override string Title => $"Projection, {layer.Units} to {layer.HiddenSize}" + (Plan.Inputs > 1 ? $": {Plan.Inputs} streams" : "");

    protected override IEnumerable<string> Equations => ["h_t = P m_t"];

    protected override string Arguments => List(declared: true);

    protected override string Forwarded => List(declared: false);

    private string List(bool declared) =>
        string.Join(", ", [$"ref {(declared ? "float " : "")}weights", .. ForInputs("x", declared), .. ForInputs("y", declared)]);

    /// <summary>With the padding of the last panel, which is zeros: as a state has it.</summary>
    protected override void EmitBody(SourceWriter writer, KernelVariant variant, TileMethods methods) =>
        new PanelWalk(Plan, variant, methods) { Arrays = ["x", "y"] }.Emit(writer, v => writer.Line($"{v.Store(v.Name("a"), "y")};"));
}
