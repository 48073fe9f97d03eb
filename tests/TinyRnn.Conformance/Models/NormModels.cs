namespace TinyRnn.Conformance.Models;

// Norms over the values of a step and over those of a batch, of 2 to 17 and more values, between layers of other kinds.

[RecurrentModel(5)]
[LayerNorm]
[Lstm(17)]
[LayerNorm(Epsilon = 0.01f)]
[Dense(33)]
[LayerNorm(Affine = false)]
[Gru(16)]
[LayerNorm]
[Dense(2)]
[LayerNorm]
internal sealed partial class ManyNorms;

[RecurrentModel(5)]
[BatchNorm]
[Lstm(17)]
[BatchNorm(Epsilon = 0.001f)]
[Conv1D(9, 3)]
[BatchNorm(Name = "last")]
[PRelu]
internal sealed partial class BatchNorms;

[RecurrentModel(19, Reproducible = true)]
[LayerNorm]
[Rnn(12)]
[BatchNorm]
[Dense(50)]
[LayerNorm]
internal sealed partial class ReproducibleNorms;

[RecurrentModel(4)]
[BatchNorm]
internal sealed partial class BatchNormAlone;

[RecurrentModel(3)]
[LayerNorm]
[Gru(5)]
[LayerNorm(Affine = false)]
[Residual(1)]
[Dense(6)]
[LayerNorm]
[Residual(1)]
[Dense(2)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class NormLearner;

[RecurrentModel(3, Mode = SequenceMode.ManyToOne)]
[Lstm(4, Bidirectional = true)]
[LayerNorm]
[Dense(5)]
[LayerNorm(Epsilon = 0.1f)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class NormHeadLearner;

[RecurrentModel(3)]
[Dense(5, Activation.Tanh)]
[BatchNorm(Epsilon = 0.01f)]
[Gru(4)]
[BatchNorm(Momentum = 0.25f)]
[Residual(1)]
[Dense(2)]
[Trainable(MaxSteps = 7, MaxBatch = 3, Optimizer = Optimizer.AdamW)]
internal sealed partial class BatchNormLearner;

[RecurrentModel(3, Mode = SequenceMode.ManyToOne)]
[BatchNorm]
[Rnn(4)]
[BatchNorm]
[Dense(2)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class BatchNormHeadLearner;
