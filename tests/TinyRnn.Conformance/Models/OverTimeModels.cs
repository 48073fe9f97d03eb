namespace TinyRnn.Conformance.Models;

// Means and maxima of all steps so far, and directions that become one.

[RecurrentModel(9)]
[MeanOverTime(Name = "mean")]
[MaxOverTime(From = "input", Name = "max")]
[Concat("mean", "max", "input")]
[Gru(12)]
[Dense(40)]
[MeanOverTime]
[Dense(3)]
internal sealed partial class SoFar;

[RecurrentModel(7, Reproducible = true)]
[Rnn(9)]
[MeanOverTime]
[Residual]
[MaxOverTime]
[Lstm(6)]
internal sealed partial class ReproducibleSoFar;

[RecurrentModel(3)]
[MeanOverTime]
internal sealed partial class MeanAlone;

[RecurrentModel(2)]
[MaxOverTime]
[Trainable(MaxSteps = 3)]
internal sealed partial class MaxAlone;

[RecurrentModel(5)]
[Lstm(9, Bidirectional = true)]
[MergeDirections(DirectionMerge.Sum)]
[Gru(6, Bidirectional = true)]
[MergeDirections(DirectionMerge.Product)]
[Rnn(33, Bidirectional = true)]
[MergeDirections(DirectionMerge.Mean)]
[MeanOverTime]
[Dense(2)]
internal sealed partial class MergedWays;

[RecurrentModel(4, Mode = SequenceMode.ManyToOne)]
[Gru(6, Bidirectional = true)]
[MaxOverTime]
[Dense(3)]
internal sealed partial class MaxToOne;

[RecurrentModel(3)]
[Gru(4)]
[MeanOverTime(Name = "mean")]
[Concat("gru", "mean")]
[MaxOverTime]
[Dense(2)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class SoFarLearner;

[RecurrentModel(3, Mode = SequenceMode.ManyToOne)]
[Lstm(4, Bidirectional = true)]
[MaxOverTime]
[Dense(4)]
[Trainable(MaxSteps = 7, MaxBatch = 3, Loss = Loss.CrossEntropy)]
internal sealed partial class MaxClassLearner;

[RecurrentModel(3)]
[Lstm(4, Bidirectional = true)]
[MergeDirections(DirectionMerge.Mean)]
[Gru(4, Bidirectional = true)]
[MergeDirections(DirectionMerge.Product, Name = "both")]
[Concat("gru", "both")]
[Dense(2)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class MergeLearner;

[RecurrentModel(3, Mode = SequenceMode.ManyToOne)]
[Lstm(4, Bidirectional = true)]
[MergeDirections(DirectionMerge.Sum)]
[Dense(2)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class MergeToOneLearner;
