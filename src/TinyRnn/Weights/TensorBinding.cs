namespace TinyRnn.Weights;

/// <summary>What a tensor of a weight file is to the parameter block.</summary>
public enum TensorRole
{
    /// <summary>Its values are the block's.</summary>
    Value,

    /// <summary>PyTorch's second bias: its values are added to the block's, which keeps the sum. Saved as zeros.</summary>
    Addend,

    /// <summary>
    /// PyTorch's <c>bias_hh</c> of a GRU, [3H]: r and z are added to the block's; n, which the reset gate scales, stands apart after the input's three
    /// biases. Saved as zeros for r and z.
    /// </summary>
    GruRecurrentBias,
}

/// <summary>A tensor of a weight file and where its values lie in a model's parameter block.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rows">First size.</param>
/// <param name="Columns">Second size; 0 for a vector.</param>
/// <param name="Offset">First value's place in the block.</param>
/// <param name="Role">What it is to the block.</param>
public sealed record TensorBinding(string Name, int Rows, int Columns, int Offset, TensorRole Role)
{
    /// <summary>Number of values.</summary>
    public int Count => Rows * Math.Max(Columns, 1);

    /// <summary>Sizes, outermost first.</summary>
    public IReadOnlyList<int> Shape => Columns == 0 ? [Rows] : [Rows, Columns];

    /// <summary>Sizes for a message: <c>[128, 3]</c>.</summary>
    internal string ShapeText => Columns == 0 ? TensorInfo.ShapeText([Rows]) : TensorInfo.ShapeText([Rows, Columns]);

    /// <summary>Whether a tensor has these sizes.</summary>
    internal bool Fits(ReadOnlySpan<int> sizes) => Columns == 0 ? sizes is [var rows] && rows == Rows : sizes is [var outer, var inner] && outer == Rows && inner == Columns;
}
