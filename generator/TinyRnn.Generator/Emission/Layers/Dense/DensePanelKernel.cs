using TinyRnn.Model.Layers.Dense;

namespace TinyRnn.Generator.Emission.Layers.Dense;

/// <summary>A dense layer in panels of outputs.</summary>
internal sealed class DensePanelKernel(DensePlan layer, PanelKernelPlan plan) : PanelKernel(plan)
{
    protected override string Kind => DenseText.KernelName(layer) + (Plan.Inputs > 1 ? "Rows" : "");

    public override int Layer => layer.Index;

    public override int Part => Plan.Inputs > 1 ? 1 : 0;

    protected override string Title => DenseText.Title(layer) + (Plan.Inputs > 1 ? $": {Plan.Inputs} rows" : "");

    protected override IEnumerable<string> Equations => [DenseText.KernelEquation(layer)];

    protected override string Arguments => Plan.Inputs == 1 ? DenseText.Arguments(layer) : List(declared: true);

    protected override string Forwarded => Plan.Inputs == 1 ? DenseText.Forwarded(layer) : List(declared: false);

    private string List(bool declared) =>
        string.Join(", ", [$"ref {(declared ? "float " : "")}weights", .. ForInputs("x", declared), .. ForInputs("y", declared)]);

    protected override void EmitBody(SourceWriter writer, KernelVariant variant, TileMethods methods) =>
        new PanelWalk(Plan, variant, methods) { Arrays = ["x", "y"] }.Emit(writer, v => new PanelOutput(Plan, layer.KernelActivation).Emit(writer, v));
}
