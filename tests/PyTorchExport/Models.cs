namespace TinyRnn.PyTorchExport;

// The same models as in models.py. Names are the default ones: lstm, gru, rnn, embedding, fc.

[RecurrentModel(3)]
[Lstm(20)]
[Lstm(20)]
[Dense(6)]
public sealed partial class Layers;

[RecurrentModel(3)]
[Lstm(13, Bidirectional = true)]
[Dense(4)]
public sealed partial class Directions;

[RecurrentModel(5)]
[Gru(16)]
[Gru(16)]
[Dense(2)]
public sealed partial class Gates;

[RecurrentModel]
[Embedding(40, 8)]
[Rnn(24, Nonlinearity = Nonlinearity.Relu)]
[Dense(40)]
public sealed partial class Letters;
