namespace TinyRnn.Conformance.Models;

// Models with strides of layers large enough to be computed several steps or streams at a time: in front of a stride, at it and behind it.

[RecurrentModel(9)]
[Gru(8)]
[Conv1D(40, 5, Stride = 2, Activation = Activation.Tanh)]
[MaxPool1D(3)]
[Lstm(9)]
[Dense(5)]
internal sealed partial class BlockedStrides;

// The first layer has the stride, and another one behind it: two rates, each with a product of several rows.
[RecurrentModel(9)]
[Conv1D(40, 4, Stride = 2, Activation = Activation.Silu)]
[Conv1D(32, 3, Dilation = 2, Stride = 2)]
[Gru(9, ResetAfter = false)]
[Residual(Channels = 7)]
[Dense(40)]
internal sealed partial class BlockedConvs;

// Many steps of few taps, whose ring would be large for several outputs; one tap; and a pool at the end.
[RecurrentModel(12)]
[Conv1D(48, 2, Stride = 8)]
[Dense(32, Activation.Relu, Name = "wide")]
[Rnn(9)]
[Dense(32, Activation.Tanh, Name = "narrow")]
[Add("wide", "narrow")]
[Conv1D(40, 1, Stride = 3)]
[Window(2)]
[Dense(16)]
[AveragePool1D(2)]
internal sealed partial class BlockedTurns;

// Groups, and channels that see themselves only.
[RecurrentModel(12)]
[Lstm(12)]
[Conv1D(96, 4, Groups = 3, Stride = 3)]
[Conv1D(96, 3, Groups = 96, Stride = 2, Activation = Activation.Sigmoid)]
[AveragePool1D(2)]
[Rnn(8)]
internal sealed partial class BlockedGroups;

// More lies between the rates than a piece has room for when it is as long as four outputs.
[RecurrentModel(8)]
[Dense(128, Activation.Tanh)]
[MaxPool1D(16)]
[Gru(9)]
[Conv1D(9, 2, Stride = 16)]
internal sealed partial class BlockedFront;

[RecurrentModel(8, Reproducible = true)]
[Lstm(9)]
[AveragePool1D(2)]
[Conv1D(40, 3, Stride = 2, Activation = Activation.Tanh)]
[Gru(8)]
[Dense(2)]
internal sealed partial class BlockedReproducible;

// What several streams gain from, and several steps do not.
[RecurrentModel(1)]
[Gru(24)]
[MaxPool1D(2)]
[Dense(3)]
internal sealed partial class BlockedStreams;

[RecurrentModel(8, Mode = SequenceMode.ManyToOne)]
[Gru(9)]
[Conv1D(40, 3, Stride = 2, Activation = Activation.Relu)]
[MaxPool1D(2)]
[Lstm(6)]
[Dense(5, Activation.Tanh)]
[Dense(3, Activation.Softmax)]
internal sealed partial class BlockedToOne;

[RecurrentModel]
[Embedding(12, 16)]
[Gru(8)]
[Conv1D(40, 4, Stride = 3, Activation = Activation.Relu)]
[Lstm(5)]
[Dense(12)]
internal sealed partial class BlockedText;

[RecurrentModel(Mode = SequenceMode.ManyToOne)]
[OneHot(12)]
[Rnn(16)]
[AveragePool1D(2)]
[Gru(5)]
[Dense(2)]
internal sealed partial class BlockedLetters;
