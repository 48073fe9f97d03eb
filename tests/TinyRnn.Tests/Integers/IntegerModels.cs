namespace TinyRnn.Tests.Integers;

[RecurrentModel(2)]
[Lstm(64)]
[Dense(1)]
internal sealed partial class ReportNet;

[RecurrentModel(2, Weights = WeightFormat.Int8)]
[Lstm(64)]
[Dense(1)]
internal sealed partial class ReportIntegers;

[RecurrentModel(2)]
[Lstm(65)]
[Dense(1)]
internal sealed partial class ReportOther;

/// <summary>The model of PyTorch's gesture run, in 8 bits.</summary>
[RecurrentModel(3, Mode = SequenceMode.ManyToOne, Weights = WeightFormat.Int8)]
[Lstm(32, Name = "")]
[Dense(6)]
internal sealed partial class GestureIntegers;

/// <summary>The model of PyTorch's runs of the adding problem, in 8 bits.</summary>
[RecurrentModel(2, Mode = SequenceMode.ManyToOne, Weights = WeightFormat.Int8)]
[Lstm(32, Name = "")]
[Dense(1)]
internal sealed partial class AddingIntegers;

/// <summary>The same with values of 15 bits, among as many units as have kernels for them.</summary>
[RecurrentModel(2, Mode = SequenceMode.ManyToOne, Weights = WeightFormat.Int8x16)]
[Lstm(48, Name = "")]
[Dense(1)]
internal sealed partial class AddingWide;

/// <summary>The same in 16 bits.</summary>
[RecurrentModel(2, Mode = SequenceMode.ManyToOne, Weights = WeightFormat.Int16)]
[Lstm(32, Name = "")]
[Dense(1)]
internal sealed partial class AddingShort;

/// <summary>The model of PyTorch's text run, in 8 bits.</summary>
[RecurrentModel(Weights = WeightFormat.Int8)]
[Embedding(60, 16)]
[Lstm(64, Name = "")]
[Dense(60)]
internal sealed partial class TextIntegers;
