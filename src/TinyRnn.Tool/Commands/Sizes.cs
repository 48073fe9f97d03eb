namespace TinyRnn.Tool.Commands;

/// <summary>Numbers of nodes for tables.</summary>
internal static class Sizes
{
    /// <summary>Values of the node's tensors.</summary>
    public static long Parameters(SourceNode node) => node.Tensors.Sum(tensor => (long)tensor.Count);

    /// <summary>
    /// Multiply-adds of the model's matrices, a step of its input: what is computed every few steps counts as its share, rounded up, as generated classes
    /// count it.
    /// </summary>
    public static long[] Products(SourceModel model)
    {
        IReadOnlyList<int> steps = SourceModel.StepsPerOutput(model.Nodes);
        return [.. model.Nodes.Select((node, place) => (Products(node) + steps[place] - 1) / steps[place])];
    }

    /// <summary>Multiply-adds of the node's matrices, for an output; 0 for what is no matrix product, or not known.</summary>
    private static long Products(SourceNode node) => node switch
    {
        DenseNode dense => dense.Weights.Count,
        ConvNode convolution => convolution.Weights.Count,
        FrameConvNode convolution => (long)convolution.Positions * convolution.Weights.Count,
        RecurrentNode recurrent => recurrent.Directions.Sum(direction => Products(recurrent, direction)),
        ScaleShiftNode or PReluNode => node.Size,
        LayerNormNode => 3L * node.Size,
        _ => 0,
    };

    /// <summary>A forget gate that is 1 - i has weights in the file, and no products.</summary>
    private static long Products(RecurrentNode node, DirectionWeights direction)
    {
        int gates = node.CouplesGates ? node.Gates - 1 : node.Gates;
        return (((long)direction.InputWeights.Count + direction.HiddenWeights.Count) / node.Gates * gates) + (direction.Projection?.Count ?? 0);
    }

    /// <summary>Numbers that a stream remembers.</summary>
    public static long State(SourceNode node) => node switch
    {
        RecurrentNode recurrent => recurrent.Size + (recurrent.Cell == CellKind.Lstm ? (long)recurrent.Units * recurrent.Directions.Count : 0),
        ConvNode convolution => (long)(convolution.Kernel - 1) * convolution.Dilation * convolution.Weights.Shape[1] * convolution.Groups,
        ContextNode context => context.Values,
        PoolNode pool => pool.Size,
        _ => 0,
    };
}
