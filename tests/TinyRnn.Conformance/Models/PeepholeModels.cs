namespace TinyRnn.Conformance.Models;

// LSTM cells that see their cell state: panels of every width, several steps and streams at a time, both directions, tokens, and in training.

[RecurrentModel(3)]
[Lstm(5, Peepholes = true, Name = "lstm")]
internal sealed partial class PeepholeCell;

[RecurrentModel(3)]
[Lstm(5, Peepholes = true)]
[Dense(2)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class PeepholeLearner;

[RecurrentModel(11)]
[Lstm(33, Peepholes = true)]
[Lstm(20, Peepholes = true)]
[Dense(4, Activation.Tanh)]
internal sealed partial class PeepholeStack;

[RecurrentModel(9)]
[Lstm(64, Peepholes = true)]
[Dense(1)]
internal sealed partial class PeepholeLarge;

[RecurrentModel(9)]
[Lstm(13, Bidirectional = true, Peepholes = true)]
[Dense(3)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class PeepholeBothWays;

[RecurrentModel]
[OneHot(12)]
[Lstm(10, Peepholes = true)]
[Dense(12)]
internal sealed partial class PeepholeText;

[RecurrentModel(9, Reproducible = true)]
[Lstm(29, Peepholes = true)]
[Dense(3)]
internal sealed partial class PeepholeReproducible;
