namespace TinyRnn.Conformance.Models;

// Whole sequences in both directions, every part of which is computed several steps at a time; and a layer whose outputs would not fit
// on a stack several times.

[RecurrentModel(9)]
[Lstm(13, Bidirectional = true, Name = "lstm")]
[Gru(10, Bidirectional = true, ResetAfter = false, Name = "before")]
[Rnn(12, Name = "rnn")]
[Residual(1, Channels = 5)]
[Dense(33, Activation.Tanh, Name = "fc")]
internal sealed partial class BothWays;

[RecurrentModel(9, Mode = SequenceMode.ManyToOne)]
[Gru(9, Bidirectional = true, Name = "gru")]
[Rnn(12, Name = "rnn")]
[Dense(4, Name = "fc")]
internal sealed partial class BothWaysToOne;

[RecurrentModel(3)]
[Dense(65000, Activation.Relu)]
[Dense(1)]
internal sealed partial class Broad;
