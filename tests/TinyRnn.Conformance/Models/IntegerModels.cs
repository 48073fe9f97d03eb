namespace TinyRnn.Conformance.Models;

// Weights of 8 bits: every cell, rests of panels of every width, rows that fill no place of four, tables, layers behind layers, both directions.

[RecurrentModel(3, Weights = WeightFormat.Int8)]
[Lstm(32)]
internal sealed partial class IntegerLstm32;

[RecurrentModel(1, Weights = WeightFormat.Int8)]
[Lstm(37)]
internal sealed partial class IntegerLstm37;

[RecurrentModel(9, Weights = WeightFormat.Int8)]
[Lstm(44)]
internal sealed partial class IntegerLstm44;

[RecurrentModel(2, Weights = WeightFormat.Int8)]
[Lstm(64)]
internal sealed partial class IntegerLstm64;

[RecurrentModel(5, Weights = WeightFormat.Int8)]
[Lstm(97)]
internal sealed partial class IntegerLstm97;

[RecurrentModel(2, Weights = WeightFormat.Int8)]
[Lstm(34, Peepholes = true)]
internal sealed partial class IntegerPeephole;

[RecurrentModel(2, Weights = WeightFormat.Int8)]
[Lstm(39, CoupledGates = true, GateActivation = Activation.HardSigmoid, Bias = false)]
internal sealed partial class IntegerCoupled;

[RecurrentModel(3, Weights = WeightFormat.Int8)]
[Gru(35)]
internal sealed partial class IntegerGru35;

[RecurrentModel(10, Weights = WeightFormat.Int8)]
[Gru(64)]
internal sealed partial class IntegerGru64;

[RecurrentModel(3, Weights = WeightFormat.Int8)]
[Gru(45, ResetAfter = false)]
internal sealed partial class IntegerBefore45;

[RecurrentModel(3, Weights = WeightFormat.Int8)]
[Gru(80, ResetAfter = false)]
internal sealed partial class IntegerBefore80;

[RecurrentModel(3, Weights = WeightFormat.Int8)]
[Rnn(61)]
internal sealed partial class IntegerRnn61;

[RecurrentModel(3, Weights = WeightFormat.Int8)]
[Rnn(128)]
internal sealed partial class IntegerRnn128;

// The second layer and the head read what is in [-1, 1].
[RecurrentModel(3, Weights = WeightFormat.Int8)]
[Lstm(36, Name = "one")]
[Gru(50, Name = "two")]
[Dense(70, Activation.Tanh)]
[Dense(53, Name = "head")]
internal sealed partial class IntegerStack;

// What is not in [-1, 1] stays in floats, and what says so itself.
[RecurrentModel(3, Weights = WeightFormat.Int8)]
[Rnn(64, Nonlinearity = Nonlinearity.Relu, Name = "relu")]
[Lstm(48, Name = "lstm")]
[Gru(48, Name = "gru", Weights = WeightFormat.Float32)]
[Dense(64, Name = "fc")]
internal sealed partial class IntegerParts;

[RecurrentModel(3)]
[Lstm(48, Name = "one")]
[Lstm(48, Name = "two", Weights = WeightFormat.Int8)]
[Dense(5)]
internal sealed partial class IntegerLater;

[RecurrentModel(Weights = WeightFormat.Int8)]
[OneHot(19)]
[Lstm(40)]
[Dense(64)]
internal sealed partial class IntegerText;

[RecurrentModel(3, Weights = WeightFormat.Int8)]
[Lstm(33, Bidirectional = true)]
[Dense(40)]
internal sealed partial class IntegerBoth;

[RecurrentModel(3, Weights = WeightFormat.Int8, Reproducible = true)]
[Lstm(41, Name = "lstm")]
[Gru(52, Name = "gru")]
[Gru(36, ResetAfter = false, Name = "before")]
[Rnn(70, Name = "rnn")]
[Dense(34, Activation.Sigmoid)]
internal sealed partial class ReproducibleIntegers;

[RecurrentModel(3, Weights = WeightFormat.Int8, Replaceable = true)]
[Lstm(40)]
[Dense(2)]
[Trainable(MaxSteps = 8)]
internal sealed partial class IntegerLearner;

// What rounded training is compared with: the same layers in floats, with weights that are rounded already.
[RecurrentModel(3, Weights = WeightFormat.Int16)]
[Gru(40, Name = "gru")]
[Gru(48, Name = "before", ResetAfter = false, Weights = WeightFormat.Int8)]
[Dense(64, Activation.Tanh, Name = "fc")]
[Trainable(Loss = Loss.MeanSquaredError, Optimizer = Optimizer.Sgd, MaxSteps = 8)]
internal sealed partial class RoundedLearner;

[RecurrentModel(3)]
[Gru(40, Name = "gru")]
[Gru(48, Name = "before", ResetAfter = false)]
[Dense(64, Activation.Tanh, Name = "fc")]
[Trainable(Loss = Loss.MeanSquaredError, Optimizer = Optimizer.Sgd, MaxSteps = 8)]
internal sealed partial class FloatLearner;

// A table of tokens that is the last layer's matrix, which is stored in integers.
[RecurrentModel(Weights = WeightFormat.Int8)]
[Embedding(70, 40, Name = "table")]
[Gru(40, Name = "gru")]
[Dense(70, Name = "fc", TiedTo = "table")]
[Trainable(Loss = Loss.CrossEntropy, Optimizer = Optimizer.Sgd, MaxSteps = 8)]
internal sealed partial class TiedLearner;

[RecurrentModel]
[Embedding(70, 40, Name = "table")]
[Gru(40, Name = "gru")]
[Dense(70, Name = "fc", TiedTo = "table")]
[Trainable(Loss = Loss.CrossEntropy, Optimizer = Optimizer.Sgd, MaxSteps = 8)]
internal sealed partial class TiedFloatLearner;

// A pair: both parts have integers, the second's weights stand behind the first's in training.
[RecurrentModel(3, Weights = WeightFormat.Int8)]
[Lstm(36)]
[Trainable(MaxSteps = 8)]
internal sealed partial class RoundedEncoder;

[RecurrentModel(2, Weights = WeightFormat.Int16)]
[Lstm(36)]
[Dense(2)]
[Trainable(MaxSteps = 8)]
internal sealed partial class RoundedDecoder;

[EncoderDecoder<RoundedEncoder, RoundedDecoder>]
[Trainable(Optimizer = Optimizer.Sgd)]
internal sealed partial class RoundedPair;

[RecurrentModel(3)]
[Lstm(36)]
[Trainable(MaxSteps = 8)]
internal sealed partial class FloatEncoder;

[RecurrentModel(2)]
[Lstm(36)]
[Dense(2)]
[Trainable(MaxSteps = 8)]
internal sealed partial class FloatDecoder;

[EncoderDecoder<FloatEncoder, FloatDecoder>]
[Trainable(Optimizer = Optimizer.Sgd)]
internal sealed partial class FloatPair;
