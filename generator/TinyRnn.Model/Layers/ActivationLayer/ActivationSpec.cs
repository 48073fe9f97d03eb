namespace TinyRnn.Model.Layers.ActivationLayer;

/// <summary>A function of each value, as a layer.</summary>
internal sealed record ActivationSpec(Function Function) : LayerSpec
{
    public override string Kind => "Activation";

    public override Activation OutputActivation => Function.Kind;

    public override LayerPlan Plan(LayerContext context) => new ActivationPlan(context, this);
}
