namespace TinyRnn.Conformance.Models;

// Values of 15 bits, with weights of 8 bits and of 16: every cell, rests of panels of every width, rows that fill no place, layers behind layers.

[RecurrentModel(3, Weights = WeightFormat.Int8x16)]
[Lstm(49)]
internal sealed partial class WideLstm49;

[RecurrentModel(3, Weights = WeightFormat.Int8x16)]
[Lstm(64)]
internal sealed partial class WideLstm64;

[RecurrentModel(3, Weights = WeightFormat.Int8x16)]
[Gru(52)]
internal sealed partial class WideGru52;

[RecurrentModel(3, Weights = WeightFormat.Int8x16)]
[Gru(53, ResetAfter = false)]
internal sealed partial class WideBefore53;

[RecurrentModel(3, Weights = WeightFormat.Int8x16)]
[Lstm(50, Name = "one")]
[Gru(48, Name = "two")]
[Dense(130, Activation.Tanh)]
[Dense(53, Name = "head")]
internal sealed partial class WideStack;

[RecurrentModel(3, Weights = WeightFormat.Int16)]
[Lstm(45)]
internal sealed partial class ShortLstm45;

[RecurrentModel(3, Weights = WeightFormat.Int16)]
[Lstm(64)]
internal sealed partial class ShortLstm64;

[RecurrentModel(3, Weights = WeightFormat.Int16)]
[Gru(52)]
internal sealed partial class ShortGru52;

[RecurrentModel(3, Weights = WeightFormat.Int16)]
[Gru(37, ResetAfter = false)]
internal sealed partial class ShortBefore37;

[RecurrentModel(3, Weights = WeightFormat.Int16)]
[Lstm(33, Name = "one")]
[Rnn(65, Name = "two")]
[Dense(70, Activation.Tanh)]
[Dense(53, Name = "head")]
internal sealed partial class ShortStack;

[RecurrentModel(3, Weights = WeightFormat.Int8x16, Reproducible = true)]
[Lstm(49, Name = "lstm")]
[Gru(52, Name = "gru")]
[Gru(36, ResetAfter = false, Name = "before", Weights = WeightFormat.Int16)]
[Rnn(70, Name = "rnn", Weights = WeightFormat.Int16)]
[Dense(90, Activation.Sigmoid)]
internal sealed partial class ReproducibleWideIntegers;

[RecurrentModel(3, Weights = WeightFormat.Int8x16)]
[Rnn(128)]
internal sealed partial class WideRnn128;

[RecurrentModel(3, Weights = WeightFormat.Int16)]
[Rnn(128)]
internal sealed partial class ShortRnn128;

// So many rows that the largest value is less than 16383.
[RecurrentModel(3, Weights = WeightFormat.Int8x16)]
[Rnn(1500)]
internal sealed partial class WideRnn1500;
