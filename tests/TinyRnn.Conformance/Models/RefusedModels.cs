namespace TinyRnn.Conformance.Models;

// Models whose longest sequence is not what the attribute says.

// More steps than the history has: the trainer's limit is the history's.
#pragma warning disable TRNN3011
[RecurrentModel(1)]
[History(4)]
[Dense(1)]
[Trainable(MaxSteps = 8)]
#pragma warning restore TRNN3011
internal sealed partial class ShortHistory;

[RecurrentModel(1)]
[Lstm(3)]
[Trainable(MaxSteps = 6, MaxBatch = 3)]
internal sealed partial class LongEncoder;

[RecurrentModel(1)]
[Lstm(3)]
[Dense(1)]
[Trainable(MaxSteps = 5, MaxBatch = 3)]
internal sealed partial class ShortDecoder;

[EncoderDecoder<LongEncoder, ShortDecoder>]
[Trainable]
internal sealed partial class UnequalPair;
