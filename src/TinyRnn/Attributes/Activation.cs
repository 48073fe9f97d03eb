namespace TinyRnn;

/// <summary>A function of each value, after a layer's product or as a layer of its own (<c>[Activation]</c>).</summary>
public enum Activation
{
    /// <summary>y = a.</summary>
    Identity,

    /// <summary>y = max(a, 0).</summary>
    Relu,

    /// <summary>y = tanh(a).</summary>
    Tanh,

    /// <summary>y = 1 / (1 + e^-a).</summary>
    Sigmoid,

    /// <summary>y_k = e^(a_k) / sum_j e^(a_j); only in the last layer.</summary>
    Softmax,

    /// <summary>y = a sigmoid(a), also called swish (Elfwing et al. 2017; Ramachandran et al. 2017).</summary>
    Silu,

    /// <summary>y = a, and <c>Slope</c> times a below 0 (Maas et al. 2013); 0.01 if it is not set, as in PyTorch and ONNX.</summary>
    LeakyRelu,

    /// <summary>y = a, and <c>Slope</c> times (e^a - 1) below 0 (Clevert et al. 2015); 1 if it is not set.</summary>
    Elu,

    /// <summary>y = a Phi(a) with the normal distribution's Phi, by the error function (Hendrycks and Gimpel 2016): PyTorch's and Keras' default.</summary>
    Gelu,

    /// <summary>y = a (1 + tanh(sqrt(2 / pi) (a + 0.044715 a^3))) / 2: the approximation of <see cref="Gelu"/>.</summary>
    GeluTanh,

    /// <summary>y = a / 6 + 1/2, held between 0 and 1: PyTorch's and Keras 3's.</summary>
    HardSigmoid,

    /// <summary>y = a / 5 + 1/2, held between 0 and 1: that of Keras 1 and 2, and ONNX's default.</summary>
    HardSigmoidFifth,

    /// <summary>y = a, held between -1 and 1.</summary>
    HardTanh,

    /// <summary>y = log(1 + e^a).</summary>
    Softplus,

    /// <summary>
    /// y_k = a_k - log sum_j e^(a_j), the logarithm of <see cref="Softmax"/>; only in the last layer. Tokens are drawn from it as from scores.
    /// </summary>
    LogSoftmax,

    /// <summary>y = log a, the natural logarithm: of magnitudes, for instance. -infinity of 0, NaN of what is negative: add a small number before.</summary>
    Log,
}
