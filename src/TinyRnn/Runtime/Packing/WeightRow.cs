namespace TinyRnn.Runtime.Packing;

/// <summary>The weights of one sum in a block of rows, wherever they lie.</summary>
/// <param name="weights">From the first column on.</param>
/// <param name="column">Column of the first weight.</param>
/// <param name="block">The rows.</param>
/// <param name="stride">From column to column.</param>
internal readonly ref struct WeightRow(ReadOnlySpan<float> weights, int column, PanelBlock block, int stride)
{
    private readonly ReadOnlySpan<float> _weights = weights;

    /// <summary>How many.</summary>
    public int Count => block.Rows;

    public float this[int index] => _weights[(column + block.PlaceOf(index)) * stride];
}
