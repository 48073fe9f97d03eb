using TinyRnn.Weights;


namespace TinyRnn.Conformance.Reference;

/// <summary>
/// A model's parameter block in double, seen through the names of its file. The block keeps two biases of a gate as their sum: here it is the
/// first, and the second is zero.
/// </summary>
/// <param name="block">The parameters.</param>
/// <param name="tensors">Their names.</param>
internal sealed class BlockWeights(double[] block, TensorBinding[] tensors)
{
    private readonly Dictionary<string, TensorBinding> _tensors = tensors.ToDictionary(tensor => tensor.Name);

    public double[] Of(string name)
    {
        TensorBinding tensor = _tensors[name];
        if (tensor.Added == 0)
            return block[tensor.Offset..(tensor.Offset + tensor.Count)];
        double[] second = new double[tensor.Count];
        block.AsSpan(tensor.Rest, tensor.Count - tensor.Added).CopyTo(second.AsSpan(tensor.Added));
        return second;
    }
}
