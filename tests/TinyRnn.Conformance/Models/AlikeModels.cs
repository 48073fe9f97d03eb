namespace TinyRnn.Conformance.Models;

// Weights of the same names and shapes, of which each model makes another function; the last differs from the second in its rate of dropout alone.

[RecurrentModel(3, Mode = SequenceMode.ManyToOne, Summary = Summary.LastOutput)]
[Rnn(6, Nonlinearity = Nonlinearity.Relu)]
[Dropout(0.25f)]
[Gru(6, ResetAfter = false)]
[Residual]
[Lstm(4, Bidirectional = true)]
[Dense(8, Activation.Relu)]
[Trainable(MaxSteps = 7, Optimizer = Optimizer.Sgd, SingleBias = true)]
internal sealed partial class AlikeFirst;

[RecurrentModel(3, Mode = SequenceMode.ManyToOne)]
[Rnn(6)]
[Dropout(0.25f)]
[Gru(6)]
[Residual(2)]
[Lstm(4, Bidirectional = true)]
[Dense(8, Activation.Tanh)]
[Trainable(MaxSteps = 7, Optimizer = Optimizer.Sgd, Loss = Loss.Huber)]
internal sealed partial class AlikeSecond;

[RecurrentModel(3, Mode = SequenceMode.ManyToOne)]
[Rnn(6)]
[Dropout(0.5f)]
[Gru(6)]
[Residual(2)]
[Lstm(4, Bidirectional = true)]
[Dense(8, Activation.Tanh)]
[Trainable(MaxSteps = 5, MaxBatch = 2, Optimizer = Optimizer.Sgd, Loss = Loss.Huber)]
internal sealed partial class AlikeThird;
