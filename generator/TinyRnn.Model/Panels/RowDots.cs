namespace TinyRnn.Model.Panels;

/// <summary>
/// The product of a matrix, as it lies, with a column of numbers: a dot product for each of its rows. Backward it is what U^T da is, without a transposed copy
/// of the weights, and each of them is read once, in order.
/// </summary>
/// <param name="Rows">Rows of the matrix, and results.</param>
/// <param name="Columns">Columns, a multiple of 4, and numbers of the vector.</param>
internal sealed record RowDots(int Rows, int Columns)
{
    /// <summary>
    /// Rows that share a load of the vector. Eight sums hide the latency of two multiply-adds a cycle, and with the vector and a weight they fit into sixteen
    /// registers; twice as many saved no time where they fit.
    /// </summary>
    public const int Together = 8;

    /// <summary>Rows that are summed across lanes at once: one vector of 128 bits has their results.</summary>
    public const int SummedTogether = 4;

    /// <summary>Walks with vectors of each width that the columns fill, widest first.</summary>
    public IReadOnlyList<DotPlan> Widths => [.. DotPlan.For(Columns, Together)];

    /// <summary>Tiles of <see cref="Together"/> rows.</summary>
    public int Tiles => Rows / Together;

    /// <summary>Rows after them.</summary>
    public int Rest => Rows % Together;

    /// <summary>Take the tiles backwards in every other step, as panels are (<see cref="PanelKernelPlan.Zigzags"/>).</summary>
    public bool Zigzags => Tiles > 1 && (long)Rows * Columns * WeightFormats.PlaceBytes > PanelLayout.FirstLevelCache;
}
