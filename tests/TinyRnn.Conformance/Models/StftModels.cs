namespace TinyRnn.Conformance.Models;

// Short-time Fourier transforms: lengths of each factor, one frame and several, frames that are the whole input and that reach into the step before, padding
// of both kinds, numbers of frames that are fours and that are not.

[RecurrentModel(48)]
[Context(16)]
[Stft(32, Stride = 16)]
[Magnitude]
[FrameConv1D(6, 3, PadLeft = 1, PadRight = 1, Activation = Activation.Relu)]
[Gru(9)]
[Dense(3)]
internal sealed partial class StftVoice;

[RecurrentModel(40)]
[Stft(40)]
[Lstm(8)]
[Dense(2)]
internal sealed partial class StftWhole;

[RecurrentModel(50)]
[Stft(48, Stride = 7, PadLeft = 11, PadRight = 5)]
[Magnitude]
[FrameMean]
[Rnn(5)]
internal sealed partial class StftPadded;

[RecurrentModel(64)]
[Rnn(48)]
[Context(27)]
[Stft(64, PadLeft = 20, PadRight = 33, PadMode = FramePadding.Reflect, Name = "spectrum")]
[FrameConv1D(4, 2, Activation = Activation.Tanh)]
[Dense(5)]
internal sealed partial class StftReflected;

[RecurrentModel(480)]
[Stft(400, Stride = 80)]
[Magnitude]
[FrameMean]
[Dense(4, Activation.Softmax)]
internal sealed partial class StftFifths;

[RecurrentModel(96, Reproducible = true)]
[Context(96)]
[Stft(96, Stride = 32, PadRight = 32, PadMode = FramePadding.Reflect)]
[Magnitude]
[FrameConv1D(8, 3, Activation = Activation.Silu)]
[Lstm(7)]
[Dense(3, Activation.Softmax)]
internal sealed partial class StftReproducible;

[RecurrentModel(64)]
[Stft(32, Stride = 32)]
[Gru(6, Bidirectional = true)]
internal sealed partial class StftBothWays;

[RecurrentModel(24)]
[Context(10)]
[Stft(32, Stride = 6, PadLeft = 3, PadRight = 2)]
[Magnitude]
[FrameConv1D(4, 1, Activation = Activation.Silu)]
[Lstm(4)]
[Dense(2)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class StftLearner;

// What is in front of the transform is trained, and read by another layer too.
[RecurrentModel(40)]
[Dense(40, Activation.Tanh)]
[Stft(40, Stride = 8, PadRight = 16, PadMode = FramePadding.Reflect)]
[Dense(40, Activation.Tanh)]
[Residual(2)]
[Dense(2)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class StftSumLearner;
