namespace TinyRnn;

/// <summary>What all recurrent layers have: units, a name in weight files, a second direction.</summary>
public abstract class RecurrentLayerAttribute : LayerAttribute
{
    private protected RecurrentLayerAttribute(int units) => Units = units;

    /// <summary>Hidden size H, 1 to 65,536.</summary>
    public int Units { get; }

    /// <summary>
    /// Prefix of the layer's tensors in weight files (<c>"lstm"</c> gives <c>lstm.weight_ih_l0</c>, <c>""</c> no prefix). Consecutive layers of one kind and
    /// name are PyTorch's stack <c>_l0</c>, <c>_l1</c>, ... Default: the kind's name.
    /// </summary>
    public string? Name { get; set; }

    /// <summary>A second set of weights reads the sequence backwards; the output is [forward, backward]. Whole sequences only.</summary>
    public bool Bidirectional { get; set; }

    /// <summary>
    /// Biases are added to the products of the gates. <see langword="false"/>, PyTorch's <c>bias=False</c>: there are none, neither in weight files nor to be
    /// learnt.
    /// </summary>
    public bool Bias { get; set; } = true;

    /// <summary>
    /// The state that a fresh stream starts from is a parameter: tensors <c>initial_h_l0</c> and, of an LSTM, <c>initial_c_l0</c>, <c>[H]</c>. The model's
    /// <c>Initial</c> has it, and training begins with it and learns it where no states are given. <see langword="default"/> stays the zero state.
    /// </summary>
    public bool InitialState { get; set; }

    /// <summary>How its weights are stored; not set: as the model says (<see cref="RecurrentModelAttribute.Weights"/>).</summary>
    public WeightFormat Weights { get; set; }

    /// <summary>
    /// Of integer weights: the largest magnitude of the input's values, over which these are rounded; larger ones count as the largest. With it, the input's
    /// matrix can be integers where nothing bounds the values; not set: it is where they are in [-1, 1]. <c>tinyrnn quantize --calibrate</c> finds it.
    /// </summary>
    public float InputRange { get; set; }
}

/// <summary>
/// Long short-term memory: i, f, o = sigmoid(W x_t + U h_{t-1} + b), g = tanh(...), c_t = f c_{t-1} + i g, h_t = o tanh(c_t)
/// (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000).
/// </summary>
/// <param name="units">Hidden size H.</param>
/// <example>
/// <code>
/// [RecurrentModel(inputSize: 3)]
/// [Lstm(64)]
/// [Lstm(32, Peepholes = true)]
/// [Dense(1)]
/// public sealed partial class Net;
/// </code>
/// </example>
public sealed class LstmAttribute(int units) : RecurrentLayerAttribute(units)
{
    /// <summary>
    /// The forget gate's bias that <c>Create</c> starts from; not set: PyTorch's uniform default. 1 helps long memories (Jozefowicz et al. 2015).
    /// </summary>
    public float ForgetBias { get; set; } = float.NaN;

    /// <summary>
    /// The gates also see the cell state, each unit its own (Gers and Schmidhuber 2000): i and f get p c_{t-1} more, o gets p c_t. In weight files the weights
    /// are <c>weight_peephole_l0</c>, <c>[3, H]</c>, for i, f and o (with <see cref="CoupledGates"/> <c>[2, H]</c>, for i and o).
    /// PyTorch has none; ONNX stores them in the order i, o, f, TensorFlow as three vectors.
    /// </summary>
    public bool Peepholes { get; set; }

    /// <summary>
    /// The gates' function: <see cref="Activation.Sigmoid"/>, or, as in Keras before 2.3 and in its <c>hard_sigmoid</c>,
    /// <see cref="Activation.HardSigmoidFifth"/> or <see cref="Activation.HardSigmoid"/>.
    /// </summary>
    public Activation GateActivation { get; set; } = Activation.Sigmoid;

    /// <summary>
    /// The function of g and, in h, of the cell state: <see cref="Activation.Tanh"/>, <see cref="Activation.Relu"/> or <see cref="Activation.HardTanh"/>.
    /// </summary>
    public Activation Activation { get; set; } = Activation.Tanh;

    /// <summary>The gates' function in the other direction of a bidirectional layer; not set: that of both.</summary>
    public Activation ReverseGateActivation { get; set; }

    /// <summary>What <see cref="Activation"/> is in the other direction of a bidirectional layer; not set: that of both.</summary>
    public Activation ReverseActivation { get; set; }

    /// <summary>
    /// Numbers P of h_t, fewer than the units: h_t = W o_t tanh(c_t) with <c>weight_hr_l0</c>, <c>[P, H]</c>, PyTorch's <c>proj_size</c> (Sak et al. 2014).
    /// Products with h cost P / H of what they did. 0, the default: h_t is o_t tanh(c_t) itself.
    /// </summary>
    public int Projection { get; set; }

    /// <summary>
    /// The forget gate is f = 1 - i, and the tensors have three gates, i, g and o (ONNX's <c>input_forget</c>; CIFG of Greff et al. 2015): a quarter fewer
    /// weights.
    /// </summary>
    public bool CoupledGates { get; set; }

    /// <summary>Bounds the sums that go into the functions of the gates and of g to [-GateClip, GateClip]: ONNX's <c>clip</c>. Not set: no bound.</summary>
    public float GateClip { get; set; } = float.PositiveInfinity;

    /// <summary>Bounds the cell state to [-CellClip, CellClip]: <c>cell_clip</c> of TensorFlow and its Lite. Not set: no bound.</summary>
    public float CellClip { get; set; } = float.PositiveInfinity;
}

/// <summary>
/// Gated recurrent unit: r, z = sigmoid(...), h_t = (1 - z) n + z h_{t-1} (Cho et al. 2014), the candidate n in one of two forms.
/// </summary>
/// <param name="units">Hidden size H.</param>
/// <example>
/// <code>
/// [RecurrentModel(inputSize: 3)]
/// [Gru(32, ResetAfter = false)]     // the reset gate acts before the product, as in older Keras
/// [Dense(1)]
/// public sealed partial class Net;
/// </code>
/// </example>
public sealed class GruAttribute(int units) : RecurrentLayerAttribute(units)
{
    /// <summary>
    /// <see langword="true"/> (PyTorch, cuDNN): n = tanh(W x + b + r (U h + b')); <see langword="false"/> (the paper): n = tanh(W x + U (r h) + b).
    /// </summary>
    public bool ResetAfter { get; set; } = true;

    /// <summary>
    /// The gates' function: <see cref="Activation.Sigmoid"/>, or, as in Keras before 2.3 and in its <c>hard_sigmoid</c>,
    /// <see cref="Activation.HardSigmoidFifth"/> or <see cref="Activation.HardSigmoid"/>.
    /// </summary>
    public Activation GateActivation { get; set; } = Activation.Sigmoid;

    /// <summary>The candidate's function: <see cref="Activation.Tanh"/>, <see cref="Activation.Relu"/> or <see cref="Activation.HardTanh"/>.</summary>
    public Activation Activation { get; set; } = Activation.Tanh;

    /// <summary>The gates' function in the other direction of a bidirectional layer; not set: that of both.</summary>
    public Activation ReverseGateActivation { get; set; }

    /// <summary>What <see cref="Activation"/> is in the other direction of a bidirectional layer; not set: that of both.</summary>
    public Activation ReverseActivation { get; set; }

    /// <summary>Bounds the sums that go into the functions of the gates and of n to [-GateClip, GateClip]: ONNX's <c>clip</c>. Not set: no bound.</summary>
    public float GateClip { get; set; } = float.PositiveInfinity;
}

/// <summary>Vanilla RNN: h_t = f(W x_t + U h_{t-1} + b) (Elman 1990).</summary>
/// <param name="units">Hidden size H.</param>
/// <example>
/// <code>
/// [RecurrentModel(inputSize: 3)]
/// [Rnn(16, Nonlinearity = Nonlinearity.Relu)]
/// [Dense(1)]
/// public sealed partial class Net;
/// </code>
/// </example>
public sealed class RnnAttribute(int units) : RecurrentLayerAttribute(units)
{
    /// <summary>The function f.</summary>
    public Nonlinearity Nonlinearity { get; set; }

    /// <summary>The function in the other direction of a bidirectional layer; not set: that of both.</summary>
    public Nonlinearity ReverseNonlinearity { get; set; }
}
