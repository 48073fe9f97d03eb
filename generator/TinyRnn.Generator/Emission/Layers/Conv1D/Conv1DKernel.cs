using TinyRnn.Model.Layers.Conv1D;

namespace TinyRnn.Generator.Emission.Layers.Conv1D;

/// <summary>The product of a convolution, or of one of its groups, in panels of channels.</summary>
internal sealed class Conv1DKernel(Conv1DPlan layer, PanelKernelPlan plan) : PanelKernel(plan)
{
    protected override string Kind => Conv1DText.KernelName(layer) + (Plan.Inputs > 1 ? "Rows" : "");

    public override int Layer => layer.Index;

    public override int Part => Plan.Inputs > 1 ? 1 : 0;

    protected override string Title => Conv1DText.Title(layer) + (Plan.Inputs > 1 ? $": {Plan.Inputs} rows" : "");

    protected override IEnumerable<string> Equations => [Conv1DText.KernelEquation(layer)];

    protected override string Arguments => List(declared: true);

    protected override string Forwarded => List(declared: false);

    private string List(bool declared) =>
        string.Join(", ", [$"ref {(declared ? "float " : "")}weights", .. ForInputs("x", declared), .. ForInputs("y", declared)]);

    protected override void EmitBody(SourceWriter writer, KernelVariant variant, TileMethods methods) =>
        new PanelWalk(Plan, variant, methods) { Arrays = ["x", "y"] }.Emit(writer, v => new PanelOutput(Plan, layer.KernelActivation).Emit(writer, v));
}
