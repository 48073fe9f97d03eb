namespace TinyRnn.Conformance.Models;

// Losses with numbers of their own.

/// <summary>Three quantiles of each of two targets.</summary>
[RecurrentModel(3)]
[Gru(5)]
[Dense(6)]
[Trainable(MaxSteps = 7, MaxBatch = 3, Loss = Loss.Quantile, Optimizer = Optimizer.RmsPropMomentum)]
internal sealed partial class QuantileLearner;

[RecurrentModel(3)]
[Gru(5)]
[Dense(5, Activation.Softmax)]
[Trainable(MaxSteps = 7, MaxBatch = 3, Loss = Loss.Focal, Optimizer = Optimizer.AmsGradW)]
internal sealed partial class FocalLearner;

[RecurrentModel(3, Mode = SequenceMode.ManyToOne)]
[Lstm(5)]
[Dense(3, Activation.Sigmoid)]
[Trainable(MaxSteps = 7, MaxBatch = 3, Loss = Loss.BinaryFocal, Optimizer = Optimizer.NAdamW)]
internal sealed partial class BinaryFocalLearner;

/// <summary>Labels of which several can be right at once, in as many outputs as end in every path of a row's loop.</summary>
[RecurrentModel(3)]
[Gru(5)]
[Dense(23)]
[Trainable(MaxSteps = 7, MaxBatch = 3, Loss = Loss.BinaryCrossEntropy, Optimizer = Optimizer.CenteredRmsPropMomentum)]
internal sealed partial class TagsLearner;

/// <summary>Two heads with a loss each.</summary>
[RecurrentModel(3)]
[Gru(8, Name = "body")]
[Dense(2, Name = "place", From = "body")]
[Dense(5, Name = "other", From = "body")]
[Outputs("place", "other")]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class HeadsLearner;
