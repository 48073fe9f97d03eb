namespace TinyRnn.Formats.StateDict;

/// <summary>Names of functions as people write them.</summary>
public static class ActivationNames
{
    /// <summary>The function of a name, in small letters or PyTorch's; <see langword="null"/>: unknown.</summary>
    public static SourceActivation? Find(string name) => (name ?? "").ToUpperInvariant().Replace("_", "", StringComparison.Ordinal) switch
    {
        "IDENTITY" or "LINEAR" or "NONE" => new(ActivationKind.Identity),
        "RELU" => new(ActivationKind.Relu),
        "TANH" => SourceActivation.Tanh,
        "SIGMOID" => SourceActivation.Sigmoid,
        "SOFTMAX" => new(ActivationKind.Softmax),
        "LOGSOFTMAX" => new(ActivationKind.LogSoftmax),
        "LEAKYRELU" => new(ActivationKind.LeakyRelu, 0.01f),
        "ELU" => new(ActivationKind.Elu, 1),
        "SILU" or "SWISH" => new(ActivationKind.Silu),
        "GELU" => new(ActivationKind.Gelu),
        "SELU" => new(ActivationKind.Selu),
        "SOFTPLUS" => new(ActivationKind.Softplus),
        "SOFTSIGN" => new(ActivationKind.Softsign),
        _ => null,
    };
}
