namespace TinyRnn.Import.Onnx;

/// <summary>A layer normalisation in pieces: (x - mean) / sqrt(mean((x - mean)^2) + epsilon), then a scale and a shift of each value.</summary>
internal static class LayerNormPattern
{
    /// <summary>The layer as it is shown.</summary>
    public static OtherNode Node(string name, int input, int size, float epsilon, IReadOnlyList<SourceTensor> tensors) =>
        new(name, [input], "LayerNorm", size, FormattableString.Invariant($"over {size} values, epsilon {epsilon}"), tensors);
}
