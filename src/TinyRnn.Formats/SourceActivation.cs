namespace TinyRnn.Formats;

/// <summary>A function of one number (softmax: of a step's numbers).</summary>
public enum ActivationKind
{
    /// <summary>x.</summary>
    Identity,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>tanh x.</summary>
    Tanh,

    /// <summary>1 / (1 + e^-x).</summary>
    Sigmoid,

    /// <summary>e^x_k / sum_j e^x_j.</summary>
    Softmax,

    /// <summary>The logarithm of softmax.</summary>
    LogSoftmax,

    /// <summary>min(max(alpha x + beta, 0), 1).</summary>
    HardSigmoid,

    /// <summary>alpha x below 0.</summary>
    LeakyRelu,

    /// <summary>alpha (e^x - 1) below 0.</summary>
    Elu,

    /// <summary>x sigmoid(x).</summary>
    Silu,

    /// <summary>x Phi(x), with the error function.</summary>
    Gelu,

    /// <summary>GELU with tanh.</summary>
    GeluTanh,

    /// <summary>log(1 + e^x).</summary>
    Softplus,

    /// <summary>log x.</summary>
    Log,

    /// <summary>x / (1 + |x|).</summary>
    Softsign,

    /// <summary>Scaled ELU.</summary>
    Selu,

    /// <summary>min(max(x, alpha), beta).</summary>
    Clip,

    /// <summary>alpha tanh(beta x).</summary>
    ScaledTanh,

    /// <summary>x if x &gt; alpha, else 0.</summary>
    ThresholdedRelu,

    /// <summary>alpha x + beta.</summary>
    Affine,
}

/// <summary>A function with its numbers.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Alpha">Its first number.</param>
/// <param name="Beta">Its second number.</param>
public readonly record struct SourceActivation(ActivationKind Kind, float Alpha = 0, float Beta = 0)
{
    /// <summary>tanh.</summary>
    public static SourceActivation Tanh => new(ActivationKind.Tanh);

    /// <summary>The logistic function.</summary>
    public static SourceActivation Sigmoid => new(ActivationKind.Sigmoid);

    /// <summary>Name and numbers, as messages show them.</summary>
    public override string ToString() => Kind switch
    {
        ActivationKind.HardSigmoid or ActivationKind.Clip or ActivationKind.ScaledTanh or ActivationKind.Affine => $"{Kind}({Alpha}, {Beta})",
        ActivationKind.LeakyRelu or ActivationKind.Elu or ActivationKind.ThresholdedRelu => $"{Kind}({Alpha})",
        _ => Kind.ToString(),
    };
}

/// <summary>A function of each value, on its own.</summary>
/// <param name="Name">What the file calls it.</param>
/// <param name="Inputs">Places of its inputs.</param>
/// <param name="Function">The function.</param>
/// <param name="Features">Features of a step.</param>
public sealed record ActivationNode(string Name, IReadOnlyList<int> Inputs, SourceActivation Function, int Features) : SourceNode(Name, Inputs)
{
    /// <inheritdoc/>
    public override string Kind => "Activation";

    /// <inheritdoc/>
    public override int Size => Features;

    /// <inheritdoc/>
    public override string Options => Function.ToString();
}
