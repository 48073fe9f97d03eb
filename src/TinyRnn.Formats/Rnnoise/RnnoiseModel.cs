namespace TinyRnn.Formats;

/// <summary>RNNoise 0.1's network: layers in Keras' layout, GRUs whose reset gate acts before the product.</summary>
internal static class RnnoiseModel
{
    public static SourceModel Read(ref RnnoiseNumbers numbers)
    {
        List<SourceNode> nodes = [];
        (int inputs, int units, SourceActivation function) = Head(ref numbers, "input_dense");
        int dense = AddDense(ref numbers, nodes, "input_dense", SourceNode.ModelInput, (inputs, units, function));
        int voice = AddGru(ref numbers, nodes, "vad_gru", [dense], inputs);
        int noise = AddGru(ref numbers, nodes, "noise_gru", [dense, voice, SourceNode.ModelInput], inputs);
        int denoise = AddGru(ref numbers, nodes, "denoise_gru", [voice, noise, SourceNode.ModelInput], inputs);
        int gains = AddDense(ref numbers, nodes, "denoise_output", denoise, Head(ref numbers, "denoise_output"));
        int activity = AddDense(ref numbers, nodes, "vad_output", voice, Head(ref numbers, "vad_output"));
        numbers.ExpectEnd("vad_output");
        return new SourceModel
        {
            Format = "RNNoise",
            InputSize = inputs,
            InputName = "features",
            Nodes = nodes,
            Outputs = [gains, activity],
            OutputNames = ["gains", "vad"],
            Remarks =
            [
                "The file's weights have 8 bits, in units of 1/256: the model that was trained had others, by up to half a unit, and more where they are beyond 127/256.",
                "RNNoise itself computes tanh and sigmoid from a table; what is imported computes them exactly.",
            ],
        };
    }

    private static (int Inputs, int Units, SourceActivation Function) Head(ref RnnoiseNumbers numbers, string name) =>
        (numbers.Size($"the inputs of {name}"), numbers.Size($"the units of {name}"), numbers.Activation($"the activation of {name}"));

    private static int AddDense(
        ref RnnoiseNumbers numbers, List<SourceNode> nodes, string name, int input, (int Inputs, int Units, SourceActivation Function) head)
    {
        ExpectInputs(in numbers, name, head.Inputs, input == SourceNode.ModelInput ? head.Inputs : nodes[input].Size);
        SourceTensor kernel = numbers.Weights($"the kernel of {name}", head.Inputs, head.Units);
        SourceTensor bias = numbers.Weights($"the bias of {name}", 1, head.Units);
        nodes.Add(new DenseNode(name, [input], KerasLayout.Dense(kernel), KerasLayout.Vector(bias.Values, [0])));
        nodes.Add(new ActivationNode($"{name}_activation", [nodes.Count - 1], head.Function, head.Units));
        return nodes.Count - 1;
    }

    private static int AddGru(ref RnnoiseNumbers numbers, List<SourceNode> nodes, string name, int[] sources, int inputs)
    {
        int features = sources.Sum(place => place == SourceNode.ModelInput ? inputs : nodes[place].Size);
        int input = sources[0];
        if (sources.Length > 1)
        {
            nodes.Add(new CombineNode($"{name}_input", sources, Combination.Concatenate, features));
            input = nodes.Count - 1;
        }

        (int found, int units, SourceActivation candidate) = Head(ref numbers, name);
        ExpectInputs(in numbers, name, found, features);
        SourceTensor kernel = numbers.Weights($"the kernel of {name}", features, 3 * units);
        SourceTensor recurrent = numbers.Weights($"the recurrent kernel of {name}", units, 3 * units);
        SourceTensor bias = numbers.Weights($"the bias of {name}", 1, 3 * units);
        DirectionWeights direction = new(
            KerasLayout.Matrix(kernel, KerasLayout.Gru), KerasLayout.Matrix(recurrent, KerasLayout.Gru), KerasLayout.Vector(bias.Values, KerasLayout.Gru), null)
        {
            Candidate = candidate,
        };
        nodes.Add(new RecurrentNode(name, [input], CellKind.Gru, [direction]) { ResetAfter = false });
        return nodes.Count - 1;
    }

    private static void ExpectInputs(in RnnoiseNumbers numbers, string name, int found, int expected)
    {
        if (found != expected)
            throw numbers.Error($"gives {name} {Counted.Of(found, "input")}, where the layers before it make {expected}");
    }
}
