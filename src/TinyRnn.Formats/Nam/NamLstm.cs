namespace TinyRnn.Formats;

/// <summary>
/// NAM's LSTM: one list of numbers. A layer: [4H, I + H] row by row, the input's columns first, gates i, f, g, o; one bias [4H]; the states h and c of a fresh
/// stream, [H] each. Then the head, [O, H] and [O].
/// </summary>
internal static class NamLstm
{
    private const int MostFeatures = 1 << 16;
    private const int MostLayers = 64;

    public static SourceModel Read(JsonPlace root)
    {
        JsonPlace config = root.Required("config");
        int inputs = config.Required("input_size").Whole(1, MostFeatures);
        int units = config.Required("hidden_size").Whole(1, MostFeatures);
        int layers = config.Required("num_layers").Whole(1, MostLayers);
        int outputs = config.Optional("out_channels")?.Whole(1, MostFeatures) ?? 1;
        NodeChain chain = new(inputs);
        CheckConfig(config, inputs, chain);
        JsonPlace place = root.Required("weights");
        SourceTensor weights = JsonNumbers.Tensor(place, 1);
        long expected = outputs * (units + 1L);
        for (int k = 0; k < layers; k++)
            expected += 4L * units * ((k == 0 ? inputs : units) + units + 1L) + 2L * units;
        if (weights.Count != expected)
        {
            throw place.Error(
                $"has {Counted.Of(weights.Count, "number")}, but an LSTM of {Counted.Of(layers, "layer")} of {Counted.Of(units, "unit")} "
                + $"with {inputs} {(inputs == 1 ? "input" : "inputs")} and {outputs} {(outputs == 1 ? "output" : "outputs")} has {expected}");
        }

        NumberTape tape = new(weights.Values);
        for (int k = 0; k < layers; k++)
            AddLayer(ref tape, layers == 1 ? "lstm" : $"lstm_{k}", units, chain);
        chain.Add(new DenseNode("head", chain.Input, tape.Matrix(outputs, units), tape.Vector(outputs)));
        chain.Remarks.Add("A fresh stream starts from the states that the file stores; they are not zero.");
        ModelTexts.AddSampleRate(root.Optional("sample_rate"), chain);
        RtneuralModel.Unread(root, ["version", "metadata", "architecture", "config", "weights", "sample_rate"], chain);
        return new SourceModel { Format = "NAM", InputSize = inputs, Nodes = chain.Nodes, Outputs = [chain.Last], Remarks = chain.Remarks,
            Problems = chain.Problems, SampleRate = chain.SampleRate };
    }

    private static void AddLayer(ref NumberTape tape, string name, int units, NodeChain chain)
    {
        int inputs = chain.Size;
        (SourceTensor input, SourceTensor hidden) = tape.MatrixPair(4 * units, inputs, units);
        DirectionWeights direction = new(input, hidden, tape.Vector(4 * units), null)
        {
            InitialHidden = tape.Vector(units),
            InitialCell = tape.Vector(units),
        };
        chain.Add(new RecurrentNode(name, chain.Input, CellKind.Lstm, [direction]));
    }

    private static void CheckConfig(JsonPlace config, int inputs, NodeChain chain)
    {
        int channels = config.Optional("in_channels")?.Whole(1, MostFeatures) ?? inputs;
        if (channels != inputs)
            throw config.Error($"has input_size {inputs} and in_channels {channels}, where both are the number of inputs");
        foreach (JsonPlace member in config.Members())
        {
            if (member.Key is not ("input_size" or "hidden_size" or "num_layers" or "in_channels" or "out_channels"))
                chain.Problems.Add(
                    new SourceProblem(
                        member.Path, "is an option of the LSTM that is not known here", "Export with a version of the trainer that writes file version 0.5."));
        }
    }
}
