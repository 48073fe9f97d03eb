namespace TinyRnn.Formats.StateDict;

/// <summary>
/// RNNoise 0.2's network as its training saves it. Its modules are no chain, and a list of tensors does not say how they are connected; so it is told by the
/// names of all of them. Every size is the tensors'.
/// </summary>
internal static class RnnoiseModules
{
    private static readonly string[] s_names = [RnnoiseNetwork.Conv1, RnnoiseNetwork.Conv2, .. RnnoiseNetwork.Grus, RnnoiseNetwork.Gains, RnnoiseNetwork.Voice];

    /// <summary>These modules, in any order, and no other.</summary>
    public static bool Recognises(IReadOnlyList<StateDictModule> modules) =>
        modules.Count == s_names.Length && Array.TrueForAll(s_names, name => modules.Any(module => module.Name == name));

    /// <summary>The network.</summary>
    /// <exception cref="SourceFormatException">A tensor is missing, or does not fit the others.</exception>
    public static SourceModel Read(string format, IReadOnlyList<StateDictModule> modules, StateDictOptions options)
    {
        StateDictModule Module(string name) => modules.First(module => module.Name == name);
        ConvolutionWeights first = Convolution(Module(RnnoiseNetwork.Conv1), inputs: null);
        ConvolutionWeights second = Convolution(Module(RnnoiseNetwork.Conv2), first.Weights.Shape[0]);
        int inputs = second.Weights.Shape[0];
        int read = inputs;
        List<DirectionWeights> grus = [];
        foreach (string name in RnnoiseNetwork.Grus)
        {
            grus.Add(Gru(Module(name), inputs));
            inputs = grus[^1].HiddenWeights.Shape[1];
            read += inputs;
        }

        RnnoiseNetwork network = new(first, second, grus, Dense(Module(RnnoiseNetwork.Gains), read), Dense(Module(RnnoiseNetwork.Voice), read));
        foreach (StateDictModule module in modules.Where(module => module.Untaken.Any()))
        {
            string tensor = module.Untaken.First();
            throw Error($"{module.Name}.{tensor} {module.Look(tensor)} is beside RNNoise 0.2's tensors, which has none of this name");
        }

        int later = first.Weights.Shape[2] + second.Weights.Shape[2] - 2;
        return network.Model(format) with
        {
            Remarks =
            [
                "The names are those of RNNoise 0.2, so functions and how layers are connected are taken from there: a state_dict does not say them.",
                $"In training, RNNoise's convolutions leave {Counted.Of(later, "frame")} out: output t there is the class's t + {later}. The first frames "
                + $"differ, because "
                + "the class, as RNNoise's library, begins with zeros in both convolutions and runs the GRUs from the first frame on.",
            ],
            Problems =
            [
                .. options.Activations.Keys.Select(
                    name => new SourceProblem(name, "a function was said for it, and RNNoise 0.2's functions are known", "Leave --activation out.")),
                .. options.Last is null ? Array.Empty<SourceProblem>()
                    : [new SourceProblem("the head", "it was said to read one step, and RNNoise 0.2's heads read every step", "Leave --last out.")],
            ],
        };
    }

    private static ConvolutionWeights Convolution(StateDictModule module, int? inputs)
    {
        SourceTensor weight = Take(module, "weight");
        if (weight is not { Shape: [> 0, > 0, > 0] } || (inputs is { } size && weight.Shape[1] != size))
            throw Misfit(module, "weight", weight, $"[O, {inputs?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "I"}, K]");
        return new(weight, Vector(module, "bias", weight.Shape[0]));
    }

    private static DenseWeights Dense(StateDictModule module, int inputs)
    {
        SourceTensor weight = Take(module, "weight");
        if (weight is not { Shape: [> 0, _] } || weight.Shape[1] != inputs)
            throw Misfit(module, "weight", weight, $"[O, {inputs}]");
        return new(weight, Vector(module, "bias", weight.Shape[0]));
    }

    private static DirectionWeights Gru(StateDictModule module, int inputs)
    {
        SourceTensor hidden = Take(module, "weight_hh_l0");
        if (hidden is not { Shape: [> 0, > 0] } || hidden.Shape[0] != 3L * hidden.Shape[1])
            throw Misfit(module, "weight_hh_l0", hidden, "[3 * H, H]");
        int rows = hidden.Shape[0];
        SourceTensor input = Take(module, "weight_ih_l0");
        if (!input.Shape.SequenceEqual([rows, inputs]))
            throw Misfit(module, "weight_ih_l0", input, $"[{rows}, {inputs}]");
        return new(input, hidden, Vector(module, "bias_ih_l0", rows), Vector(module, "bias_hh_l0", rows));
    }

    private static SourceTensor Vector(StateDictModule module, string key, int size)
    {
        SourceTensor tensor = Take(module, key);
        return tensor.Shape.SequenceEqual([size]) ? tensor : throw Misfit(module, key, tensor, $"[{size}]");
    }

    private static SourceTensor Take(StateDictModule module, string key) =>
        module.Take(key) ?? throw Error($"{module.Name}.{key} is missing beside {string.Join(", ", module.Untaken)}");

    private static SourceFormatException Misfit(StateDictModule module, string key, SourceTensor found, string expected) =>
        Error($"{module.Name}.{key} is {found}, where {expected} is expected");

    private static SourceFormatException Error(string what) =>
        new(
            $"The modules are called as RNNoise 0.2's are, but {what}. Save RNNoise's state_dict; rename a module of another network, or export it as ONNX.");
}
