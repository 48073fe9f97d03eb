namespace TinyRnn.Conformance.Models;

// What reads the model's input, or what another layer without a memory hands on: every kind of layer, in sizes with and without whole vectors. The
// reading layer is called "in".

[RecurrentModel(1)]
[Lstm(20, Name = "in")]
[Dense(1)]
internal sealed partial class QuietLstm1;

[RecurrentModel(3)]
[Gru(5, Name = "in")]
[Dense(2)]
internal sealed partial class QuietGru3;

[RecurrentModel(4)]
[Gru(12, ResetAfter = false, Name = "in")]
[Dense(4)]
internal sealed partial class QuietBefore4;

[RecurrentModel(5)]
[Rnn(9, Nonlinearity = Nonlinearity.Relu, Name = "in")]
[Dense(6)]
internal sealed partial class QuietRelu5;

[RecurrentModel(8, Mode = SequenceMode.ManyToOne)]
[Lstm(16, Name = "in")]
[Dense(4)]
internal sealed partial class QuietLast8;

[RecurrentModel(16, Reproducible = true)]
[Gru(20, Name = "in")]
[Dense(3)]
internal sealed partial class QuietGru16;

[RecurrentModel(17, Mode = SequenceMode.ManyToOne, Reproducible = true)]
[Gru(7, ResetAfter = false, Name = "in")]
internal sealed partial class QuietLast17;

[RecurrentModel(40)]
[Rnn(33, Name = "in")]
[Dense(2)]
internal sealed partial class QuietRnn40;

[RecurrentModel(5)]
[Dense(20, Activation.Tanh, Name = "in")]
[Lstm(4)]
internal sealed partial class QuietDense5;

[RecurrentModel(17)]
[Dense(2, Name = "in")]
internal sealed partial class QuietDots17;

[RecurrentModel(1)]
[Dense(3, Name = "in")]
internal sealed partial class QuietLine1;

[RecurrentModel(3)]
[Window(4)]
[Dense(5, Name = "in")]
internal sealed partial class QuietWindow3;

[RecurrentModel(4, Reproducible = true)]
[History(16)]
[Dense(2, Name = "in")]
internal sealed partial class QuietHistory4;

[RecurrentModel(3)]
[History(16)]
[Dense(6, Name = "in")]
internal sealed partial class QuietHistory3;

[RecurrentModel(3, Feedback = Feedback.Output)]
[Gru(6, Name = "in")]
[Dense(3)]
internal sealed partial class QuietLatent3;

[RecurrentModel(6)]
[Dense(6, Name = "in")]
[Residual]
internal sealed partial class QuietSkip6;

// Copies of four rows are too long for the stack; then those of one.

[RecurrentModel(1100)]
[Lstm(4, Name = "in")]
internal sealed partial class QuietWide1100;

[RecurrentModel(4100)]
[Rnn(4, Name = "in")]
internal sealed partial class QuietWide4100;

[RecurrentModel(9)]
[Lstm(6, Bidirectional = true, Name = "in")]
[Dense(9, Activation.Tanh)]
[Residual(2)]
internal sealed partial class QuietBothWays9;

[RecurrentModel(5, Mode = SequenceMode.ManyToOne)]
[Dense(8, Name = "in")]
[Gru(6, Bidirectional = true)]
[Dense(2)]
internal sealed partial class QuietSummary5;

[RecurrentModel(3)]
[Lstm(5, Name = "in")]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class QuietEncoder;

[RecurrentModel(2)]
[Lstm(5, Name = "in")]
[Dense(2)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class QuietDecoder;

[EncoderDecoder<QuietEncoder, QuietDecoder>]
[Trainable]
internal sealed partial class QuietPair;

// A layer called "first" gives subnormal numbers to the one called "in".

[RecurrentModel(4)]
[Dense(17, Activation.Relu, Name = "first")]
[Lstm(8, Name = "in")]
[Dense(1)]
internal sealed partial class QuietInner;

[RecurrentModel(4, Reproducible = true)]
[Dense(9, Activation.Tanh, Name = "first")]
[Gru(6, Name = "in")]
internal sealed partial class QuietInnerGru;

[RecurrentModel(4)]
[Dense(3, Name = "first")]
[Gru(5, Name = "in")]
internal sealed partial class QuietInnerDots;

[RecurrentModel(9)]
[Scale(Name = "first")]
[Lstm(12, Name = "in")]
[Dense(2)]
internal sealed partial class QuietInnerScale;

[RecurrentModel(9)]
[LayerNorm(Name = "first")]
[Gru(12, Name = "in")]
[Dense(2)]
internal sealed partial class QuietInnerNorm;

[RecurrentModel(7)]
[Dense(7, Name = "first")]
[Residual(1, Channels = 6)]
[Rnn(2, Name = "in")]
internal sealed partial class QuietInnerSkip;

[RecurrentModel(4)]
[Dense(4, Activation.Sigmoid, Name = "first")]
[Rnn(5, Name = "in")]
internal sealed partial class QuietInnerSigmoid;

[RecurrentModel(9)]
[Dense(9, Name = "first")]
[Lstm(4, Bidirectional = true, Name = "in")]
internal sealed partial class QuietInnerBothWays;

[RecurrentModel(6)]
[Conv1D(40, 5, Dilation = 2, Name = "in")]
[Lstm(9)]
internal sealed partial class QuietConv6;

[RecurrentModel(5)]
[Conv1D(5, 3, Groups = 5, Name = "in")]
internal sealed partial class QuietDepthwise5;

[RecurrentModel(6)]
[Context(2)]
[FrameConv1D(5, 3, PadLeft = 1, PadRight = 1, Name = "in")]
[Lstm(9)]
internal sealed partial class QuietFrames6;

[RecurrentModel(6)]
[FrameConv1D(5, 3, Stride = 2, PadLeft = 1, Name = "first")]
[Lstm(9, Name = "in")]
[Dense(2)]
internal sealed partial class QuietInnerFrames;

[RecurrentModel(6)]
[FrameConv1D(5, 3, Name = "first")]
[FrameMean]
[Lstm(9, Name = "in")]
internal sealed partial class QuietInnerMean;

[RecurrentModel(6)]
[Dense(7, Name = "first")]
[Context(5)]
[Gru(9, Name = "in")]
internal sealed partial class QuietInnerContext;

[RecurrentModel(3)]
[Conv1D(16, 3, Name = "first")]
[Lstm(9)]
[Dense(2)]
internal sealed partial class QuietInnerConv;
