namespace TinyRnn.Import.Keras;

/// <summary>Keras' functions by name. A name alone does not say all: hard_sigmoid changed with version 3.</summary>
/// <param name="isVersion3">Written by Keras 3.</param>
internal sealed class KerasActivations(bool isVersion3)
{
    /// <summary>The function of a name; <see langword="null"/>: none that is known.</summary>
    public SourceActivation? Find(string? name) => name switch
    {
        null or "linear" => new(ActivationKind.Identity),
        "relu" => new(ActivationKind.Relu),
        "tanh" => SourceActivation.Tanh,
        "sigmoid" => SourceActivation.Sigmoid,
        "softmax" => new(ActivationKind.Softmax),
        "log_softmax" => new(ActivationKind.LogSoftmax),
        "hard_sigmoid" => isVersion3 ? new(ActivationKind.HardSigmoid, 1f / 6, 0.5f) : new(ActivationKind.HardSigmoid, 0.2f, 0.5f),
        "elu" => new(ActivationKind.Elu, 1),
        "selu" => new(ActivationKind.Selu),
        "softplus" => new(ActivationKind.Softplus),
        "softsign" => new(ActivationKind.Softsign),
        "silu" or "swish" => new(ActivationKind.Silu),
        "gelu" => new(ActivationKind.Gelu),
        "relu6" => new(ActivationKind.Clip, 0, 6),
        "leaky_relu" => new(ActivationKind.LeakyRelu, 0.2f),
        _ => null,
    };
}
