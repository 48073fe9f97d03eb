namespace TinyRnn.Model.Layers.Slice;

/// <summary>Some neighbouring values of one.</summary>
/// <param name="First">The first that is taken.</param>
/// <param name="Size">How many are taken.</param>
internal sealed record SliceSpec(int First, int Size) : LayerSpec
{
    public override string Kind => "Slice";

    public override LayerPlan Plan(LayerContext context) => new SlicePlan(context, this);
}
