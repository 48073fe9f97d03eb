using TinyRnn.Model.Layers.FrameConv1D;

namespace TinyRnn.Generator.Emission.Layers.FrameConv1D;

/// <summary>The product of one output position, or of several, in panels of channels.</summary>
internal sealed class FrameConv1DKernel(FrameConv1DPlan layer, PanelKernelPlan plan) : PanelKernel(plan)
{
    protected override string Kind => FrameConv1DText.KernelName(layer) + (Plan.Inputs == 1 ? "" : Plan.Inputs == 2 ? "Pair" : "Rows");

    public override int Layer => layer.Index;

    public override int Part => Plan.Inputs / 2;

    protected override string Title => FrameConv1DText.Title(layer) + (Plan.Inputs > 1 ? $": {Plan.Inputs} positions" : "");

    protected override IEnumerable<string> Equations => [FrameConv1DText.KernelEquation(layer)];

    protected override string Arguments => List(declared: true);

    protected override string Forwarded => List(declared: false);

    private string List(bool declared) =>
        string.Join(", ", [$"ref {(declared ? "float " : "")}weights", .. ForInputs("x", declared), .. ForInputs("y", declared)]);

    protected override void EmitBody(SourceWriter writer, KernelVariant variant, TileMethods methods) =>
        new PanelWalk(Plan, variant, methods)
        {
            Arrays = ["x", "y"],
            Start = layer.HasBias ? null : (_, v) => $"{v.Type}<float>.Zero",
        }.Emit(writer, v => new PanelOutput(Plan, layer.KernelActivation).Emit(writer, v));
}
