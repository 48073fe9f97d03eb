using TinyRnn.Model.Layers.Join;
using TinyRnn.Model.Layers.OverTime;
using TinyRnn.Model.Layers.Pool;

namespace TinyRnn.Generator.Reading.Layers;

/// <summary>From the name of an attribute to what reads it: a new kind of layer is one line here.</summary>
internal static class LayerReaders
{
    public static readonly IReadOnlyList<LayerReader> All =
    [
        new("Lstm", RecurrentReader.ReadLstm),
        new("Gru", RecurrentReader.ReadGru),
        new("Rnn", RecurrentReader.ReadRnn),
        new("Dense", DenseReader.Read),
        new("Conv1D", Conv1DReader.Read),
        new("MaxPool1D", attribute => PoolReader.Read(attribute, PoolKind.Max)),
        new("AveragePool1D", attribute => PoolReader.Read(attribute, PoolKind.Average)),
        new("MeanOverTime", attribute => OverTimeReader.Read(attribute, OverTimeKind.Mean)),
        new("MaxOverTime", attribute => OverTimeReader.Read(attribute, OverTimeKind.Max)),
        new("MergeDirections", OverTimeReader.ReadMerge),
        new("FrameConv1D", FrameReader.ReadConv1D),
        new("Stft", FrameReader.ReadStft),
        new("Magnitude", FrameReader.ReadMagnitude),
        new("FrameMean", FrameReader.ReadMean),
        new("Activation", ActivationReader.Read),
        new("PRelu", ChannelReader.ReadPRelu),
        new("Scale", ChannelReader.ReadScale),
        new("LayerNorm", NormReader.ReadLayerNorm),
        new("BatchNorm", NormReader.ReadBatchNorm),
        new("Embedding", TokenReader.ReadEmbedding),
        new("OneHot", TokenReader.ReadOneHot),
        new("Context", PastReader.ReadContext),
        new("Window", PastReader.ReadWindow),
        new("History", PastReader.ReadHistory),
        new("Residual", ResidualReader.Read),
        new("Slice", SliceReader.Read),
        new("Concat", attribute => JoinReader.Read(attribute, JoinKind.Concat)),
        new("Add", attribute => JoinReader.Read(attribute, JoinKind.Add)),
        new("Multiply", attribute => JoinReader.Read(attribute, JoinKind.Multiply)),
        new("Outputs", attribute => JoinReader.Read(attribute, JoinKind.Outputs)),
        new("Dropout", DropoutReader.Read),
    ];

    /// <summary>The reader of an attribute; <see langword="null"/> if it is no layer's.</summary>
    public static LayerReader? Of(string? attribute) => All.FirstOrDefault(reader => reader.AttributeName == attribute);
}
