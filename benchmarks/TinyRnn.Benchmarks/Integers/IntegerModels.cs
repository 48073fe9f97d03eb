namespace TinyRnn.Benchmarks.Integers;

// The same networks with weights of 32 bits and of 8.

[RecurrentModel(1)]
[Lstm(32)]
[Dense(1)]
internal sealed partial class FloatLstm32;

[RecurrentModel(1, Weights = WeightFormat.Int8)]
[Lstm(32)]
[Dense(1)]
internal sealed partial class IntegerLstm32;

[RecurrentModel(1)]
[Lstm(48)]
[Dense(1)]
internal sealed partial class FloatLstm48;

[RecurrentModel(1, Weights = WeightFormat.Int8)]
[Lstm(48)]
[Dense(1)]
internal sealed partial class IntegerLstm48;

[RecurrentModel(1)]
[Lstm(64)]
[Dense(1)]
internal sealed partial class FloatLstm64;

[RecurrentModel(1, Weights = WeightFormat.Int8)]
[Lstm(64)]
[Dense(1)]
internal sealed partial class IntegerLstm64;

[RecurrentModel(1)]
[Lstm(96)]
[Dense(1)]
internal sealed partial class FloatLstm96;

[RecurrentModel(1, Weights = WeightFormat.Int8)]
[Lstm(96)]
[Dense(1)]
internal sealed partial class IntegerLstm96;

[RecurrentModel(1)]
[Lstm(128)]
[Dense(1)]
internal sealed partial class FloatLstm128;

[RecurrentModel(1, Weights = WeightFormat.Int8)]
[Lstm(128)]
[Dense(1)]
internal sealed partial class IntegerLstm128;

[RecurrentModel(1)]
[Lstm(256)]
[Dense(1)]
internal sealed partial class FloatLstm256;

[RecurrentModel(1, Weights = WeightFormat.Int8)]
[Lstm(256)]
[Dense(1)]
internal sealed partial class IntegerLstm256;

[RecurrentModel(1)]
[Lstm(512)]
[Dense(1)]
internal sealed partial class FloatLstm512;

[RecurrentModel(1, Weights = WeightFormat.Int8)]
[Lstm(512)]
[Dense(1)]
internal sealed partial class IntegerLstm512;

[RecurrentModel(1)]
[Gru(32)]
[Dense(1)]
internal sealed partial class FloatGru32;

[RecurrentModel(1, Weights = WeightFormat.Int8)]
[Gru(32)]
[Dense(1)]
internal sealed partial class IntegerGru32;

[RecurrentModel(1)]
[Gru(64)]
[Dense(1)]
internal sealed partial class FloatGru64;

[RecurrentModel(1, Weights = WeightFormat.Int8)]
[Gru(64)]
[Dense(1)]
internal sealed partial class IntegerGru64;

[RecurrentModel(1)]
[Gru(128)]
[Dense(1)]
internal sealed partial class FloatGru128;

[RecurrentModel(1, Weights = WeightFormat.Int8)]
[Gru(128)]
[Dense(1)]
internal sealed partial class IntegerGru128;

[RecurrentModel(1)]
[Gru(256)]
[Dense(1)]
internal sealed partial class FloatGru256;

[RecurrentModel(1, Weights = WeightFormat.Int8)]
[Gru(256)]
[Dense(1)]
internal sealed partial class IntegerGru256;

[RecurrentModel(1)]
[Rnn(64)]
[Dense(1)]
internal sealed partial class FloatRnn64;

[RecurrentModel(1, Weights = WeightFormat.Int8)]
[Rnn(64)]
[Dense(1)]
internal sealed partial class IntegerRnn64;

[RecurrentModel(1)]
[Rnn(128)]
[Dense(1)]
internal sealed partial class FloatRnn128;

[RecurrentModel(1, Weights = WeightFormat.Int8)]
[Rnn(128)]
[Dense(1)]
internal sealed partial class IntegerRnn128;

[RecurrentModel(1)]
[Rnn(256)]
[Dense(1)]
internal sealed partial class FloatRnn256;

[RecurrentModel(1, Weights = WeightFormat.Int8)]
[Rnn(256)]
[Dense(1)]
internal sealed partial class IntegerRnn256;
