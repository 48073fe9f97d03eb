namespace TinyRnn.Model.Layers.Residual;

/// <summary>Adds the input of preceding layers to their output (He et al. 2016).</summary>
/// <param name="Layers">Preceding layers that the connection bridges.</param>
/// <param name="Channels">Leading values that are added; 0: all.</param>
internal sealed record ResidualSpec(int Layers, int Channels) : LayerSpec
{
    public override string Kind => "Residual";

    public override int Bridged => Layers;

    public override LayerPlan Plan(LayerContext context) => new ResidualPlan(context, this);
}
