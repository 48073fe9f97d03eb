using TinyRnn.Generator.Spec;

namespace TinyRnn.Generator.Layers.Gru;

internal sealed record GruSpec(int Units, ForeignText? GivenName, bool Bidirectional, bool ResetAfter)
    : RecurrentLayerSpec(Units, GivenName, Bidirectional)
{
    public override string Kind => "Gru";
}
