using TinyRnn.Generator.Spec;

namespace TinyRnn.Generator.Layers.Rnn;

internal sealed record RnnSpec(int Units, ForeignText? GivenName, bool Bidirectional, Nonlinearity Nonlinearity)
    : RecurrentLayerSpec(Units, GivenName, Bidirectional)
{
    public override string Kind => "Rnn";
}
