using TinyRnn.Generator.Spec;

namespace TinyRnn.Generator.Layers.Dense;

internal sealed record DenseSpec(int Units, Activation Activation, ForeignText? GivenName) : LayerSpec
{
    public override string Kind => "Dense";

    public override ForeignText? Name => GivenName;

    public override string DefaultName => "fc";
}
