namespace TinyRnn.Benchmarks.Integers;

// Other layers than cells, whose inputs have no bound but the one that is said.

[RecurrentModel(64)]
[Dense(64)]
internal sealed partial class FloatDense64;

[RecurrentModel(64, Weights = WeightFormat.Int8)]
[Dense(64, InputRange = 1)]
internal sealed partial class IntegerDense64;

[RecurrentModel(256)]
[Dense(256)]
internal sealed partial class FloatDense256;

[RecurrentModel(256, Weights = WeightFormat.Int8)]
[Dense(256, InputRange = 1)]
internal sealed partial class IntegerDense256;

[RecurrentModel(32)]
[Conv1D(32, 3)]
internal sealed partial class FloatConv32;

[RecurrentModel(32, Weights = WeightFormat.Int8)]
[Conv1D(32, 3, InputRange = 1)]
internal sealed partial class IntegerConv32;

[RecurrentModel(64)]
[Conv1D(64, 3)]
internal sealed partial class FloatConv64;

[RecurrentModel(64, Weights = WeightFormat.Int8)]
[Conv1D(64, 3, InputRange = 1)]
internal sealed partial class IntegerConv64;

[RecurrentModel(128)]
[Conv1D(384, 3)]
internal sealed partial class FloatConv384;

[RecurrentModel(128, Weights = WeightFormat.Int8)]
[Conv1D(384, 3, InputRange = 1)]
internal sealed partial class IntegerConv384;

[RecurrentModel(64)]
[Conv1D(64, 3, Dilation = 4)]
internal sealed partial class FloatDilated64;

[RecurrentModel(64, Weights = WeightFormat.Int8)]
[Conv1D(64, 3, Dilation = 4, InputRange = 1)]
internal sealed partial class IntegerDilated64;

[RecurrentModel(1024)]
[FrameConv1D(64, 3, InputChannels = 64)]
internal sealed partial class FloatFrames64;

[RecurrentModel(1024, Weights = WeightFormat.Int8)]
[FrameConv1D(64, 3, InputChannels = 64, InputRange = 1)]
internal sealed partial class IntegerFrames64;

[RecurrentModel(64)]
[Lstm(64)]
internal sealed partial class FloatWideLstm64;

[RecurrentModel(64, Weights = WeightFormat.Int8)]
[Lstm(64, InputRange = 1)]
internal sealed partial class IntegerWideLstm64;

[RecurrentModel(1)]
[Lstm(128, Projection = 64)]
internal sealed partial class FloatProjected128;

[RecurrentModel(1, Weights = WeightFormat.Int8)]
[Lstm(128, Projection = 64)]
internal sealed partial class IntegerProjected128;

// Tables of tokens that fill the caches, and that do not.

[RecurrentModel]
[Embedding(50_000, 64)]
internal sealed partial class FloatTable64;

[RecurrentModel(Weights = WeightFormat.Int8)]
[Embedding(50_000, 64)]
internal sealed partial class IntegerTable64;

[RecurrentModel]
[Embedding(50_000, 256)]
internal sealed partial class FloatTable256;

[RecurrentModel(Weights = WeightFormat.Int8)]
[Embedding(50_000, 256)]
internal sealed partial class IntegerTable256;
