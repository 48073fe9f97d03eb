namespace TinyRnn.Conformance.Models;

// Convolutions with strides and pools along the steps: one and several, odd and even, with taps, groups and none, behind and in front of layers of other
// kinds.

[RecurrentModel(3)]
[Conv1D(8, 5, Stride = 2, Activation = Activation.Tanh)]
[Conv1D(6, 3, Dilation = 2, Stride = 3)]
[Gru(7)]
[Dense(2)]
internal sealed partial class StridedConvs;

[RecurrentModel(5)]
[Rnn(6)]
[MaxPool1D(2)]
[Conv1D(6, 2, Groups = 2, Activation = Activation.Tanh)]
[Residual]
[AveragePool1D(3, Name = "pool")]
[Lstm(9)]
[Concat("lstm", "pool")]
[Conv1D(4, 1, Stride = 2)]
internal sealed partial class StridedPools;

[RecurrentModel(6)]
[Conv1D(6, 4, Groups = 6, Stride = 4, Activation = Activation.Sigmoid)]
[Conv1D(12, 20, Groups = 3, Dilation = 2, Stride = 2)]
[MaxPool1D(3)]
internal sealed partial class StridedGroups;

[RecurrentModel(3)]
[AveragePool1D(5)]
internal sealed partial class StridedPoolAlone;

[RecurrentModel(4, Mode = SequenceMode.ManyToOne)]
[Conv1D(8, 3, Stride = 2, Activation = Activation.Relu)]
[Lstm(6)]
[Dense(5, Activation.Tanh)]
[Dense(3, Activation.Softmax)]
internal sealed partial class StridedToOne;

[RecurrentModel]
[Embedding(12, 8)]
[Conv1D(6, 3, Stride = 3, Activation = Activation.Relu)]
[Gru(5)]
[Dense(12)]
internal sealed partial class StridedText;

[RecurrentModel(4, Reproducible = true)]
[Conv1D(9, 3, Stride = 2, Activation = Activation.Tanh)]
[AveragePool1D(3)]
[Gru(6)]
[Dense(2)]
internal sealed partial class StridedReproducible;

[RecurrentModel(3)]
[Conv1D(5, 3, Stride = 2, Activation = Activation.Tanh)]
[Conv1D(4, 4, Groups = 1)]
[Gru(4)]
[Dense(2)]
[Trainable(MaxSteps = 14, MaxBatch = 3)]
internal sealed partial class StridedLearner;

[RecurrentModel(3)]
[Rnn(4)]
[Conv1D(4, 3, Groups = 4, Stride = 2, Activation = Activation.Silu)]
[AveragePool1D(3)]
[Lstm(4, InitialState = true)]
[Residual]
[Dense(2)]
[Trainable(MaxSteps = 42, MaxBatch = 3)]
internal sealed partial class StridedPoolLearner;

[RecurrentModel(2)]
[Dense(6, Activation.Tanh)]
[MaxPool1D(2)]
[Conv1D(6, 2, Groups = 3, Activation = Activation.Tanh)]
[Residual]
[Conv1D(4, 2, Groups = 2, Stride = 2)]
[Trainable(MaxSteps = 28, MaxBatch = 3)]
internal sealed partial class StridedHeadLearner;

[RecurrentModel(3, Mode = SequenceMode.ManyToOne)]
[Conv1D(5, 2, Stride = 3, Activation = Activation.Tanh)]
[Gru(4)]
[Dense(4)]
[Trainable(Loss = Loss.CrossEntropy, MaxSteps = 21, MaxBatch = 3)]
internal sealed partial class StridedClassLearner;

[RecurrentModel(3)]
[Conv1D(6, 5, Stride = 2)]
[BatchNorm]
[Activation(Activation.Tanh)]
[MaxPool1D(2)]
[Gru(5)]
[Dense(2)]
[Trainable(MaxSteps = 28, MaxBatch = 3)]
internal sealed partial class StridedNet;
