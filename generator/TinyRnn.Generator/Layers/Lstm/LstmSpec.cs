using TinyRnn.Generator.Spec;

namespace TinyRnn.Generator.Layers.Lstm;

/// <param name="ForgetBias">What <c>Create</c> sets the forget gate's bias to; <see langword="null"/>: PyTorch's uniform default.</param>
internal sealed record LstmSpec(int Units, string? GivenName, bool Bidirectional, float? ForgetBias)
    : RecurrentLayerSpec(Units, GivenName, Bidirectional)
{
    public override string Kind => "Lstm";
}
