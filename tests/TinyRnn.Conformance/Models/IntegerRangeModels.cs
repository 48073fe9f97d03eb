namespace TinyRnn.Conformance.Models;

// Integers of inputs with a known range, and products of other layers than cells: convolutions over steps and positions, projections.

[RecurrentModel(40, Weights = WeightFormat.Int8)]
[Conv1D(64, 3, Activation = Activation.Tanh, InputRange = 0.75f, Name = "one")]
[Conv1D(50, 2, Dilation = 3, Activation = Activation.Relu, Name = "two")]
[Gru(36, InputRange = 1.5f, Name = "gru")]
internal sealed partial class IntegerConvolutions;

// Two groups; so many taps that they are put side by side first; an output at every second step.
[RecurrentModel(64, Weights = WeightFormat.Int8)]
[Conv1D(128, 5, Groups = 2, Activation = Activation.Tanh, InputRange = 1, Name = "groups")]
[Conv1D(36, 18, Dilation = 2, Activation = Activation.Sigmoid, Name = "many")]
internal sealed partial class IntegerGroups;

[RecurrentModel(64, Weights = WeightFormat.Int16)]
[Conv1D(48, 2, InputRange = 2, Bias = false, Name = "one")]
[Conv1D(32, 1, InputRange = 0.5f, Name = "two")]
internal sealed partial class ShortConvolutions;

[RecurrentModel(50, Weights = WeightFormat.Int8x16)]
[Conv1D(100, 3, InputRange = 2, Name = "one")]
internal sealed partial class WideConvolution;

[RecurrentModel(120, Weights = WeightFormat.Int8)]
[FrameConv1D(64, 3, InputChannels = 12, PadLeft = 1, PadRight = 1, Activation = Activation.Tanh, InputRange = 1, Name = "one")]
[FrameConv1D(48, 2, Stride = 2, Bias = false, Name = "two")]
internal sealed partial class IntegerFrames;

[RecurrentModel(90, Weights = WeightFormat.Int8x16)]
[FrameConv1D(160, 50, Stride = 20, InputRange = 1, Name = "one")]
internal sealed partial class WideFrames;

[RecurrentModel(20, Weights = WeightFormat.Int8)]
[Dense(64, Activation.Relu)]
[Lstm(40, InputRange = 3.5f, Name = "lstm")]
[Dense(64, Name = "head", InputRange = 0.8f)]
internal sealed partial class IntegerRanges;

[RecurrentModel(3, Weights = WeightFormat.Int8)]
[Lstm(64, Projection = 40, Name = "lstm")]
[Lstm(64, Projection = 40, Name = "next")]
internal sealed partial class IntegerProjection;

// Layers of equal sizes whose weights are stored in different ways: each has kernels of its own.
[RecurrentModel(48, Weights = WeightFormat.Int8)]
[Lstm(48, Name = "one")]
[Lstm(48, Name = "two")]
[Lstm(48, Name = "three", Weights = WeightFormat.Int16)]
[Lstm(48, Name = "four", Weights = WeightFormat.Float32)]
[Lstm(48, Name = "five", InputRange = 0.5f)]
[Dense(48, Activation.Tanh)]
[Dense(48, Activation.Tanh, Name = "fc2", Weights = WeightFormat.Float32)]
[Dense(48, Activation.Tanh, Name = "fc3", InputRange = 0.5f)]
internal sealed partial class IntegersAlike;

[RecurrentModel(48, Weights = WeightFormat.Int8, Reproducible = true)]
[FrameConv1D(64, 12, InputChannels = 4, InputRange = 1, Activation = Activation.Tanh, Name = "frames")]
[Conv1D(40, 3, Activation = Activation.Relu, Name = "conv")]
[Lstm(48, Projection = 44, InputRange = 2, Name = "lstm")]
[Dense(33)]
internal sealed partial class ReproducibleRanges;

// What rounded training is compared with: the same layers in floats, with weights that are rounded already.
[RecurrentModel(40, Weights = WeightFormat.Int8)]
[Conv1D(64, 3, Activation = Activation.Tanh, InputRange = 1, Name = "one")]
[Conv1D(128, 2, Groups = 2, Dilation = 2, Activation = Activation.Tanh, Name = "two", Weights = WeightFormat.Int16)]
[FrameConv1D(40, 2, InputChannels = 32, Activation = Activation.Tanh, Name = "frames")]
[Lstm(64, Projection = 40, InputRange = 1, Name = "lstm")]
[Trainable(Loss = Loss.MeanSquaredError, Optimizer = Optimizer.Sgd, MaxSteps = 8)]
internal sealed partial class RoundedRanges;

[RecurrentModel(40)]
[Conv1D(64, 3, Activation = Activation.Tanh, Name = "one")]
[Conv1D(128, 2, Groups = 2, Dilation = 2, Activation = Activation.Tanh, Name = "two")]
[FrameConv1D(40, 2, InputChannels = 32, Activation = Activation.Tanh, Name = "frames")]
[Lstm(64, Projection = 40, Name = "lstm")]
[Trainable(Loss = Loss.MeanSquaredError, Optimizer = Optimizer.Sgd, MaxSteps = 8)]
internal sealed partial class FloatRanges;
