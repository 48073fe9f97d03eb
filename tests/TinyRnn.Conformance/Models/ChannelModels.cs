namespace TinyRnn.Conformance.Models;

// Numbers for each channel: slopes, scales and shifts, in layers of 1 to 17 and more values, between layers of other kinds.

[RecurrentModel(5)]
[Scale(Low = -0.8f, High = 0.9f)]
[Lstm(17)]
[PRelu]
[Scale(Shift = false)]
[Dense(33)]
[PRelu(Shared = true)]
[Gru(7)]
[Scale(Low = -0.1f)]
[Dense(3)]
[PRelu]
internal sealed partial class ManyChannels;

[RecurrentModel(19, Reproducible = true)]
[Scale(High = 0.7f)]
[Rnn(12)]
[PRelu]
[Dense(10)]
[Scale(Name = "gain")]
internal sealed partial class ReproducibleChannels;

[RecurrentModel(3)]
[Scale]
[Gru(5)]
[PRelu]
[Residual(1)]
[Scale(Low = -0.4f, High = 0.5f)]
[Dense(6)]
[PRelu(Shared = true)]
[Residual(1)]
[Dense(2)]
[Scale(Shift = false)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class ChannelLearner;

[RecurrentModel(3)]
[PRelu(Shared = true)]
[Dense(5)]
[PRelu]
[Rnn(4)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class SlopeLearner;

[RecurrentModel(3)]
[Scale]
[Lstm(4, Bidirectional = true)]
[PRelu]
[Scale(High = 0.5f)]
internal sealed partial class ChannelsBothWays;
