namespace TinyRnn.Tests.Metadata;

/// <summary>A classifier of three numbers a step, trainable.</summary>
[RecurrentModel(3, Mode = SequenceMode.ManyToOne)]
[Lstm(4)]
[Dense(5)]
[Trainable(MaxSteps = 4, MaxBatch = 2, Loss = Loss.CrossEntropy)]
internal sealed partial class Classifier;

/// <summary>The same weights, that can be exchanged.</summary>
[RecurrentModel(3, Replaceable = true)]
[Gru(4)]
[Dense(5)]
internal sealed partial class Exchanged;

/// <summary>Reads and writes tokens.</summary>
[RecurrentModel]
[Embedding(7, 3)]
[Gru(4)]
[Dense(7)]
internal sealed partial class Letters;

/// <summary>Forecasts one number.</summary>
[RecurrentModel(2)]
[Gru(4)]
[Dense(1)]
internal sealed partial class Forecast;

/// <summary>Has labels of its own, which are other than those of files.</summary>
[RecurrentModel(2)]
[Gru(4)]
[Dense(1)]
internal sealed partial class OwnLabels
{
    public string Labels { get; } = "mine";
}

/// <summary>Reads numbers.</summary>
[RecurrentModel(3, Mode = SequenceMode.ManyToOne)]
[Gru(4)]
[Trainable(MaxSteps = 4, MaxBatch = 2, Loss = Loss.CrossEntropy)]
internal sealed partial class Source;

/// <summary>Writes tokens.</summary>
[RecurrentModel]
[Embedding(6, 3)]
[Gru(4)]
[Dense(6)]
[Trainable(MaxSteps = 4, MaxBatch = 2, Loss = Loss.CrossEntropy)]
internal sealed partial class Target;

/// <summary>Both.</summary>
[EncoderDecoder<Source, Target>]
[Trainable]
internal sealed partial class SourceToTarget;
