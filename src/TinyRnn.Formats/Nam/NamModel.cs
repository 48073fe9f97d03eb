using System.Text.Json;

namespace TinyRnn.Formats;

/// <summary>A Neural Amp Modeler file (<c>.nam</c>). Its LSTM is read; what other architectures are is said by name.</summary>
internal static class NamModel
{
    public static SourceModel Read(JsonPlace root)
    {
        JsonPlace architecture = root.Required("architecture");
        JsonPlace? metadata = root.Optional("metadata");
        SourceModel model = architecture.Text() == "LSTM" ? NamLstm.Read(root) : Other(root, architecture.Text());
        return model with
        {
            Name = ModelTexts.Of(metadata, "name"),
            Producer = ModelTexts.Of(root, "version") is string version ? $"Neural Amp Modeler, file version {version}" : null,
            License = ModelTexts.Of(metadata, "license"),
            Metadata = ModelTexts.All(metadata),
        };
    }

    private static SourceModel Other(JsonPlace root, string architecture)
    {
        NodeChain chain = new(1);
        SourceTensor[] weights = root.Required("weights") is { Kind: JsonValueKind.Array } numbers ? [JsonNumbers.Tensor(numbers, 1)] : [];
        string details = architecture == "WaveNet" ? WaveNet(root) : "not read";
        chain.Add(new OtherNode(architecture == "WaveNet" ? "wavenet" : "model", chain.Input, Excerpt.Of(architecture), 1, details, weights));
        string what = architecture == "WaveNet"
            ? "is WaveNet, a stack of gated, dilated convolutions without a recurrent layer, which this library does not have"
            : $"is '{Excerpt.Of(architecture)}', where LSTM is the one that is read";
        chain.Problems.Add(
            new SourceProblem("architecture", what, "Train the capture as an LSTM (architecture LSTM in the trainer), or use NeuralAmpModelerCore."));
        ModelTexts.AddSampleRate(root.Optional("sample_rate"), chain);
        return new SourceModel { Format = "NAM", InputSize = 1, Nodes = chain.Nodes, Outputs = [chain.Last], Remarks = chain.Remarks,
            Problems = chain.Problems, SampleRate = chain.SampleRate };
    }

    /// <summary>Its arrays in words, as far as the file has them where they are expected.</summary>
    private static string WaveNet(JsonPlace root)
    {
        if (root.Optional("config")?.Optional("layers") is not { Kind: JsonValueKind.Array } layers)
            return "not read";
        List<string> arrays = [];
        foreach (JsonPlace layer in layers.Items())
        {
            string channels = layer.Optional("channels") is { Kind: JsonValueKind.Number } number ? Excerpt.Of(number.Element.GetRawText()) : "?";
            string dilations = layer.Optional("dilations") is { Kind: JsonValueKind.Array } list ? $"{list.Element.GetArrayLength()}" : "?";
            arrays.Add($"{Counted.Of(channels, "channel")}, {Counted.Of(dilations, "dilation")}");
        }

        return Excerpt.Join("; ", arrays);
    }
}
