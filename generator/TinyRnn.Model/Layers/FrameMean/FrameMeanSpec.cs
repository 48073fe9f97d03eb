namespace TinyRnn.Model.Layers.FrameMean;

/// <summary>The mean over the positions of a step.</summary>
internal sealed record FrameMeanSpec : LayerSpec
{
    public override string Kind => "FrameMean";

    public override LayerPlan Plan(LayerContext context) => new FrameMeanPlan(context);
}
