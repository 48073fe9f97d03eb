namespace TinyRnn.Conformance.Models;

// Trainers in which each kind of memory, but the lengths of a batch, takes more than small objects do; the pair's optimizer is not that of its parts.

[RecurrentModel]
[Embedding(2000, 8)]
[Gru(8)]
[Trainable(MaxSteps = 64, MaxBatch = 40)]
internal sealed partial class LargeTokens;

[RecurrentModel(3)]
[Gru(8)]
[Dense(200)]
[Trainable(MaxSteps = 32, MaxBatch = 40)]
internal sealed partial class LargeVectors;

[RecurrentModel(3)]
[Gru(200, Bias = false)]
[BatchNorm]
[LayerNorm]
[PRelu]
[Scale]
[Dense(200, Bias = false)]
[Trainable(MaxSteps = 32, MaxBatch = 40)]
internal sealed partial class LargeNorms;

[EncoderDecoder<LargeTokens, LargeVectors>]
[Trainable(Optimizer = Optimizer.Momentum)]
internal sealed partial class LargePair;
