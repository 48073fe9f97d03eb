namespace TinyRnn.Tests.Training;

/// <summary>The model of PyTorch's gesture run.</summary>
[RecurrentModel(3, Mode = SequenceMode.ManyToOne)]
[Lstm(32, Name = "")]
[Dense(6)]
[Trainable(MaxSteps = 50, MaxBatch = 32, Loss = Loss.CrossEntropy)]
internal sealed partial class GestureParityNet;

/// <summary>The model of PyTorch's runs of the adding problem.</summary>
[RecurrentModel(2, Mode = SequenceMode.ManyToOne)]
[Lstm(32, Name = "")]
[Dense(1)]
[Trainable(MaxSteps = 100, MaxBatch = 50)]
internal sealed partial class AddingParityNet;

/// <summary>The model of PyTorch's text run.</summary>
[RecurrentModel]
[Embedding(60, 16)]
[Lstm(64, Name = "")]
[Dense(60)]
[Trainable(MaxSteps = 64, MaxBatch = 16, Loss = Loss.CrossEntropy)]
internal sealed partial class TextParityNet;
