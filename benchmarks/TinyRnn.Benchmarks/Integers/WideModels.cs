namespace TinyRnn.Benchmarks.Integers;

// The same networks with weights of 8 bits and values of 15, and with weights of 16 bits.

[RecurrentModel(1, Weights = WeightFormat.Int8x16)]
[Lstm(48)]
[Dense(1)]
internal sealed partial class Int8x16Lstm48;

[RecurrentModel(1, Weights = WeightFormat.Int8x16)]
[Lstm(64)]
[Dense(1)]
internal sealed partial class Int8x16Lstm64;

[RecurrentModel(1, Weights = WeightFormat.Int8x16)]
[Lstm(96)]
[Dense(1)]
internal sealed partial class Int8x16Lstm96;

[RecurrentModel(1, Weights = WeightFormat.Int8x16)]
[Lstm(128)]
[Dense(1)]
internal sealed partial class Int8x16Lstm128;

[RecurrentModel(1, Weights = WeightFormat.Int8x16)]
[Lstm(256)]
[Dense(1)]
internal sealed partial class Int8x16Lstm256;

[RecurrentModel(1, Weights = WeightFormat.Int8x16)]
[Lstm(512)]
[Dense(1)]
internal sealed partial class Int8x16Lstm512;

[RecurrentModel(1, Weights = WeightFormat.Int8x16)]
[Gru(64)]
[Dense(1)]
internal sealed partial class Int8x16Gru64;

[RecurrentModel(1, Weights = WeightFormat.Int8x16)]
[Gru(128)]
[Dense(1)]
internal sealed partial class Int8x16Gru128;

[RecurrentModel(1, Weights = WeightFormat.Int8x16)]
[Gru(256)]
[Dense(1)]
internal sealed partial class Int8x16Gru256;

[RecurrentModel(1, Weights = WeightFormat.Int8x16)]
[Rnn(128)]
[Dense(1)]
internal sealed partial class Int8x16Rnn128;

[RecurrentModel(1, Weights = WeightFormat.Int8x16)]
[Rnn(256)]
[Dense(1)]
internal sealed partial class Int8x16Rnn256;

[RecurrentModel(1, Weights = WeightFormat.Int16)]
[Lstm(24)]
[Dense(1)]
internal sealed partial class Int16Lstm24;

[RecurrentModel(1, Weights = WeightFormat.Int16)]
[Lstm(32)]
[Dense(1)]
internal sealed partial class Int16Lstm32;

[RecurrentModel(1, Weights = WeightFormat.Int16)]
[Lstm(48)]
[Dense(1)]
internal sealed partial class Int16Lstm48;

[RecurrentModel(1, Weights = WeightFormat.Int16)]
[Lstm(64)]
[Dense(1)]
internal sealed partial class Int16Lstm64;

[RecurrentModel(1, Weights = WeightFormat.Int16)]
[Lstm(96)]
[Dense(1)]
internal sealed partial class Int16Lstm96;

[RecurrentModel(1, Weights = WeightFormat.Int16)]
[Lstm(128)]
[Dense(1)]
internal sealed partial class Int16Lstm128;

[RecurrentModel(1, Weights = WeightFormat.Int16)]
[Lstm(256)]
[Dense(1)]
internal sealed partial class Int16Lstm256;

[RecurrentModel(1, Weights = WeightFormat.Int16)]
[Lstm(512)]
[Dense(1)]
internal sealed partial class Int16Lstm512;

[RecurrentModel(1, Weights = WeightFormat.Int16)]
[Gru(32)]
[Dense(1)]
internal sealed partial class Int16Gru32;

[RecurrentModel(1, Weights = WeightFormat.Int16)]
[Gru(64)]
[Dense(1)]
internal sealed partial class Int16Gru64;

[RecurrentModel(1, Weights = WeightFormat.Int16)]
[Gru(128)]
[Dense(1)]
internal sealed partial class Int16Gru128;

[RecurrentModel(1, Weights = WeightFormat.Int16)]
[Gru(256)]
[Dense(1)]
internal sealed partial class Int16Gru256;

[RecurrentModel(1, Weights = WeightFormat.Int16)]
[Rnn(64)]
[Dense(1)]
internal sealed partial class Int16Rnn64;

[RecurrentModel(1, Weights = WeightFormat.Int16)]
[Rnn(128)]
[Dense(1)]
internal sealed partial class Int16Rnn128;

[RecurrentModel(1, Weights = WeightFormat.Int16)]
[Rnn(256)]
[Dense(1)]
internal sealed partial class Int16Rnn256;

[RecurrentModel(1)]
[Lstm(24)]
[Dense(1)]
internal sealed partial class FloatLstm24;
