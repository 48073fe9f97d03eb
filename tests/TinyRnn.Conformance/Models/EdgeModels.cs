namespace TinyRnn.Conformance.Models;

// A state that can grow without bound, and targets that are probabilities.

[RecurrentModel(1)]
[Rnn(4, Nonlinearity = Nonlinearity.Relu)]
[Dense(1)]
[Trainable(MaxSteps = 100, MaxBatch = 2)]
internal sealed partial class GrowingRnn;

[RecurrentModel(1)]
[Lstm(4)]
[Dense(2)]
[Trainable(MaxSteps = 4, MaxBatch = 2, Loss = Loss.BinaryCrossEntropy)]
internal sealed partial class ProbableLstm;
