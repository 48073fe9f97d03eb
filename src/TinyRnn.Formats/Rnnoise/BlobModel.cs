namespace TinyRnn.Formats;

/// <summary>The network of a blob: its layers are in Keras' layout, gates z, r, h, and each GRU has a bias for both of its products.</summary>
internal static class BlobModel
{
    /// <summary>Frames that a convolution sees. The file does not say it; RNNoise 0.2 has no other.</summary>
    private const int Frames = 3;

    public static SourceModel Read(BlobArrays arrays)
    {
        List<BlobLayer> layers = [];
        BlobLayer Layer(string name)
        {
            layers.Add(new(arrays, name));
            return layers[^1];
        }

        BlobLayer first = Layer(RnnoiseNetwork.Conv1);
        ConvolutionWeights conv1 = Convolution(first, FeaturesOf(arrays, first));
        ConvolutionWeights conv2 = Convolution(Layer(RnnoiseNetwork.Conv2), first.Outputs);
        int inputs = conv2.Weights.Shape[0];
        int read = inputs;
        List<DirectionWeights> grus = [];
        foreach (string gru in RnnoiseNetwork.Grus)
        {
            grus.Add(Gru(arrays, Layer(BlobNames.InputOf(gru)), Layer(BlobNames.RecurrentOf(gru)), inputs));
            inputs = grus[^1].HiddenWeights.Shape[1];
            read += inputs;
        }

        RnnoiseNetwork network = new(conv1, conv2, grus, Dense(Layer(RnnoiseNetwork.Gains), read), Dense(Layer(RnnoiseNetwork.Voice), read));
        return network.Model("RNNoise 0.2") with { Remarks = Remarks(layers) };
    }

    private static int FeaturesOf(BlobArrays arrays, BlobLayer layer)
    {
        int ofInput = Frames * layer.Outputs;
        return layer.WeightCount % ofInput == 0
            ? BlobLayer.Size(arrays, $"the weights of {layer.Name}", layer.WeightCount / ofInput)
            : throw arrays.Error(
                $"has {Counted.Of(layer.WeightCount, "weight")} of {layer.Name}, where {Counted.Of(Frames, "frame")} and "
                + $"{Counted.Of(layer.Outputs, "output")} make multiples of {ofInput}");
    }

    private static ConvolutionWeights Convolution(BlobLayer layer, int inputs)
    {
        // Inputs of the oldest frame first.
        SourceTensor kernel = layer.Kernel(Frames * inputs);
        return new(KerasLayout.Convolution(new([Frames, inputs, layer.Outputs], kernel.Values.ToArray())), SourceTensor.Vector(layer.Bias()));
    }

    private static DenseWeights Dense(BlobLayer layer, int inputs) => new(KerasLayout.Dense(layer.Kernel(inputs)), SourceTensor.Vector(layer.Bias()));

    private static DirectionWeights Gru(BlobArrays arrays, BlobLayer input, BlobLayer recurrent, int inputs)
    {
        if (recurrent.Outputs % 3 != 0)
            throw arrays.Error($"has {Counted.Of(recurrent.Outputs, "value")} in {recurrent.Name}{BlobNames.Bias}, where a GRU has 3 of each unit");
        if (input.Outputs != recurrent.Outputs)
            throw arrays.Error(
                $"has {Counted.Of(input.Outputs, "value")} in {input.Name}{BlobNames.Bias}, where {recurrent.Name}{BlobNames.Bias} has {recurrent.Outputs}");
        SourceTensor Matrix(BlobLayer layer, int columns) => KerasLayout.Matrix(layer.Kernel(columns), KerasLayout.Gru);
        SourceTensor Vector(BlobLayer layer) => KerasLayout.Vector(layer.Bias(), KerasLayout.Gru);
        return new(Matrix(input, inputs), Matrix(recurrent, recurrent.Outputs / 3), Vector(input), Vector(recurrent));
    }

    private static List<string> Remarks(List<BlobLayer> layers)
    {
        string Names(Func<BlobLayer, bool> choice) => string.Join(", ", layers.Where(choice).Select(layer => layer.Name));
        List<string> remarks = [];
        if (Names(layer => layer.HasFloats && layer.HasBytes) is { Length: > 0 } both)
            remarks.Add($"The file has float32 weights and rounded ones of 8 bits of {both}: the float32 ones were taken, as RNNoise takes them.");
        if (Names(layer => !layer.HasFloats) is { Length: > 0 } bytes)
            remarks.Add(
                $"The file has only weights of 8 bits of {bytes}: they were taken as the numbers that they stand for. RNNoise also rounds what goes into these "
                + "layers to 1/127, which the class does not: its gains differ from the library's by that.");
        remarks.Add(
            "RNNoise itself computes tanh and sigmoid by approximations; what is imported computes them exactly.");
        remarks.Add("The file says neither functions nor how layers are connected; they are those of RNNoise 0.2, whose convolutions see three frames.");
        return remarks;
    }
}
