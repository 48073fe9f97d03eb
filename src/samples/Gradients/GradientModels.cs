namespace TinyRnn.Samples;

// The same network with three kinds of cell, in PyTorch's initialisation; MaxBatch 1, because one sequence is looked at.

[RecurrentModel(3, Mode = SequenceMode.ManyToOne)]
[Rnn(32, Name = "")]
[Dense(1)]
[Trainable(MaxSteps = 100)]
internal sealed partial class GradientRnn;

[RecurrentModel(3, Mode = SequenceMode.ManyToOne)]
[Gru(32, Name = "")]
[Dense(1)]
[Trainable(MaxSteps = 100)]
internal sealed partial class GradientGru;

[RecurrentModel(3, Mode = SequenceMode.ManyToOne)]
[Lstm(32, Name = "")]
[Dense(1)]
[Trainable(MaxSteps = 100)]
internal sealed partial class GradientLstm;
