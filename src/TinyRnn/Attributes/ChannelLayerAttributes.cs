namespace TinyRnn;

/// <summary>
/// ReLU with a slope below 0 that is learnt, one for each channel (He et al. 2015): y_k = x_k, and a_k x_k below 0. It is PyTorch's <c>nn.PReLU</c>.
/// </summary>
/// <example>
/// <code>
/// [RecurrentModel(inputSize: 3)]
/// [Dense(16)]
/// [PRelu]
/// [Dense(1)]
/// public sealed partial class Net;
/// </code>
/// </example>
public sealed class PReluAttribute : LayerAttribute
{
    /// <summary>One slope for all channels.</summary>
    public bool Shared { get; set; }

    /// <summary>
    /// Prefix of the tensor in weight files (<c>prelu.weight</c>, <c>[C]</c>, or <c>[1]</c> if it is shared). Default: <c>prelu</c>, then <c>prelu2</c>, ...
    /// </summary>
    public string? Name { get; set; }
}

/// <summary>
/// A scale and a shift for each channel, and bounds if they are set: y_k = min(max(w_k x_k + b_k, Low), High). It normalises inputs, carries gains, and is what
/// is left of a batch normalisation that is no longer trained.
/// </summary>
/// <example>
/// <code>
/// [RecurrentModel(inputSize: 3)]
/// [Scale(Low = -5, High = 5)]     // normalises and bounds the inputs
/// [Lstm(32)]
/// [Dense(1)]
/// public sealed partial class Net;
/// </code>
/// </example>
public sealed class ScaleAttribute : LayerAttribute
{
    /// <summary>There are shifts b; otherwise they are zeros, neither in weight files nor to be learnt.</summary>
    public bool Shift { get; set; } = true;

    /// <summary>Smaller values become this one. Not set: none is too small.</summary>
    public float Low { get; set; } = float.NaN;

    /// <summary>Larger values become this one. Not set: none is too large.</summary>
    public float High { get; set; } = float.NaN;

    /// <summary>
    /// Prefix of the tensors in weight files (<c>scale.weight</c> and <c>scale.bias</c>, <c>[C]</c>). Default: <c>scale</c>, then <c>scale2</c>, ...
    /// </summary>
    public string? Name { get; set; }
}
