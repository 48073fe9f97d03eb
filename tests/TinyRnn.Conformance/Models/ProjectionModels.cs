namespace TinyRnn.Conformance.Models;

// LSTM layers whose output is projected to fewer numbers: panels of every width, several steps and streams at a time, both directions, tokens, learning.

[RecurrentModel(9)]
[Lstm(21, Projection = 5)]
[Lstm(40, Projection = 33)]
[Gru(7)]
[Dense(3)]
internal sealed partial class ProjectedStack;

[RecurrentModel(11)]
[Lstm(70, Projection = 18)]
[Dense(1)]
internal sealed partial class ProjectedLarge;

// So little that there is one copy of h, and that a panel of h is padding but for one number.
[RecurrentModel(3)]
[Lstm(4, Projection = 1)]
[Lstm(30, Projection = 2, Peepholes = true)]
internal sealed partial class ProjectedLittle;

[RecurrentModel(9)]
[Lstm(13, Projection = 6, Bidirectional = true)]
[Lstm(9, Projection = 3, Bidirectional = true, CellClip = 0.2f)]
[Dense(3)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class ProjectedBothWays;

[RecurrentModel(2)]
[Lstm(40, Projection = 20, Bidirectional = true)]
internal sealed partial class ProjectedLong;

[RecurrentModel]
[OneHot(12)]
[Lstm(10, Projection = 3)]
[Dense(12)]
internal sealed partial class ProjectedText;

[RecurrentModel(9, Reproducible = true)]
[Lstm(29, Projection = 11, Peepholes = true)]
[Lstm(12, Projection = 2)]
[Dense(3)]
internal sealed partial class ProjectedReproducible;

[RecurrentModel(3)]
[Lstm(6, Projection = 3, InitialState = true)]
[Lstm(5, Projection = 2, Peepholes = true)]
[Dense(2)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class ProjectedLearner;

/// <summary>torch.nn.LSTM(3, 6, 2, proj_size=4), then a linear layer.</summary>
[RecurrentModel(3)]
[Lstm(6, Projection = 4, Name = "lstm")]
[Lstm(6, Projection = 4, Name = "lstm")]
[Dense(2, Name = "fc")]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class ProjectedNet;
