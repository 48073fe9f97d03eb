namespace TinyRnn.Conformance.Models;

// Layers along the positions of one step: channels that fill panels and that do not, positions that are fours, and one, two and three more, strides, zeros and
// reflections around them, taps that meet nothing else, a context in front of them.

[RecurrentModel(20)]
[Context(7)]
[FrameConv1D(3, 5, Stride = 2, PadLeft = 2, PadRight = 2, Activation = Activation.Tanh)]
[FrameConv1D(6, 4, PadLeft = 3, PadRight = 1, PadMode = FramePadding.Reflect)]
[Magnitude]
[FrameConv1D(9, 3, Stride = 3, Bias = false, Activation = Activation.Silu)]
[Lstm(8)]
[Dense(3)]
internal sealed partial class FrameMixed;

[RecurrentModel(36)]
[FrameConv1D(5, 3, InputChannels = 2, Activation = Activation.Tanh)]
[FrameConv1D(8, 4, Stride = 2)]
[FrameConv1D(13, 2, Activation = Activation.Relu)]
[FrameConv1D(17, 1)]
[FrameConv1D(33, 2, Stride = 2, Activation = Activation.Sigmoid)]
[FrameConv1D(1, 3, PadLeft = 1)]
internal sealed partial class FrameSizes;

// The shape of Silero VAD, in small.
[RecurrentModel(64)]
[Context(8)]
[FrameConv1D(34, 32, Stride = 16, PadRight = 8, PadMode = FramePadding.Reflect, Bias = false, Name = "transform")]
[Magnitude]
[FrameConv1D(16, 3, PadLeft = 1, PadRight = 1, Activation = Activation.Relu)]
[FrameConv1D(12, 3, Stride = 2, PadLeft = 1, PadRight = 1, Activation = Activation.Relu)]
[FrameConv1D(12, 3, Stride = 2, PadLeft = 1, PadRight = 1, Activation = Activation.Relu)]
[FrameConv1D(20, 3, PadLeft = 1, PadRight = 1, Activation = Activation.Relu)]
[Lstm(16)]
[Activation(Activation.Relu)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class FrameVoice;

[RecurrentModel(96)]
[Context(32)]
[FrameConv1D(64, 32, Stride = 16)]
[FrameConv1D(70, 3, Activation = Activation.Relu)]
[Gru(33)]
[Dense(5)]
internal sealed partial class FrameLarge;

// A context between layers that wait, the input whole, and more positions in front than one tap sees behind.
[RecurrentModel(9)]
[Gru(12)]
[Context(12)]
[FrameConv1D(2, 7, Stride = 5, PadRight = 6)]
[Rnn(7)]
[FrameConv1D(6, 3, PadLeft = 2)]
internal sealed partial class FrameBetween;

[RecurrentModel(12, Mode = SequenceMode.ManyToOne)]
[Lstm(16)]
[Context(4)]
[FrameConv1D(3, 5, Stride = 5, Activation = Activation.Relu)]
[Dense(4, Activation.Softmax)]
internal sealed partial class FrameToOne;

[RecurrentModel(8)]
[FrameConv1D(5, 3, PadLeft = 1, PadRight = 1)]
[Gru(6, Bidirectional = true)]
[FrameConv1D(4, 2, InputChannels = 6, Activation = Activation.Tanh)]
internal sealed partial class FrameBothWays;

[RecurrentModel(10)]
[FrameConv1D(1, 3, PadLeft = 1, PadRight = 1)]
internal sealed partial class FrameSmooth;

[RecurrentModel(10)]
[Magnitude]
internal sealed partial class FrameRoots;

[RecurrentModel(23)]
[FrameConv1D(21, 5, Stride = 3, PadRight = 3, Activation = Activation.Tanh)]
[FrameMean]
[Dense(7, Activation.Tanh)]
[FrameMean]
internal sealed partial class FrameMeans;

[RecurrentModel(24, Reproducible = true)]
[Context(6)]
[FrameConv1D(14, 8, Stride = 4, PadLeft = 3, PadRight = 5, PadMode = FramePadding.Reflect, Bias = false)]
[Magnitude]
[FrameConv1D(11, 3, PadLeft = 1, PadRight = 1, Activation = Activation.Silu)]
[FrameConv1D(40, 3, Stride = 2, PadLeft = 2, Activation = Activation.Sigmoid)]
[FrameMean]
[Lstm(7)]
[Dense(5, Activation.Softmax)]
internal sealed partial class FrameReproducible;

[RecurrentModel(6)]
[Context(4)]
[FrameConv1D(6, 4, Stride = 2, PadLeft = 1, PadRight = 1, Activation = Activation.Tanh)]
[Magnitude]
[FrameConv1D(4, 3, Stride = 2, PadLeft = 1, PadRight = 2, PadMode = FramePadding.Reflect, Activation = Activation.Silu)]
[FrameMean]
[Lstm(4)]
[Dense(2)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class FrameLearner;

// Whatever two layers read has a gradient of both.
[RecurrentModel(6)]
[FrameConv1D(1, 3, PadLeft = 1, PadRight = 1, Activation = Activation.Tanh)]
[Residual]
[Context(3)]
[Residual(1, Channels = 3)]
[FrameConv1D(4, 5, Stride = 2, PadRight = 1, PadMode = FramePadding.Reflect)]
[Magnitude]
[Residual(1, Channels = 2)]
[FrameMean]
[Residual(1, Channels = 2)]
[Dense(2)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class FrameSumLearner;

[RecurrentModel(6, Mode = SequenceMode.ManyToOne)]
[Lstm(8)]
[FrameConv1D(3, 2, Stride = 2, Bias = false, Activation = Activation.Sigmoid)]
[FrameConv1D(4, 5, PadRight = 1, Activation = Activation.Softmax)]
[Trainable(Loss = Loss.CrossEntropy, MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class FrameClassLearner;
