namespace TinyRnn.Conformance.Models;

// An embedding's table that is also the matrix of the head.

[RecurrentModel]
[Embedding(12, 9)]
[Gru(9)]
[Dense(12, TiedTo = "embedding")]
[Trainable(MaxSteps = 7, MaxBatch = 3, Loss = Loss.CrossEntropy, Optimizer = Optimizer.Adam)]
internal sealed partial class Tied;

/// <summary>Three scores, which are dot products, without a bias; something else is read before the head.</summary>
[RecurrentModel]
[Embedding(3, 6, Name = "words")]
[Lstm(6)]
[Add("words", "lstm")]
[Dense(3, Bias = false, TiedTo = "words", Name = "head")]
[Trainable(MaxSteps = 7, MaxBatch = 3, Loss = Loss.CrossEntropy)]
internal sealed partial class TiedFew;

[RecurrentModel]
[Embedding(12, 9)]
[Gru(9)]
[Dense(12)]
internal sealed partial class Untied;

[RecurrentModel]
[Embedding(8, 5)]
[Gru(9)]
internal sealed partial class TiedSource;

[RecurrentModel]
[Embedding(12, 9)]
[Gru(9)]
[Dense(12, TiedTo = "embedding")]
internal sealed partial class TiedTarget;

[EncoderDecoder<TiedSource, TiedTarget>]
internal sealed partial class TiedPair;
