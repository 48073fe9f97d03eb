namespace TinyRnn;

/// <summary>
/// The last <c>values</c> numbers of the step before in front of this step's: y_t = [end of x_{t-1}, x_t], zeros before the first step. A stream's context is
/// part of its state, so that whoever calls gives only what is new.
/// </summary>
/// <param name="values">Numbers of the step before, V, 1 to the input size I. The output size is V + I.</param>
/// <example>
/// <code>
/// [RecurrentModel(inputSize: 256)]
/// [Context(64)]     // the last 64 samples of the step before, in front of this one
/// [Stft(128, Stride = 64)]
/// [Magnitude]
/// [Gru(32)]
/// [Dense(1)]
/// public sealed partial class Net;
/// </code>
/// </example>
public sealed class ContextAttribute(int values) : LayerAttribute
{
    /// <summary>Numbers of the step before, V.</summary>
    public int Values { get; } = values;

    /// <summary>By which later layers read the output (<see cref="LayerAttribute.From"/>, <see cref="ConcatAttribute"/>).</summary>
    public string? Name { get; set; }
}

/// <summary>
/// Convolution along the positions inside one step, without a memory: the step's numbers are P positions of C channels, position after position, and
/// y[p, o] = f(b[o] + sum_k sum_c W[o, c, k] x[p S + k - PadLeft, c]). It is PyTorch's <c>nn.Conv1d</c> after a transposition: channels come last here.
/// <see cref="Conv1DAttribute"/> is the one along the steps.
/// </summary>
/// <param name="channels">Channels of an output position O, 1 to 65,536. The output size is O times the output positions, (P + PadLeft + PadRight - K) / S + 1,
/// rounded down.</param>
/// <param name="kernel">Positions that an output position sees, K, 1 to 65,536.</param>
/// <example>
/// <code>
/// [RecurrentModel(inputSize: 512)]
/// [Stft(128, Stride = 64)]
/// [Magnitude]
/// [FrameConv1D(16, kernel: 3)]     // along the frames of one step
/// [Gru(32)]
/// [Dense(1)]
/// public sealed partial class Net;
/// </code>
/// </example>
public sealed class FrameConv1DAttribute(int channels, int kernel) : LayerAttribute
{
    /// <summary>Channels of an output position O.</summary>
    public int Channels { get; } = channels;

    /// <summary>Positions that an output position sees, K.</summary>
    public int Kernel { get; } = kernel;

    /// <summary>Positions from one that an output begins at to the next, S, 1 to 65,536.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>Positions that are put in front of the first one: less than K of zeros, less than P of reflected ones.</summary>
    public int PadLeft { get; set; }

    /// <summary>Positions that are put after the last one: less than K of zeros, less than P of reflected ones.</summary>
    public int PadRight { get; set; }

    /// <summary>What is put there.</summary>
    public FramePadding PadMode { get; set; }

    /// <summary>
    /// Channels of an input position C; they divide the input size. Not set: those of the layer in front where it has positions
    /// (<see cref="FrameConv1DAttribute"/>, <see cref="StftAttribute"/>, <see cref="MagnitudeAttribute"/>), otherwise 1, which is a signal.
    /// </summary>
    public int InputChannels { get; set; }

    /// <summary>The function f.</summary>
    public Activation Activation { get; set; }

    /// <summary>
    /// The slope of <see cref="Activation.LeakyRelu"/> below 0, or that of <see cref="Activation.Elu"/> just below 0, at least 0. Not set: their defaults.
    /// </summary>
    public float Slope { get; set; } = float.NaN;

    /// <summary>Whether there is a bias b.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>How its weights are stored; not set: as the model says (<see cref="RecurrentModelAttribute.Weights"/>).</summary>
    public WeightFormat Weights { get; set; }

    /// <summary>
    /// Of integer weights: the largest magnitude of the input's values, over which these are rounded; larger ones count as the largest. With it, the input's
    /// matrix can be integers where nothing bounds the values; not set: it is where they are in [-1, 1]. <c>tinyrnn quantize --calibrate</c> finds it.
    /// </summary>
    public float InputRange { get; set; }

    /// <summary>
    /// Prefix of the tensors in weight files (<c>conv.weight</c>, <c>[O, C, K]</c>; <c>conv.bias</c>, <c>[O]</c>). Default: <c>conv</c>, then
    /// <c>conv2</c>, ...
    /// </summary>
    public string? Name { get; set; }
}

/// <summary>
/// Short-time Fourier transform of the samples inside one step, without a memory: of each frame of N samples, S apart, the K = N / 2 + 1 real parts and then
/// the K imaginary parts of sum_n w[n] x[p S + n - PadLeft] e^(-2 pi i k n / N), k = 0..N/2. A <see cref="MagnitudeAttribute"/> behind it gives a spectrum;
/// a <see cref="ContextAttribute"/> in front of it lets frames reach back into the steps before. It is PyTorch's <c>torch.stft</c> with <c>center=False</c>.
/// </summary>
/// <remarks>
/// It is a fast transform: 5/4 N log2 N multiply-adds a frame instead of N (N + 2), and the same bits on every processor. The window w is a tensor of the
/// model that training leaves as it is: a fresh model has a Hann window, <c>torch.hann_window(N)</c>.
/// </remarks>
/// <param name="length">Samples of a frame, N: 8 times a product of 2, 3 and 5, from 32 to 16,384. The output size is N + 2 times the frames,
/// (P + PadLeft + PadRight - N) / S + 1 of P samples, rounded down.</param>
/// <example>
/// <code>
/// [RecurrentModel(inputSize: 512)]
/// [Stft(256, Stride = 128)]     // 3 frames of one step's samples
/// [Magnitude]
/// [Gru(32)]
/// [Dense(1)]
/// public sealed partial class Net;
/// </code>
/// </example>
public sealed class StftAttribute(int length) : LayerAttribute
{
    /// <summary>Samples of a frame, N.</summary>
    public int Length { get; } = length;

    /// <summary>Samples from one frame's first to the next, S, 1 to 65,536. Not set: N / 4.</summary>
    public int Stride { get; set; }

    /// <summary>Samples that are put in front of the first one: less than N of zeros, less than P of reflected ones.</summary>
    public int PadLeft { get; set; }

    /// <summary>Samples that are put after the last one: less than N of zeros, less than P of reflected ones.</summary>
    public int PadRight { get; set; }

    /// <summary>What is put there.</summary>
    public FramePadding PadMode { get; set; }

    /// <summary>Prefix of the window in weight files (<c>stft.window</c>, <c>[N]</c>). Default: <c>stft</c>, then <c>stft2</c>, ...</summary>
    public string? Name { get; set; }
}

/// <summary>
/// Magnitudes of complex numbers: of each position's 2 K numbers, real parts and then imaginary ones, the K values sqrt(re^2 + im^2). Behind an
/// <see cref="StftAttribute"/> it gives a spectrum. Without positions in front, the step is one. In training its
/// slope at 0 is 0.
/// </summary>
/// <remarks>Squares are float32: numbers beyond 1.8e19 give infinity, and what is below 1e-19 loses digits.</remarks>
/// <example>
/// <code>
/// [RecurrentModel(inputSize: 512)]
/// [Stft(256, Stride = 128)]
/// [Magnitude]     // 129 values a frame instead of 258
/// [Gru(32)]
/// [Dense(1)]
/// public sealed partial class Net;
/// </code>
/// </example>
public sealed class MagnitudeAttribute : LayerAttribute
{
    /// <summary>By which later layers read the output (<see cref="LayerAttribute.From"/>, <see cref="ConcatAttribute"/>).</summary>
    public string? Name { get; set; }
}

/// <summary>
/// The mean over the positions of one step: y[c] = (x[0, c] + ... + x[P - 1, c]) / P, with the C channels of the layer in front. Without positions in front,
/// it is the mean of all numbers.
/// </summary>
/// <example>
/// <code>
/// [RecurrentModel(inputSize: 512)]
/// [Stft(256, Stride = 128)]
/// [Magnitude]
/// [FrameMean]     // the mean spectrum of the step
/// [Gru(32)]
/// [Dense(1)]
/// public sealed partial class Net;
/// </code>
/// </example>
public sealed class FrameMeanAttribute : LayerAttribute
{
    /// <summary>By which later layers read the output (<see cref="LayerAttribute.From"/>, <see cref="ConcatAttribute"/>).</summary>
    public string? Name { get; set; }
}
