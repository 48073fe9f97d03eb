namespace TinyRnn.Conformance.Reference;

/// <summary>A layer as the reference network knows it: what the attributes say, in the test's own words.</summary>
internal abstract record Layer(string Name)
{
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
    : Layer(Name);

/// <param name="Name">Prefix of the tensors, with its dot.</param>
/// <param name="Function">identity, softmax, or one of <see cref="ScalarFunctions"/>.</param>
/// <param name="OnSummary">Reads both final states of the bidirectional layer below, once.</param>
internal sealed record Dense(string Name, string Function = "identity", bool OnSummary = false) : Layer(Name);

/// <param name="Name">Prefix of the tensors, with its dot.</param>
/// <param name="Kernel">Taps.</param>
/// <param name="Dilation">Steps from tap to tap.</param>
/// <param name="Groups">Groups.</param>
/// <param name="Function">As of <see cref="Dense"/>.</param>
internal sealed record Conv(string Name, int Kernel, int Dilation = 1, int Groups = 1, string Function = "identity") : Layer(Name);

internal sealed record Embedding(string Name, int Size) : Layer(Name);

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
