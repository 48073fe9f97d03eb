namespace TinyRnn.Tests.Integers;

// Amplifiers of 16 and 20 units among 48, the rest of which are zeros and stay so: that many have kernels of integers in every format, and the numbers are
// the same.

[RecurrentModel(1)]
[Lstm(48, Name = "rec")]
[Dense(1, Name = "lin")]
[Residual(2)]
internal sealed partial class AmplifierFloat32;

[RecurrentModel(1, Weights = WeightFormat.Int8)]
[Lstm(48, Name = "rec")]
[Dense(1, Name = "lin")]
[Residual(2)]
[Trainable(Loss = Loss.MeanSquaredError, Optimizer = Optimizer.Adam, MaxSteps = 256, MaxBatch = 16)]
internal sealed partial class AmplifierInt8;

[RecurrentModel(1, Weights = WeightFormat.Int8x16)]
[Lstm(48, Name = "rec")]
[Dense(1, Name = "lin")]
[Residual(2)]
[Trainable(Loss = Loss.MeanSquaredError, Optimizer = Optimizer.Adam, MaxSteps = 256, MaxBatch = 16)]
internal sealed partial class AmplifierInt8x16;

[RecurrentModel(1, Weights = WeightFormat.Int16)]
[Lstm(48, Name = "rec")]
[Dense(1, Name = "lin")]
[Residual(2)]
internal sealed partial class AmplifierInt16;

[RecurrentModel(2)]
[Lstm(48, Name = "rec")]
[Dense(1, Name = "lin")]
[Residual(2, Channels = 1)]
internal sealed partial class KnobAmplifierFloat32;

[RecurrentModel(2, Weights = WeightFormat.Int8)]
[Lstm(48, Name = "rec")]
[Dense(1, Name = "lin")]
[Residual(2, Channels = 1)]
internal sealed partial class KnobAmplifierInt8;

[RecurrentModel(2, Weights = WeightFormat.Int8x16)]
[Lstm(48, Name = "rec")]
[Dense(1, Name = "lin")]
[Residual(2, Channels = 1)]
internal sealed partial class KnobAmplifierInt8x16;

[RecurrentModel(2, Weights = WeightFormat.Int16)]
[Lstm(48, Name = "rec")]
[Dense(1, Name = "lin")]
[Residual(2, Channels = 1)]
internal sealed partial class KnobAmplifierInt16;
