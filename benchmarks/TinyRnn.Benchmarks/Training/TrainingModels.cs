namespace TinyRnn.Benchmarks.Training;

// Classifiers of sequences: many-to-one, Dense(4), cross-entropy.

[RecurrentModel(8, Mode = SequenceMode.ManyToOne)]
[Lstm(32)]
[Dense(4)]
[Trainable(MaxSteps = 32, MaxBatch = 32, Loss = Loss.CrossEntropy, Optimizer = Optimizer.Sgd)]
internal sealed partial class Small;

[RecurrentModel(8, Mode = SequenceMode.ManyToOne)]
[Lstm(64)]
[Dense(4)]
[Trainable(MaxSteps = 128, MaxBatch = 32, Loss = Loss.CrossEntropy, Optimizer = Optimizer.Sgd)]
internal sealed partial class Long;

[RecurrentModel(28, Mode = SequenceMode.ManyToOne)]
[Lstm(128)]
[Dense(4)]
[Trainable(MaxSteps = 28, MaxBatch = 32, Loss = Loss.CrossEntropy, Optimizer = Optimizer.Sgd)]
internal sealed partial class Wide;

[RecurrentModel(8, Mode = SequenceMode.ManyToOne)]
[Lstm(32)]
[Dense(4)]
[Trainable(MaxSteps = 32, MaxBatch = 32, Loss = Loss.CrossEntropy, Optimizer = Optimizer.Adam)]
internal sealed partial class SmallAdam;

[RecurrentModel(8, Mode = SequenceMode.ManyToOne)]
[Lstm(64)]
[Dense(4)]
[Trainable(MaxSteps = 128, MaxBatch = 32, Loss = Loss.CrossEntropy, Optimizer = Optimizer.Adam)]
internal sealed partial class LongAdam;

[RecurrentModel(28, Mode = SequenceMode.ManyToOne)]
[Lstm(128)]
[Dense(4)]
[Trainable(MaxSteps = 28, MaxBatch = 32, Loss = Loss.CrossEntropy, Optimizer = Optimizer.Adam)]
internal sealed partial class WideAdam;
