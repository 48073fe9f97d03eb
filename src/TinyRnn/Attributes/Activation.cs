namespace TinyRnn;

/// <summary>The point-wise function after a <c>[Dense]</c> layer's product.</summary>
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
}
