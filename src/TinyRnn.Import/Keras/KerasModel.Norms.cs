namespace TinyRnn.Import.Keras;

/// <content>Norms of one step, and ReLU with learnt slopes.</content>
internal sealed partial class KerasModel
{
    /// <summary>gamma and beta may be missing.</summary>
    private int LayerNorm(KerasLayer layer, int input, IReadOnlyList<SourceTensor> tensors)
    {
        int size = Size(input);
        if (layer.Flag("rms_scaling") == true)
            Refuse(layer, "rms_scaling divides by the root of the mean square, without the mean", "Use LayerNormalization() without it.");
        if (layer.Only("axis") is not (null or -1 or 2))
            Refuse(layer, "it normalises over other axes than the last", "Only the values of a step (axis -1) are understood.");
        bool hasScale = layer.Flag("scale") ?? true;
        bool hasCenter = layer.Flag("center") ?? true;
        int count = (hasScale ? 1 : 0) + (hasCenter ? 1 : 0);
        if (tensors.Count != count || tensors.Any(tensor => tensor.Count != size))
            throw new SourceFormatException(
                $"{file}: {layer.Name} has the tensors {string.Join(", ", tensors)}, but {count} of {Counted.Of(size, "value")} are expected. Configuration "
                + $"and weights are not of one model.");
        float epsilon = (float)(layer.Number("epsilon") ?? 1e-3);
        return Append(new LayerNormNode(layer.Name, [input], size, epsilon, hasScale ? tensors[0] : null, hasCenter ? tensors[^1] : null));
    }

    /// <summary>Slopes [C], or [T, C] with the steps shared: [1, C].</summary>
    private int ParametricRelu(KerasLayer layer, int input, IReadOnlyList<SourceTensor> tensors)
    {
        int size = Size(input);
        if (tensors.Count == 1 && (tensors[0].Count == size || tensors[0].Count == 1))
            return Append(new PReluNode(layer.Name, [input], SourceTensor.Vector(tensors[0].Values.ToArray()), size));
        Refuse(
            layer, $"its slopes {string.Join(", ", tensors)} are not one for each of {Counted.Of(size, "value")}",
            "Share the slopes of all steps (shared_axes=[1]) and train it again.");
        return Append(new OtherNode(layer.Name, [input], "PReLU", size, "", tensors));
    }
}
