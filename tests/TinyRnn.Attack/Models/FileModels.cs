namespace TinyRnn.Attack.Models;

// Models whose files are damaged: every kind of tensor, two tensors of equal shape in each, and names with numbers.

[RecurrentModel(3)]
[Lstm(4)]
[Lstm(4)]
[Dense(4, Activation.Tanh)]
[Dense(4)]
[Trainable(MaxSteps = 4, MaxBatch = 2)]
public sealed partial class FloatFile;

[RecurrentModel]
[Embedding(6, 5)]
[Gru(5)]
[Dense(6)]
[Trainable(MaxSteps = 4, Loss = Loss.CrossEntropy, Optimizer = Optimizer.Momentum)]
public sealed partial class TokenFile;

[RecurrentModel(2)]
[Gru(4, ResetAfter = false)]
[Trainable(MaxSteps = 4)]
public sealed partial class SourceFile;

[RecurrentModel(2)]
[Gru(4, ResetAfter = false)]
[Dense(2)]
[Trainable(MaxSteps = 4)]
public sealed partial class TargetFile;

[EncoderDecoder<SourceFile, TargetFile>]
[Trainable(Optimizer = Optimizer.RmsProp)]
public sealed partial class PairFile;

[RecurrentModel(2, Mode = SequenceMode.ManyToOne)]
[Rnn(3, Bidirectional = true, Name = "both")]
[Dense(2, Name = "head")]
public sealed partial class BothWaysFile;
