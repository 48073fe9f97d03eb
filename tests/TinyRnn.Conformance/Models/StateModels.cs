namespace TinyRnn.Conformance.Models;

// States with counters of every kind in parts of an encoder-decoder, and one that the bits of are written into a check.

[RecurrentModel(2)]
[Window(2)]
[History(9)]
[Dense(4, Activation.Tanh)]
[Gru(6)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class RememberingEncoder;

[RecurrentModel(2)]
[Window(3)]
[Gru(6)]
[Dense(2)]
[Trainable(MaxSteps = 5, MaxBatch = 3)]
internal sealed partial class RememberingDecoder;

[EncoderDecoder<RememberingEncoder, RememberingDecoder>]
[Trainable]
internal sealed partial class RememberingPair;

[RecurrentModel(1, Reproducible = true)]
[Window(2)]
[Dense(2)]
[History(6)]
[Dense(2, Activation.Tanh)]
[Lstm(3)]
[Gru(5)]
internal sealed partial class WrittenState;
