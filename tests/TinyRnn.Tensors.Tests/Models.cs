namespace TinyRnn.Tensors.Tests;

[RecurrentModel(3)]
[Gru(8)]
[Dense(2)]
internal sealed partial class Net;

[RecurrentModel(3, Mode = SequenceMode.ManyToOne)]
[Lstm(8)]
[Dense(4)]
internal sealed partial class Classifier;

[RecurrentModel]
[Embedding(10, 4)]
[Gru(8)]
[Dense(10)]
internal sealed partial class Tokens;

[RecurrentModel(3)]
[MaxPool1D(2)]
[Gru(8)]
[Dense(2)]
internal sealed partial class Strided;

[RecurrentModel(3)]
[Lstm(5, Bidirectional = true)]
[Dense(2)]
internal sealed partial class Both;

[RecurrentModel(3, Mode = SequenceMode.OneToMany)]
[Lstm(5)]
[Dense(3)]
internal sealed partial class Describer;

[RecurrentModel(4, Mode = SequenceMode.OneToOne)]
[Dense(3)]
internal sealed partial class Plain;
