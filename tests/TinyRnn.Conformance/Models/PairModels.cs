namespace TinyRnn.Conformance.Models;

// Encoders and decoders that learn together, between them vectors and tokens, and dropout in the decoder alone and in both parts.

[RecurrentModel(3)]
[Lstm(5)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class PairedEncoder;

[RecurrentModel(2)]
[Lstm(5)]
[Dense(2, Activation.Tanh)]
[Trainable(MaxSteps = 5, MaxBatch = 3)]
internal sealed partial class PairedDecoder;

[EncoderDecoder<PairedEncoder, PairedDecoder>]
[Trainable]
internal sealed partial class Paired;

[RecurrentModel]
[Embedding(11, 5)]
[Gru(6)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class PairedTokenEncoder;

[RecurrentModel]
[Embedding(9, 4)]
[Gru(6)]
[Dense(9)]
[Trainable(MaxSteps = 5, MaxBatch = 3, Loss = Loss.CrossEntropy)]
internal sealed partial class PairedTokenDecoder;

[EncoderDecoder<PairedTokenEncoder, PairedTokenDecoder>]
[Trainable(Optimizer = Optimizer.Sgd)]
internal sealed partial class PairedTokens;

[RecurrentModel(3)]
[Dropout(0.25f)]
[Lstm(5)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class DroppingEncoder;

[RecurrentModel(2)]
[Lstm(5)]
[Dropout(0.25f)]
[Dense(2)]
[Trainable(MaxSteps = 5, MaxBatch = 3)]
internal sealed partial class DroppingDecoder;

[EncoderDecoder<PairedEncoder, DroppingDecoder>]
[Trainable(Optimizer = Optimizer.Momentum)]
internal sealed partial class DroppingInDecoder;

[EncoderDecoder<DroppingEncoder, DroppingDecoder>]
[Trainable]
internal sealed partial class DroppingInBoth;
