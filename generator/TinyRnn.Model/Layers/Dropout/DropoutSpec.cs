namespace TinyRnn.Model.Layers.Dropout;

/// <summary>Dropout (Srivastava et al. 2014) in its inverted form, which leaves inference alone.</summary>
/// <param name="Rate">Probability of a 0 in training.</param>
internal sealed record DropoutSpec(float Rate) : LayerSpec
{
    public override string Kind => "Dropout";

    public override LayerPlan Plan(LayerContext context) => new DropoutPlan(context, this);
}
