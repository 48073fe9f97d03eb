using TinyRnn.Generator.Emission;
using TinyRnn.Generator.Planning;

namespace TinyRnn.Generator.Layers.Dense;

/// <summary>A dense layer in panels of outputs.</summary>
internal sealed class DensePanelKernel(DensePlan layer, PanelKernelPlan plan) : PanelKernel(plan)
{
    public override string Name => layer.KernelName;

    protected override string Title => DenseText.Title(layer);

    protected override IEnumerable<string> Equations => [DenseText.KernelEquation(layer)];

    protected override string Arguments => DenseText.Arguments(layer);

    protected override string Forwarded => DenseText.Forwarded(layer);

    protected override void EmitBody(SourceWriter writer, KernelVariant variant) =>
        EmitPanels(writer, variant, v =>
        {
            string value = layer.KernelActivation == Activation.Identity
                ? v.Name("a")
                : $"Rnn::VectorMath.{layer.KernelActivation}({v.Name("a")})";
            int valid = v.FirstUnit < 0 ? v.Lanes : Math.Min(v.Lanes, layer.OutputSize - v.FirstUnit);
            bool isPadded = layer.Layout.PaddedUnits != layer.OutputSize;
            if (valid == v.Lanes && (v.FirstUnit >= 0 || !isPadded))
                writer.Line($"{value}.StoreUnsafe(ref y, {v.Unit});");
            else if (v.FirstUnit >= 0 && valid > 0)
                writer.Line($"Rnn::Lanes.Store({value}, ref y, {v.Unit}, {valid});");
            else if (v.FirstUnit < 0)
                writer.Line($"Rnn::Lanes.Store({value}, ref y, {v.Unit}, Math.Min({v.Lanes}, {layer.OutputSize} - (int)({v.Unit})));");
        });
}
