namespace TinyRnn.Samples;

// The same network with each kind of cell, in PyTorch's initialisation but for the forget bias; MaxBatch 1, because one sequence is looked at.

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

/// <summary>PyTorch's forget bias: small numbers around 0.</summary>
[RecurrentModel(3, Mode = SequenceMode.ManyToOne)]
[Lstm(32, Name = "")]
[Dense(1)]
[Trainable(MaxSteps = 100)]
internal sealed partial class GradientLstm;

/// <summary>Gates that begin by keeping 73 % of the cell.</summary>
[RecurrentModel(3, Mode = SequenceMode.ManyToOne)]
[Lstm(32, Name = "", ForgetBias = 1)]
[Dense(1)]
[Trainable(MaxSteps = 100)]
internal sealed partial class GradientLstm1;

/// <summary>Gates that begin by keeping 95 % of it.</summary>
[RecurrentModel(3, Mode = SequenceMode.ManyToOne)]
[Lstm(32, Name = "", ForgetBias = 3)]
[Dense(1)]
[Trainable(MaxSteps = 100)]
internal sealed partial class GradientLstm3;
