namespace TinyRnn.Conformance.Models;

// Layers that start from a state among their parameters: each cell, stacks, both directions, in training and in a pair.

[RecurrentModel(3)]
[Lstm(20, InitialState = true)]
[Gru(5, InitialState = true)]
[Rnn(4, InitialState = true)]
[Gru(6, ResetAfter = false)]
[Dense(2)]
internal sealed partial class InitialStack;

[RecurrentModel(3)]
[Lstm(9, Bidirectional = true, InitialState = true)]
[Dense(2)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class InitialBothWays;

[RecurrentModel(3)]
[Lstm(5, InitialState = true)]
[Gru(4, InitialState = true, ResetAfter = false)]
[Dense(2)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class InitialLearner;

[RecurrentModel(3)]
[Lstm(5, InitialState = true)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class InitialEncoder;

[EncoderDecoder<InitialEncoder, PairedDecoder>]
[Trainable]
internal sealed partial class InitialPair;

[RecurrentModel(3)]
[Lstm(5, InitialState = true)]
internal sealed partial class InitialServedEncoder;

[RecurrentModel(2)]
[Lstm(5)]
[Dense(2)]
internal sealed partial class InitialServedDecoder;

[EncoderDecoder<InitialServedEncoder, InitialServedDecoder>]
internal sealed partial class InitialServedPair;

[RecurrentModel(3)]
[Lstm(5)]
internal sealed partial class WithoutInitialState;
