using TinyRnn.Generator.Spec;

namespace TinyRnn.Generator.Layers.Dense;

internal sealed record DenseSpec(int Units, Activation Activation, string? GivenName) : LayerSpec
{
    public override string Kind => "Dense";

    public override string? Name => GivenName;

    public override string DefaultName => "fc";
}
