namespace TinyRnn.Model.Layers.MergeDirections;

/// <summary>The two halves of a value as one: of a bidirectional layer, its directions.</summary>
internal sealed record MergeDirectionsSpec(DirectionMerge How) : LayerSpec
{
    public override string Kind => "MergeDirections";

    public override LayerPlan Plan(LayerContext context) => new MergeDirectionsPlan(context, How);
}
