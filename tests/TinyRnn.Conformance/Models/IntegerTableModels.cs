namespace TinyRnn.Conformance.Models;

// Tables of tokens in integers: rows that fill no vector and no place, of 8 and of 16 bits, a category, a table that is a matrix too.

[RecurrentModel(Weights = WeightFormat.Int8)]
[Embedding(60000, 35)]
[Dense(5)]
internal sealed partial class ByteTable;

[RecurrentModel(Weights = WeightFormat.Int16, Reproducible = true)]
[Embedding(57000, 37)]
[Dense(5)]
internal sealed partial class ShortTable;

[RecurrentModel(3, Weights = WeightFormat.Int8)]
[Embedding(44000, 48, Column = 1)]
[Gru(5)]
internal sealed partial class CategoryTable;

[RecurrentModel(Weights = WeightFormat.Int8)]
[Embedding(52500, 40, Name = "table")]
[Gru(40, Name = "gru")]
[Dense(52500, Name = "fc", TiedTo = "table")]
[Trainable(Loss = Loss.CrossEntropy, Optimizer = Optimizer.Sgd, MaxSteps = 8)]
internal sealed partial class TiedTable;

[RecurrentModel]
[Embedding(52500, 40, Name = "table")]
[Gru(40, Name = "gru")]
[Dense(52500, Name = "fc", TiedTo = "table")]
[Trainable(Loss = Loss.CrossEntropy, Optimizer = Optimizer.Sgd, MaxSteps = 8)]
internal sealed partial class TiedFloatTable;

[RecurrentModel(Weights = WeightFormat.Int8)]
[Embedding(63600, 33, Name = "table")]
[Lstm(8, Name = "lstm")]
[Trainable(Loss = Loss.MeanSquaredError, Optimizer = Optimizer.Sgd, MaxSteps = 8)]
internal sealed partial class TableLearner;

[RecurrentModel]
[Embedding(63600, 33, Name = "table")]
[Lstm(8, Name = "lstm")]
[Trainable(Loss = Loss.MeanSquaredError, Optimizer = Optimizer.Sgd, MaxSteps = 8)]
internal sealed partial class FloatTableLearner;
