using TinyRnn.Weights;


namespace TinyRnn.Conformance.Reference;

/// <summary>A model's parameter block in double, seen through the names of its file. The block keeps two biases of a gate as their sum: here it is the first, and the second is zero.</summary>
/// <param name="block">The parameters.</param>
/// <param name="tensors">Their names.</param>
internal sealed class BlockWeights(double[] block, TensorBinding[] tensors)
{
    private readonly Dictionary<string, TensorBinding> _tensors = tensors.ToDictionary(tensor => tensor.Name);

    public double[] Of(string name)
    {
        TensorBinding tensor = _tensors[name];
        if (tensor.Role == TensorRole.Value)
            return block[tensor.Offset..(tensor.Offset + tensor.Count)];
        double[] second = new double[tensor.Count];

        // The candidate's second bias stands behind the other three.
        int units = tensor.Rows / 3;
        if (tensor.Role == TensorRole.GruRecurrentBias)
            block.AsSpan(tensor.Offset + (3 * units), units).CopyTo(second.AsSpan(2 * units));
        return second;
    }
}
