namespace TinyRnn.Formats;

/// <summary>
/// An AIDA-X model: RTNeural's layers, and around them y = g_out (core(x) + x_0), where the input's first value is already g_in x_0 and the sum is there if
/// <c>in_skip</c> says so. Gains are in decibels. The file may hold a recording of the training, which was made without gains and with all knobs at 0.
/// </summary>
internal static class AidaxModel
{
    /// <summary>Keys that RTNeural's own files do not have.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["in_skip", "in_gain", "out_gain", "input_batch", "output_batch"];

    public static SourceModel Read(JsonPlace root)
    {
        float inGain = Gain(root, "in_gain");
        float outGain = Gain(root, "out_gain");
        NodeChain chain = new(RtneuralModel.InputSize(root));
        int input = inGain == 1 ? SourceNode.ModelInput : AddGain(chain, inGain);
        RtneuralModel.AddLayers(root, chain);
        AddSkip(root, chain, input);
        if (outGain != 1)
            chain.Add(new ScaleShiftNode("out_gain", chain.Input, Filled(chain.Size, outGain), Filled(chain.Size, 0)));
        RtneuralModel.Unread(root, ["in_shape", "layers", "metadata", .. Keys], chain);
        JsonPlace? metadata = root.Optional("metadata");
        ModelTexts.AddSampleRate(metadata?.Optional("samplerate"), chain);
        return RtneuralModel.Model(chain, "AIDA-X") with
        {
            Name = ModelTexts.Of(metadata, "name"),
            License = ModelTexts.Of(metadata, "license"),
            Metadata = ModelTexts.All(metadata),
            Recording = AidaxRecording.Read(root, chain, inGain, outGain),
        };
    }

    /// <summary>Of the first input; knobs, the other ones, have no gain.</summary>
    private static int AddGain(NodeChain chain, float gain) =>
        chain.Add(new ScaleShiftNode("in_gain", chain.Input, Filled(chain.Size, 1, gain), Filled(chain.Size, 0)));

    private static void AddSkip(JsonPlace root, NodeChain chain, int input)
    {
        if (root.Optional("in_skip") is not JsonPlace skip || skip.Number() == 0)
            return;
        if (skip.Number() != 1)
        {
            chain.Problems.Add(
                new SourceProblem(
                    "in_skip",
                    $"is {Excerpt.Of(skip.Element.GetRawText())}, where 0 (none) or 1 (the first input is added to the output) is expected; AIDA-X refuses "
                    + $"it as well", "Export the file again."));
            return;
        }

        if (chain.Size != 1)
            throw skip.Error($"is 1, which adds the first input to the output, but the last layer gives {Counted.Of(chain.Size, "value")} instead of one");
        (int core, int dry) = (chain.Last, input);
        if (chain.SizeOf(input) > 1)
            dry = chain.Add(new SliceNode("in_skip_input", [input], 0, 1));
        chain.Add(new CombineNode("in_skip", [core, dry], Combination.Add, 1));
    }

    /// <summary>10^(dB / 20), as a float32, in which AIDA-X computes it; 1 if the file has none.</summary>
    private static float Gain(JsonPlace root, string key)
    {
        if (root.Optional(key) is not JsonPlace place)
            return 1;
        float gain = (float)Math.Pow(10, place.Number() / 20);
        return float.IsNormal(gain) ? gain : throw place.Error($"is {place.Number()} dB, which is no gain that float32 can hold");
    }

    private static SourceTensor Filled(int count, float value) => Filled(count, value, value);

    private static SourceTensor Filled(int count, float value, float first)
    {
        float[] values = new float[count];
        values.AsSpan().Fill(value);
        values[0] = first;
        return SourceTensor.Vector(values);
    }
}
