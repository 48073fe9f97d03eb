namespace TinyRnn;

/// <summary>
/// Causal convolution along the steps: y_t[o] = f(b[o] + sum_k sum_i W[o, i, k] x_{t - (K - 1 - k) D}[i]), with zeros before the sequence began. It is
/// PyTorch's <c>nn.Conv1d</c> after <c>(K - 1) D</c> zeros on the left, and Keras's <c>Conv1D(padding="causal")</c>. A stream's last <c>(K - 1) D</c> inputs
/// are part of its state.
/// </summary>
/// <param name="channels">Output size O, 1 to 65,536.</param>
/// <param name="kernel">Steps that an output sees, K, 1 to 256: the current one is the last.</param>
/// <example>
/// <code>
/// [RecurrentModel(inputSize: 3)]
/// [Conv1D(16, kernel: 3, Dilation = 2, Activation = Activation.Relu)]     // sees steps t, t - 2 and t - 4
/// [Gru(32)]
/// [Dense(1)]
/// public sealed partial class Net;
/// </code>
/// </example>
public sealed class Conv1DAttribute(int channels, int kernel) : LayerAttribute
{
    /// <summary>Output size O.</summary>
    public int Channels { get; } = channels;

    /// <summary>Steps that an output sees, K.</summary>
    public int Kernel { get; } = kernel;

    /// <summary>The function f.</summary>
    public Activation Activation { get; set; }

    /// <summary>
    /// The slope of <see cref="Activation.LeakyRelu"/> below 0, or that of <see cref="Activation.Elu"/> just below 0, at least 0. Not set: their defaults.
    /// </summary>
    public float Slope { get; set; } = float.NaN;

    /// <summary>Steps from one that is seen to the next, D, 1 to 65,536.</summary>
    public int Dilation { get; set; } = 1;

    /// <summary>
    /// Steps from one output to the next, S, 1 to 65,536. From 2 on there is an output at the last of every S steps, and the layers behind see only these:
    /// <c>Step</c> says whether it gave one, and <c>Run</c> gives T / S. It is PyTorch's <c>stride</c> after <c>(K - 1) D + 1 - S</c> zeros on the left.
    /// </summary>
    public int Stride { get; set; } = 1;

    /// <summary>
    /// Groups G, which divide inputs and channels: a channel sees the inputs of its group only. As many groups as inputs and channels make a depthwise
    /// convolution, of which each channel sees its own input.
    /// </summary>
    public int Groups { get; set; } = 1;

    /// <summary>
    /// A bias b is added to the product. <see langword="false"/>, PyTorch's <c>bias=False</c>: there is none, neither in weight files nor to be learnt.
    /// </summary>
    public bool Bias { get; set; } = true;

    /// <summary>How its weights are stored; not set: as the model says (<see cref="RecurrentModelAttribute.Weights"/>).</summary>
    public WeightFormat Weights { get; set; }

    /// <summary>
    /// Of integer weights: the largest magnitude of the input's values, over which these are rounded; larger ones count as the largest. With it, the input's
    /// matrix can be integers where nothing bounds the values; not set: it is where they are in [-1, 1]. <c>tinyrnn quantize --calibrate</c> finds it.
    /// </summary>
    public float InputRange { get; set; }

    /// <summary>
    /// Prefix of the tensors in weight files (<c>conv.weight</c>, <c>[O, I / G, K]</c>; <c>conv.bias</c>, <c>[O]</c>). Default: <c>conv</c>, then
    /// <c>conv2</c>, ...
    /// </summary>
    public string? Name { get; set; }
}
