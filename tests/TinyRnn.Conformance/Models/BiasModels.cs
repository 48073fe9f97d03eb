namespace TinyRnn.Conformance.Models;

// Layers without biases: every cell, dense layers in panels and as dot products, convolutions of every form.

[RecurrentModel(5)]
[Dense(17, Activation.Tanh, Bias = false)]
[Lstm(9, Bias = false)]
[Gru(13, Bias = false)]
[Gru(6, Bias = false, ResetAfter = false)]
[Rnn(3, Bias = false)]
[Dense(2, Bias = false)]
internal sealed partial class UnbiasedCells;

[RecurrentModel(4)]
[Conv1D(8, 3, Dilation = 2, Bias = false)]
[Conv1D(8, 2, Groups = 8, Bias = false, Activation = Activation.Relu)]
[Conv1D(12, 4, Groups = 4, Bias = false)]
[Lstm(40, Bias = false, Peepholes = true, InitialState = true)]
[Rnn(20, Bias = false, Nonlinearity = Nonlinearity.Relu)]
[Dense(7, Bias = false)]
internal sealed partial class UnbiasedFilters;

[RecurrentModel(3)]
[Lstm(5, Bias = false, Bidirectional = true)]
[Gru(4, Bias = false, Bidirectional = true)]
[Dense(3, Activation.Softmax, Bias = false)]
internal sealed partial class UnbiasedBothWays;

[RecurrentModel]
[OneHot(11)]
[Lstm(10, Bias = false)]
[Dense(11, Bias = false)]
internal sealed partial class UnbiasedText;

[RecurrentModel(6, Reproducible = true)]
[Conv1D(10, 2, Bias = false)]
[Gru(12, Bias = false)]
[Dense(2, Bias = false)]
internal sealed partial class UnbiasedReproducible;

[RecurrentModel(3)]
[Dense(5, Activation.Tanh, Bias = false)]
[Lstm(4, Bias = false, Peepholes = true)]
[Gru(5, Bias = false)]
[Dense(2, Bias = false)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class UnbiasedLearner;

[RecurrentModel(4)]
[Conv1D(6, 2, Groups = 2, Bias = false)]
[Gru(4, Bias = false, ResetAfter = false)]
[Conv1D(4, 3, Groups = 4, Bias = false)]
[Rnn(5, Bias = false)]
[Conv1D(2, 1, Bias = false)]
[Trainable(MaxSteps = 7, MaxBatch = 3, Optimizer = Optimizer.AdamW)]
internal sealed partial class UnbiasedFilterLearner;
