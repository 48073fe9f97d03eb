namespace TinyRnn;

/// <summary>
/// Layer normalisation over the values of one step (Ba et al. 2016): y_k = w_k (x_k - m) / sqrt(v + epsilon) + b_k with their mean m and variance v. It is
/// PyTorch's <c>nn.LayerNorm</c>, and, of one step, an instance norm.
/// </summary>
/// <example>
/// <code>
/// [RecurrentModel(inputSize: 3)]
/// [Dense(32)]
/// [LayerNorm]
/// [Lstm(32)]
/// [Dense(1)]
/// public sealed partial class Net;
/// </code>
/// </example>
public sealed class LayerNormAttribute : LayerAttribute
{
    /// <summary>What is added to the variance, above 0.</summary>
    public float Epsilon { get; set; } = 1e-5f;

    /// <summary>There are scales w and shifts b, 1 and 0 at first; otherwise they are none.</summary>
    public bool Affine { get; set; } = true;

    /// <summary>
    /// Prefix of the tensors in weight files (<c>norm.weight</c> and <c>norm.bias</c>, <c>[C]</c>). Default: <c>norm</c>, then <c>norm2</c>, ...
    /// </summary>
    public string? Name { get; set; }
}

/// <summary>
/// Batch normalisation of each channel (Ioffe and Szegedy 2015): y_k = w_k (x_k - m_k) / sqrt(v_k + epsilon) + b_k. A model that serves has the running mean m
/// and variance v, so that this is a scale and a shift. A trainer takes them of all steps of all sequences of the batch, and lets the running ones follow: r =
/// (1 - momentum) r + momentum s, with the unbiased variance. It is PyTorch's <c>nn.BatchNorm1d</c>.
/// </summary>
/// <remarks>A layer that a trainer has frozen normalises by its running statistics and keeps them.</remarks>
/// <example>
/// <code>
/// [RecurrentModel(inputSize: 3)]
/// [Conv1D(16, kernel: 3)]
/// [BatchNorm]
/// [Gru(32)]
/// [Dense(1)]
/// public sealed partial class Net;
/// </code>
/// </example>
public sealed class BatchNormAttribute : LayerAttribute
{
    /// <summary>What is added to the variance, above 0.</summary>
    public float Epsilon { get; set; } = 1e-5f;

    /// <summary>The share of a batch in the running statistics, 0 to 1.</summary>
    public float Momentum { get; set; } = 0.1f;

    /// <summary>
    /// Prefix of the tensors in weight files (<c>bn.weight</c>, <c>bn.bias</c>, <c>bn.running_mean</c> and <c>bn.running_var</c>, <c>[C]</c>). Default:
    /// <c>bn</c>, then <c>bn2</c>, ...
    /// </summary>
    public string? Name { get; set; }
}
