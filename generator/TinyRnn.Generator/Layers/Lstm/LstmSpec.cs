using TinyRnn.Generator.Spec;

namespace TinyRnn.Generator.Layers.Lstm;

/// <summary>An LSTM layer; <c>ForgetBias</c> is what <c>Create</c> sets that bias to, or <see langword="null"/> for PyTorch's uniform default.</summary>
internal sealed record LstmSpec(int Units, ForeignText? GivenName, bool Bidirectional, float? ForgetBias)
    : RecurrentLayerSpec(Units, GivenName, Bidirectional)
{
    public override string Kind => "Lstm";
}
