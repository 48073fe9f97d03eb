namespace TinyRnn.Formats;

/// <summary>
/// GuitarML's JSON (NeuralPi, Proteus, Automated-GuitarAmpModelling): a recurrent layer, or several, and a linear one, in PyTorch's names and layout, with the
/// input added to the output: y = lin(rec(x)) + x[0 .. skip).
/// </summary>
internal static class GuitarModel
{
    private const int MostFeatures = 1 << 20;
    private const int MostLayers = 64;

    public static SourceModel Read(JsonPlace root)
    {
        JsonPlace data = root.Required("model_data");
        int inputSize = data.Required("input_size").Whole(1, MostFeatures);
        NodeChain chain = new(inputSize);
        GuitarTensors tensors = new(root.Required("state_dict"));
        AddRecurrent(data, tensors, chain);
        AddLinear(data, tensors, chain);
        AddSkip(data, chain);
        if (data.Optional("model") is JsonPlace model && model.Text() != "SimpleRNN")
        {
            chain.Problems.Add(new SourceProblem(
                model.Path, $"is '{Excerpt.Of(model.Text())}', where SimpleRNN is the only model that is known",
                "Import from the trainer's own file (.pt), or say which layers it has in an issue."));
        }

        tensors.AddUnknown(chain.Problems);
        RtneuralModel.Unread(root, ["model_data", "state_dict", "metadata"], chain);
        RtneuralModel.Unread(data, ["model", "input_size", "skip", "output_size", "unit_type", "num_layers", "hidden_size", "bias_fl"], chain);
        JsonPlace? metadata = root.Optional("metadata");
        ModelTexts.AddSampleRate(metadata?.Optional("samplerate") ?? metadata?.Optional("sample_rate"), chain);
        return new SourceModel
        {
            Format = "GuitarML JSON",
            Name = ModelTexts.Of(metadata, "name"),
            License = ModelTexts.Of(metadata, "license"),
            SampleRate = chain.SampleRate,
            Metadata = ModelTexts.All(metadata),
            InputSize = inputSize,
            Nodes = chain.Nodes,
            Outputs = [chain.Last],
            Remarks = chain.Remarks,
            Problems = chain.Problems,
        };
    }

    private static void AddRecurrent(JsonPlace data, GuitarTensors tensors, NodeChain chain)
    {
        JsonPlace type = data.Required("unit_type");
        (CellKind cell, int gates) = type.Text() switch
        {
            "LSTM" => (CellKind.Lstm, 4),
            "GRU" => (CellKind.Gru, 3),
            "RNN" => (CellKind.Rnn, 1),
            string other => throw type.Error($"is '{Excerpt.Of(other)}', where LSTM, GRU or RNN is expected"),
        };
        int units = data.Required("hidden_size").Whole(1, MostFeatures);
        int layers = data.Optional("num_layers")?.Whole(1, MostLayers) ?? 1;
        for (int k = 0; k < layers; k++)
        {
            DirectionWeights direction = new(
                tensors.Take($"rec.weight_ih_l{k}", gates * units, chain.Size), tensors.Take($"rec.weight_hh_l{k}", gates * units, units),
                tensors.Take($"rec.bias_ih_l{k}", gates * units), tensors.Take($"rec.bias_hh_l{k}", gates * units));
            chain.Add(new RecurrentNode(layers == 1 ? "rec" : $"rec_l{k}", chain.Input, cell, [direction]));
        }
    }

    private static void AddLinear(JsonPlace data, GuitarTensors tensors, NodeChain chain)
    {
        int size = data.Required("output_size").Whole(1, MostFeatures);
        SourceTensor weights = tensors.Take("lin.weight", size, chain.Size);
        SourceTensor? bias = data.Optional("bias_fl")?.Truth() ?? true ? tensors.Take("lin.bias", size) : null;
        chain.Add(new DenseNode("lin", chain.Input, weights, bias));
    }

    private static void AddSkip(JsonPlace data, NodeChain chain)
    {
        int skip = data.Optional("skip")?.Whole(0, MostFeatures) ?? 0;
        if (skip == 0)
        {
            chain.Remarks.Add("skip is 0, so the input is not added to the output; NeuralPi and Proteus add it whatever the file says.");
            return;
        }

        int inputSize = chain.SizeOf(SourceNode.ModelInput);
        if (skip != chain.Size || skip > inputSize)
        {
            chain.Problems.Add(new SourceProblem(
                "model_data.skip", $"is {skip}, with {Counted.Of(inputSize, "input")} and {Counted.Of(chain.Size, "output")}, where 0 or the number of "
                + $"outputs is expected",
                "Correct it, or train again with skip 1 and one output."));
            return;
        }

        (int core, int dry) = (chain.Last, SourceNode.ModelInput);
        if (skip != inputSize)
            dry = chain.Add(new SliceNode("skip_input", [dry], 0, skip));
        chain.Add(new CombineNode("skip", [core, dry], Combination.Add, skip));
    }
}
