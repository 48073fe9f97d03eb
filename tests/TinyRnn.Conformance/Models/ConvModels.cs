namespace TinyRnn.Conformance.Models;

// Convolutions along the steps: kernels of 1 to 5 taps, neighbours and 2 and 4 steps apart, 1 to 17 channels and more, groups and depthwise, among layers of
// other kinds.

[RecurrentModel(3)]
[Conv1D(4, 1, Activation = Activation.Tanh)]
[Conv1D(5, 2)]
[Conv1D(6, 3, Dilation = 2, Activation = Activation.Tanh)]
[Conv1D(7, 4, Dilation = 4)]
[Conv1D(8, 5)]
[Conv1D(1, 3)]
internal sealed partial class ConvTo8;

[RecurrentModel(3)]
[Conv1D(9, 5, Dilation = 2)]
[Conv1D(10, 4)]
[Conv1D(11, 3, Dilation = 4, Activation = Activation.Relu)]
[Conv1D(12, 2, Dilation = 2)]
[Conv1D(13, 1)]
[Conv1D(2, 2)]
internal sealed partial class ConvTo13;

[RecurrentModel(1)]
[Conv1D(14, 3)]
[Conv1D(15, 2, Dilation = 4)]
[Conv1D(16, 5, Activation = Activation.Sigmoid)]
[Conv1D(17, 4, Dilation = 2)]
[Conv1D(3, 3, Dilation = 4)]
internal sealed partial class ConvTo17;

[RecurrentModel(4)]
[Conv1D(6, 3, Groups = 2, Dilation = 2, Activation = Activation.Tanh)]
[Conv1D(10, 1, Groups = 2)]
[Conv1D(34, 2, Groups = 2, Dilation = 4)]
[Conv1D(6, 5, Groups = 2)]
[Conv1D(12, 3, Groups = 6)]
internal sealed partial class ConvGroups;

[RecurrentModel(5)]
[Conv1D(5, 3, Groups = 5)]
[Conv1D(5, 1, Groups = 5, Activation = Activation.Tanh)]
[Conv1D(17, 1)]
[Conv1D(17, 4, Dilation = 2, Groups = 17)]
[Conv1D(40, 1, Activation = Activation.Relu)]
[Conv1D(40, 5, Dilation = 4, Groups = 40)]
[Conv1D(33, 1)]
[Conv1D(33, 2, Groups = 33, Activation = Activation.Sigmoid)]
internal sealed partial class ConvDepthwise;

[RecurrentModel(3)]
[Conv1D(6, 20, Dilation = 2, Activation = Activation.Tanh)]
[Conv1D(20, 18, Groups = 2)]
[Conv1D(20, 17, Groups = 20)]
internal sealed partial class ConvManyTaps;

[RecurrentModel(7)]
[Conv1D(7, 1, Groups = 7)]
internal sealed partial class ConvScale;

[RecurrentModel(40)]
[Conv1D(70, 3, Dilation = 2, Activation = Activation.Relu)]
[Conv1D(64, 5)]
[Lstm(33)]
[Dense(5)]
internal sealed partial class ConvLarge;

[RecurrentModel(6)]
[Lstm(12)]
[Conv1D(20, 3)]
[Gru(9)]
[Conv1D(9, 2, Dilation = 2, Activation = Activation.Tanh)]
[Residual]
[Dense(3)]
internal sealed partial class ConvBetween;

[RecurrentModel(6)]
[Conv1D(8, 3, Activation = Activation.Tanh)]
[Lstm(5, Bidirectional = true)]
[Conv1D(7, 2, Dilation = 3, Activation = Activation.Relu)]
[Rnn(14)]
internal sealed partial class ConvBothWays;

[RecurrentModel(3, Mode = SequenceMode.ManyToOne)]
[Conv1D(12, 3, Activation = Activation.Tanh)]
[Lstm(9)]
[Conv1D(20, 3, Activation = Activation.Relu)]
[Conv1D(6, 1, Activation = Activation.Softmax)]
internal sealed partial class ConvToOne;

[RecurrentModel]
[Embedding(12, 8)]
[Conv1D(16, 3, Activation = Activation.Relu)]
[Dense(12)]
internal sealed partial class ConvText;

[RecurrentModel(5, Reproducible = true)]
[Conv1D(13, 3, Dilation = 2, Activation = Activation.Tanh)]
[Conv1D(13, 4, Groups = 13, Activation = Activation.Sigmoid)]
[Conv1D(12, 5)]
[Conv1D(8, 3, Groups = 4, Dilation = 2, Activation = Activation.Relu)]
[Lstm(7)]
[Conv1D(40, 2)]
[Conv1D(5, 1, Activation = Activation.Softmax)]
internal sealed partial class ConvReproducible;

[RecurrentModel(3)]
[Conv1D(5, 3, Dilation = 2, Activation = Activation.Tanh)]
[Conv1D(2, 2)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class ConvLearner;

[RecurrentModel(4)]
[Conv1D(6, 3, Groups = 2, Dilation = 2, Activation = Activation.Tanh)]
[Conv1D(6, 2, Groups = 2)]
[Residual]
[Conv1D(2, 1, Groups = 2, Activation = Activation.Sigmoid)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class ConvGroupLearner;

[RecurrentModel(3)]
[Conv1D(3, 3, Groups = 3, Dilation = 2, Activation = Activation.Tanh)]
[Lstm(4)]
[Conv1D(4, 2, Groups = 4)]
[Residual]
[Conv1D(4, 5, Activation = Activation.Relu)]
[Residual]
[Dense(2)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class ConvDepthwiseLearner;

[RecurrentModel(3, Mode = SequenceMode.ManyToOne)]
[Conv1D(5, 2, Activation = Activation.Tanh)]
[Conv1D(4, 1, Activation = Activation.Softmax)]
[Trainable(Loss = Loss.CrossEntropy, MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class ConvClassLearner;
