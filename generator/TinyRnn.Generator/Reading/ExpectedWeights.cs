namespace TinyRnn.Generator.Reading;

/// <summary>The tensors that a class looks for in its weight file.</summary>
/// <param name="HintName">Name of the class among those of the compilation.</param>
/// <param name="File">The file, and the names in it.</param>
/// <param name="Tensors">The class's tensors.</param>
internal sealed record ExpectedWeights(string HintName, PretrainedSpec File, EquatableArray<TensorPlan> Tensors)
{
    public static ExpectedWeights? Of(ModelPlan? plan) =>
        plan?.Spec.Pretrained is { } file ? new(plan.Type.HintName, file, new(plan.Tensors)) : null;

    /// <summary>Both parts, under the names that the emitted code binds.</summary>
    public static ExpectedWeights? Of(EncoderDecoderPlan? plan) => plan?.Pretrained is { } file
        ? new(plan.Type.HintName, file, new(Part(plan.Encoder, "encoder.").Concat(Part(plan.Decoder, "decoder."))))
        : null;

    private static IEnumerable<TensorPlan> Part(ModelPlan part, string prefix) =>
        part.Tensors.Select(tensor => tensor with
        {
            Name = new ForeignText(prefix + tensor.Name.Raw),
            TiedTo = tensor.TiedTo is { } other ? new ForeignText(prefix + other.Raw) : null,
        });
}
