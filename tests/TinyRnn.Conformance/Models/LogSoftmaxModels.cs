namespace TinyRnn.Conformance.Models;

// Heads of logarithms of probabilities, after a product and as a layer of their own.

[RecurrentModel(5)]
[Gru(7)]
[Dense(21, Activation.LogSoftmax)]
internal sealed partial class LogHead;

[RecurrentModel(5, Reproducible = true)]
[Rnn(7)]
[Dense(37, Activation.LogSoftmax)]
internal sealed partial class ReproducibleLogHead;

[RecurrentModel(3)]
[Lstm(4)]
[Dense(5, Activation.LogSoftmax)]
[Trainable(MaxSteps = 7, MaxBatch = 3, Loss = Loss.CrossEntropy)]
internal sealed partial class LogClassLearner;

[RecurrentModel(3)]
[Lstm(4)]
[Dense(5)]
[Scale]
[Activation(Activation.LogSoftmax)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class LogValueLearner;

[RecurrentModel]
[Embedding(11, 4)]
[Lstm(8)]
[Dense(11, Activation.LogSoftmax)]
internal sealed partial class LogText;

[RecurrentModel]
[Embedding(11, 4)]
[Lstm(8)]
[Dense(11)]
internal sealed partial class LogitText;
