namespace TinyRnn;

/// <summary>The function of a vanilla RNN's hidden state.</summary>
public enum Nonlinearity
{
    /// <summary>h_t = tanh(a_t).</summary>
    Tanh,

    /// <summary>h_t = max(a_t, 0).</summary>
    Relu,
}
