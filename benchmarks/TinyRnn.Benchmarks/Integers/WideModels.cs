namespace TinyRnn.Benchmarks.Integers;

// The same networks with weights of 8 bits and values of 15, and with weights of 16 bits.

[RecurrentModel(1, Weights = WeightFormat.Int8x16)]
[Lstm(32)]
[Dense(1)]
internal sealed partial class WideLstm32;

[RecurrentModel(1, Weights = WeightFormat.Int16)]
[Lstm(32)]
[Dense(1)]
internal sealed partial class ShortLstm32;

[RecurrentModel(1, Weights = WeightFormat.Int8x16)]
[Lstm(48)]
[Dense(1)]
internal sealed partial class WideLstm48;

[RecurrentModel(1, Weights = WeightFormat.Int16)]
[Lstm(48)]
[Dense(1)]
internal sealed partial class ShortLstm48;

[RecurrentModel(1, Weights = WeightFormat.Int8x16)]
[Lstm(64)]
[Dense(1)]
internal sealed partial class WideLstm64;

[RecurrentModel(1, Weights = WeightFormat.Int16)]
[Lstm(64)]
[Dense(1)]
internal sealed partial class ShortLstm64;

[RecurrentModel(1, Weights = WeightFormat.Int8x16)]
[Lstm(96)]
[Dense(1)]
internal sealed partial class WideLstm96;

[RecurrentModel(1, Weights = WeightFormat.Int16)]
[Lstm(96)]
[Dense(1)]
internal sealed partial class ShortLstm96;

[RecurrentModel(1, Weights = WeightFormat.Int8x16)]
[Lstm(128)]
[Dense(1)]
internal sealed partial class WideLstm128;

[RecurrentModel(1, Weights = WeightFormat.Int16)]
[Lstm(128)]
[Dense(1)]
internal sealed partial class ShortLstm128;

[RecurrentModel(1, Weights = WeightFormat.Int8x16)]
[Lstm(256)]
[Dense(1)]
internal sealed partial class WideLstm256;

[RecurrentModel(1, Weights = WeightFormat.Int16)]
[Lstm(256)]
[Dense(1)]
internal sealed partial class ShortLstm256;

[RecurrentModel(1, Weights = WeightFormat.Int8x16)]
[Lstm(512)]
[Dense(1)]
internal sealed partial class WideLstm512;

[RecurrentModel(1, Weights = WeightFormat.Int16)]
[Lstm(512)]
[Dense(1)]
internal sealed partial class ShortLstm512;

[RecurrentModel(1, Weights = WeightFormat.Int8x16)]
[Gru(32)]
[Dense(1)]
internal sealed partial class WideGru32;

[RecurrentModel(1, Weights = WeightFormat.Int16)]
[Gru(32)]
[Dense(1)]
internal sealed partial class ShortGru32;

[RecurrentModel(1, Weights = WeightFormat.Int8x16)]
[Gru(64)]
[Dense(1)]
internal sealed partial class WideGru64;

[RecurrentModel(1, Weights = WeightFormat.Int16)]
[Gru(64)]
[Dense(1)]
internal sealed partial class ShortGru64;

[RecurrentModel(1, Weights = WeightFormat.Int8x16)]
[Gru(128)]
[Dense(1)]
internal sealed partial class WideGru128;

[RecurrentModel(1, Weights = WeightFormat.Int16)]
[Gru(128)]
[Dense(1)]
internal sealed partial class ShortGru128;

[RecurrentModel(1, Weights = WeightFormat.Int8x16)]
[Gru(256)]
[Dense(1)]
internal sealed partial class WideGru256;

[RecurrentModel(1, Weights = WeightFormat.Int16)]
[Gru(256)]
[Dense(1)]
internal sealed partial class ShortGru256;

[RecurrentModel(1, Weights = WeightFormat.Int8x16)]
[Rnn(64)]
[Dense(1)]
internal sealed partial class WideRnn64;

[RecurrentModel(1, Weights = WeightFormat.Int16)]
[Rnn(64)]
[Dense(1)]
internal sealed partial class ShortRnn64;

[RecurrentModel(1, Weights = WeightFormat.Int8x16)]
[Rnn(128)]
[Dense(1)]
internal sealed partial class WideRnn128;

[RecurrentModel(1, Weights = WeightFormat.Int16)]
[Rnn(128)]
[Dense(1)]
internal sealed partial class ShortRnn128;

[RecurrentModel(1, Weights = WeightFormat.Int8x16)]
[Rnn(256)]
[Dense(1)]
internal sealed partial class WideRnn256;

[RecurrentModel(1, Weights = WeightFormat.Int16)]
[Rnn(256)]
[Dense(1)]
internal sealed partial class ShortRnn256;
