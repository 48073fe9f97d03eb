namespace TinyRnn.Conformance.Reference;

/// <summary>A layer as the reference network knows it: what the attributes say, in the test's own words.</summary>
internal abstract record Layer(string Name)
{
    /// <summary>Number of the value that it reads, of which 0 is the input and k + 1 the output of layer k; not set: the one before it.</summary>
    public int? From { get; init; }

    /// <summary>There are tensors of biases; otherwise they are zeros.</summary>
    public bool HasBias { get; init; } = true;
}

/// <param name="Name">Prefix of the tensors, with its dot.</param>
/// <param name="Cell">lstm, lstm_peephole, gru, gru_before, rnn_tanh or rnn_relu.</param>
/// <param name="Units">Hidden size.</param>
/// <param name="Stack">Number in PyTorch's stack.</param>
/// <param name="Bidirectional">Both directions.</param>
/// <param name="HasInitialState">Where a run is given no state, it starts from tensors.</param>
internal sealed record Recurrent(string Name, string Cell, int Units, int Stack = 0, bool Bidirectional = false, bool HasInitialState = false)
    : Layer(Name)
{
    /// <summary>Function of the gates.</summary>
    public string Gate { get; init; } = "sigmoid";

    /// <summary>Function of the candidate and of an LSTM's cell state.</summary>
    public string Candidate { get; init; } = "tanh";

    /// <summary>What the functions of the gates and of the candidate see is held within this; 0: not.</summary>
    public float GateClip { get; init; }

    /// <summary>An LSTM's cell state is held within this; 0: not.</summary>
    public float CellClip { get; init; }

    /// <summary>An LSTM's output is projected to so many numbers; 0: not.</summary>
    public int Projection { get; init; }

    /// <summary>An LSTM's forget gate is 1 - i.</summary>
    public bool IsCoupled { get; init; }

    /// <summary>The hidden state's matrix, and the state that it is multiplied with, are integers of this format; <see langword="null"/>: floats.</summary>
    public WeightFormat? Format { get; init; }

    /// <summary>The same of the input's matrix and the input.</summary>
    public WeightFormat? InputFormat { get; init; }

    /// <summary>The largest magnitude of the input that integers stand for.</summary>
    public float InputRange { get; init; } = 1;

    /// <summary>The same of the projection and what it projects.</summary>
    public WeightFormat? ProjectionFormat { get; init; }

    /// <summary>The layer as its other direction is, where that has functions of its own.</summary>
    public Recurrent? Reverse { get; init; }

    /// <summary>Numbers of h.</summary>
    public int HiddenSize => Projection == 0 ? Units : Projection;
}

/// <param name="Name">Prefix of the tensors, with its dot.</param>
/// <param name="Function">identity, softmax, or one of <see cref="ScalarFunctions"/>.</param>
/// <param name="OnSummary">Reads both final states of the bidirectional layer below, once.</param>
internal sealed record Dense(string Name, string Function = "identity", bool OnSummary = false) : Layer(Name)
{
    /// <summary>Full name of the tensor that is its matrix, if that is another layer's.</summary>
    public string? Matrix { get; init; }

    /// <summary>The matrix and the input are integers of this format; <see langword="null"/>: floats.</summary>
    public WeightFormat? Format { get; init; }

    /// <summary>The largest magnitude of the input that integers stand for.</summary>
    public float InputRange { get; init; } = 1;
}

/// <param name="Name">Prefix of the tensors, with its dot.</param>
/// <param name="Kernel">Taps.</param>
/// <param name="Dilation">Steps from tap to tap.</param>
/// <param name="Groups">Groups.</param>
/// <param name="Function">As of <see cref="Dense"/>.</param>
internal sealed record Conv(string Name, int Kernel, int Dilation = 1, int Groups = 1, string Function = "identity") : Layer(Name)
{
    /// <summary>Steps from one output to the next.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>The matrix and the input are integers of this format; <see langword="null"/>: floats.</summary>
    public WeightFormat? Format { get; init; }

    /// <summary>The largest magnitude of the input that integers stand for.</summary>
    public float InputRange { get; init; } = 1;

    /// <summary>Of integers, each tap has a scale of its own.</summary>
    public bool TapsApart { get; init; }
}

/// <param name="Kind">mean or max.</param>
internal sealed record OverTime(string Kind) : Layer("");

/// <param name="Kind">sum, mean or product.</param>
internal sealed record MergedHalves(string Kind) : Layer("");

/// <param name="Kind">max or average.</param>
/// <param name="Steps">Steps of a group.</param>
internal sealed record Pool(string Kind, int Steps) : Layer("");

/// <param name="Name">Prefix of the tensors, with its dot.</param>
/// <param name="Inputs">Channels of a position.</param>
/// <param name="Kernel">Taps.</param>
/// <param name="Stride">Positions from one output's first to the next.</param>
/// <param name="Left">Positions of padding in front.</param>
/// <param name="Right">Positions of padding behind.</param>
/// <param name="IsReflected">The padding is mirrored, otherwise zeros.</param>
/// <param name="Function">As of <see cref="Dense"/>.</param>
internal sealed record FrameConv(
    string Name, int Inputs, int Kernel, int Stride = 1, int Left = 0, int Right = 0, bool IsReflected = false,
    string Function = "identity") : Layer(Name)
{
    /// <summary>The matrix and the input are integers of this format; <see langword="null"/>: floats.</summary>
    public WeightFormat? Format { get; init; }

    /// <summary>The largest magnitude of the input that integers stand for.</summary>
    public float InputRange { get; init; } = 1;
}

/// <param name="Name">Prefix of the window, with its dot.</param>
/// <param name="Length">Samples of a frame.</param>
/// <param name="Stride">Samples from one frame's first to the next.</param>
/// <param name="Left">Samples of padding in front.</param>
/// <param name="Right">Samples of padding behind.</param>
/// <param name="IsReflected">The padding is mirrored, otherwise zeros.</param>
internal sealed record Stft(string Name, int Length, int Stride, int Left = 0, int Right = 0, bool IsReflected = false) : Layer(Name);

/// <param name="Values">Numbers of the step before.</param>
internal sealed record Context(int Values) : Layer("");

/// <param name="Bins">Complex numbers of a position.</param>
internal sealed record Magnitude(int Bins) : Layer("");

/// <param name="Channels">Numbers of a position.</param>
internal sealed record FrameMean(int Channels) : Layer("");

/// <param name="Name">Prefix of the tensor, with its dot.</param>
/// <param name="Size">Numbers of a row.</param>
internal sealed record Embedding(string Name, int Size) : Layer(Name)
{
    /// <summary>Which of the numbers that it reads is the id.</summary>
    public int Column { get; init; }

    /// <summary>The table is integers of this format; <see langword="null"/>: floats.</summary>
    public WeightFormat? Format { get; init; }
}

/// <param name="First">The first value that is taken.</param>
/// <param name="Size">How many are taken.</param>
internal sealed record Part(int First, int Size) : Layer("");

/// <param name="Function">As of <see cref="Dense"/>.</param>
internal sealed record Applied(string Function) : Layer("");

/// <param name="Name">Prefix of the tensor, with its dot.</param>
internal sealed record PRelu(string Name) : Layer(Name);

/// <param name="Name">Prefix of the tensors, with its dot.</param>
/// <param name="Low">The least result.</param>
/// <param name="High">The largest result.</param>
internal sealed record Scale(string Name, double Low = double.NegativeInfinity, double High = double.PositiveInfinity) : Layer(Name);

/// <param name="Name">Prefix of the tensors, with its dot.</param>
/// <param name="Epsilon">What is added to the variance.</param>
/// <param name="IsAffine">There are scales and shifts.</param>
internal sealed record LayerNorm(string Name, double Epsilon = 1e-5f, bool IsAffine = true) : Layer(Name);

/// <param name="Name">Prefix of the tensors, with its dot.</param>
/// <param name="Epsilon">What is added to the variance.</param>
internal sealed record BatchNorm(string Name, double Epsilon = 1e-5f) : Layer(Name);

internal sealed record OneHot(int Vocabulary) : Layer("");

/// <summary>Both final states of the bidirectional layer below, as one step.</summary>
internal sealed record FinalStates() : Layer("");

internal sealed record Window(int Steps) : Layer("");

internal sealed record History() : Layer("");

internal sealed record Residual(int Bridged, int Channels) : Layer("");

/// <param name="Kind">concat, add or multiply.</param>
/// <param name="Values">Numbers of the values that become one.</param>
internal sealed record Join(string Kind, params int[] Values) : Layer("");
