namespace TinyRnn.Conformance.Models;

// Values that are read again, and joined: side by side, as sums, as products; heads beside one another; in front of, behind and over layers of all kinds.

/// <summary>The shape of RNNoise: each layer also reads earlier ones, and there are two heads.</summary>
[RecurrentModel(10)]
[Dense(6, Activation.Tanh, Name = "dense")]
[Gru(7, ResetAfter = false, Name = "voice_gru")]
[Concat("dense", "voice_gru", "input")]
[Gru(9, ResetAfter = false, Name = "noise_gru")]
[Concat("voice_gru", "noise_gru", "input")]
[Gru(12, ResetAfter = false, Name = "gain_gru")]
[Dense(5, Activation.Sigmoid, Name = "gains")]
[Dense(1, Activation.Sigmoid, From = "voice_gru", Name = "voice")]
[Outputs("gains", "voice")]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class JoinedHeads;

/// <summary>A mask over what an earlier layer gives; sums of three values, one of them the model's input.</summary>
[RecurrentModel(6)]
[Dense(17, Name = "coded")]
[Lstm(9, From = "input")]
[Dense(17, Activation.Sigmoid, Name = "mask")]
[Multiply("coded", "mask")]
[Dense(6, Activation.Tanh, Name = "decoded")]
[Rnn(6)]
[Add("decoded", "rnn", "input")]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class JoinedMask;

/// <summary>A stack, whose name means its last layer, and a value that three layers read.</summary>
[RecurrentModel(4)]
[Lstm(8)]
[Lstm(8)]
[Window(3, Name = "window")]
[Dense(8, Activation.Relu)]
[Concat("lstm", "fc", "window", Name = "all")]
[Conv1D(12, 2, Activation = Activation.Tanh)]
[Dense(8, Activation.Silu, From = "all")]
[Add("lstm", "fc2")]
[Gru(5)]
[Concat("gru", "conv")]
[Dense(3, Activation.Softmax)]
[Trainable(MaxSteps = 7, MaxBatch = 3, Loss = Loss.CrossEntropy)]
internal sealed partial class JoinedStack;

/// <summary>One output after a sequence: heads that read beside the last state, one of them in front of the last layer with a memory.</summary>
[RecurrentModel(5, Mode = SequenceMode.ManyToOne)]
[Dense(8, Activation.Tanh, Name = "first")]
[Lstm(8)]
[Dense(2, Activation.Tanh, Name = "early")]
[Gru(8, From = "lstm")]
[Add("first", "gru", Name = "sum")]
[Dense(3, Name = "late")]
[Outputs("late", "early")]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class JoinedToOne;

/// <summary>A connection from the middle of the body to the head.</summary>
[RecurrentModel(5, Mode = SequenceMode.ManyToOne)]
[Dense(8, Activation.Tanh)]
[Lstm(8)]
[Dense(8, Activation.Tanh)]
[Residual(2)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class BridgedToOne;

/// <summary>Both directions beside what they have read.</summary>
[RecurrentModel(5)]
[Lstm(6, Bidirectional = true)]
[Concat("lstm", "input")]
[Gru(7, Bidirectional = true)]
[Dense(4, Activation.Tanh, Name = "far", From = "input")]
[Concat("far", "gru")]
[Dense(3)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class JoinedBothWays;

[RecurrentModel]
[Embedding(12, 8)]
[Gru(8)]
[Add("embedding", "gru")]
[Dense(4, Activation.Tanh, Name = "score")]
[Dense(3, Activation.Softmax, From = "gru", Name = "kind")]
[Outputs("score", "kind")]
internal sealed partial class JoinedTokens;

/// <summary>The sum is the only layer, and may lie where its inputs lie; a third value would be read after it is written.</summary>
[RecurrentModel(9)]
[Activation(Activation.Tanh, Name = "bent")]
[Add("bent", "input")]
internal sealed partial class JoinedInPlace;

[RecurrentModel(9)]
[Activation(Activation.Tanh, Name = "bent")]
[Add("bent", "bent", "input")]
internal sealed partial class JoinedTwice;

[RecurrentModel(10, Reproducible = true)]
[Dense(6, Activation.Tanh, Name = "dense")]
[Gru(7, Name = "gru")]
[Concat("dense", "gru", "input")]
[Lstm(9)]
[Dense(9, Activation.Sigmoid, Name = "mask")]
[Multiply("lstm", "mask")]
[Dense(2, Activation.Softmax)]
internal sealed partial class JoinedReproducible;
