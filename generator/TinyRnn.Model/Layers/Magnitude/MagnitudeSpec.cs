namespace TinyRnn.Model.Layers.Magnitude;

/// <summary>Magnitudes of complex numbers.</summary>
internal sealed record MagnitudeSpec : LayerSpec
{
    public override string Kind => "Magnitude";

    public override LayerPlan Plan(LayerContext context) => new MagnitudePlan(context);
}
