namespace TinyRnn.Model.Training;

/// <summary>
/// A product with the hidden state as it is computed for one sequence alone, where every step waits for the one before. Forward, the matrix is copied into
/// panels once a pass, and a step walks them as inference does, with all sums in registers; backward, a step has dot products with the matrix's rows.
/// </summary>
/// <param name="Forward">The walk over the panels.</param>
/// <param name="Backward">The dot products.</param>
internal sealed record SequenceProduct(PanelKernelPlan Forward, RowDots Backward)
{
    /// <param name="source">Name of the vector that is multiplied: <c>h</c>.</param>
    /// <param name="rows">Its numbers.</param>
    /// <param name="sums">The sums of a unit.</param>
    /// <param name="units">Units.</param>
    public static SequenceProduct For(string source, int rows, EquatableArray<string> sums, int units)
    {
        ProductPlan product = new(sums, HasBias: false, new([new RowBlock(source, rows, sums)]));
        PanelKernelPlan forward = PanelKernelPlan.For(PanelLayout.For(units, product), product);
        return new SequenceProduct(forward, new RowDots(rows, sums.Count * forward.Layout.PaddedUnits));
    }
}
