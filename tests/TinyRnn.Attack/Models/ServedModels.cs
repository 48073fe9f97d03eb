namespace TinyRnn.Attack.Models;

// Models that answer while new weights are published, with calls that are long enough for a publication to fall into them.

[RecurrentModel(3)]
[Lstm(16)]
[Dense(2)]
[Trainable(MaxSteps = 4)]
public sealed partial class Served;

[RecurrentModel]
[Embedding(12, 8)]
[Gru(8)]
[Dense(12)]
[Trainable(MaxSteps = 4, Loss = Loss.CrossEntropy)]
public sealed partial class ServedLetters;

[RecurrentModel(2)]
[Lstm(9)]
[Trainable(MaxSteps = 4)]
public sealed partial class ServedSource;

[RecurrentModel(2)]
[Lstm(9)]
[Dense(2, Activation.Tanh)]
[Trainable(MaxSteps = 4)]
public sealed partial class ServedTarget;

[EncoderDecoder<ServedSource, ServedTarget>]
[Trainable]
public sealed partial class ServedPair;
