namespace TinyRnn.Conformance.Models;

// Between them every kind of layer, loss and way through the network, in sizes that are no multiples of four.

[RecurrentModel(3, Mode = SequenceMode.ManyToOne)]
[Lstm(5)]
[Dropout(0.25f)]
[Dense(6)]
[Trainable(MaxSteps = 7, MaxBatch = 4, Loss = Loss.CrossEntropy)]
internal sealed partial class TrainedClassifier;

[RecurrentModel(3, Mode = SequenceMode.ManyToOne)]
[Lstm(5)]
[Dense(6, Activation.Relu)]
[Dense(6)]
[Trainable(MaxSteps = 7, MaxBatch = 3, Loss = Loss.CrossEntropy)]
internal sealed partial class TrainedClasses;

[RecurrentModel(3)]
[Rnn(6, Nonlinearity = Nonlinearity.Relu)]
[Dense(2)]
[Trainable(MaxSteps = 7, MaxBatch = 3, SingleBias = true)]
internal sealed partial class TrainedReluRnn;

[RecurrentModel(3)]
[Lstm(8)]
[Lstm(6)]
[Dense(2, Activation.Sigmoid)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class TrainedStack;

[RecurrentModel(3)]
[Gru(4, Bidirectional = true)]
[Gru(8, ResetAfter = false)]
[Residual]
[Dense(5, Activation.Tanh)]
[Dense(2)]
[Trainable(MaxSteps = 7, MaxBatch = 3, Loss = Loss.Huber)]
internal sealed partial class TrainedMixture;

[RecurrentModel(3)]
[Gru(5)]
[Rnn(7)]
[Residual(2, Channels = 3)]
[Dense(2)]
[Trainable(MaxSteps = 7, MaxBatch = 3, Loss = Loss.MeanAbsoluteError)]
internal sealed partial class TrainedChannels;

[RecurrentModel(3, Mode = SequenceMode.ManyToOne)]
[Lstm(5, Bidirectional = true)]
[Dense(10, Activation.Tanh)]
[Residual]
[Dense(2, Activation.Sigmoid)]
[Trainable(MaxSteps = 7, MaxBatch = 3, Loss = Loss.BinaryCrossEntropy)]
internal sealed partial class TrainedSummary;

[RecurrentModel(3, Mode = SequenceMode.ManyToOne, Summary = Summary.LastOutput)]
[Lstm(5, Bidirectional = true)]
[Dense(2)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class TrainedLastOutput;

[RecurrentModel]
[OneHot(50)]
[Rnn(7)]
[Dense(5, Activation.Softmax)]
[Trainable(MaxSteps = 7, MaxBatch = 3, Loss = Loss.CrossEntropy)]
internal sealed partial class TrainedOneHot;

[RecurrentModel]
[Embedding(50, 6)]
[Gru(7)]
[Dense(5, Activation.Softmax)]
[Trainable(MaxSteps = 7, MaxBatch = 3, Loss = Loss.CrossEntropy, Optimizer = Optimizer.Sgd)]
internal sealed partial class TrainedEmbedding;

[RecurrentModel(2)]
[Window(3)]
[Dense(7, Activation.Tanh)]
[Window(2)]
[Dense(1)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class TrainedWindow;

[RecurrentModel(2)]
[History(9)]
[Dense(1)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class TrainedHistory;

[RecurrentModel(3, Mode = SequenceMode.OneToMany)]
[Lstm(5)]
[Dense(3)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class TrainedOneToMany;

[RecurrentModel(4, Mode = SequenceMode.OneToOne)]
[Dense(5, Activation.Relu)]
[Dense(3)]
[Trainable(MaxBatch = 3, Loss = Loss.CrossEntropy)]
internal sealed partial class TrainedOneToOne;
