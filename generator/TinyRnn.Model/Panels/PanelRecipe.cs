namespace TinyRnn.Model.Panels;

/// <summary>What a gate's weights are multiplied by on their way into a panel.</summary>
internal enum SumScale
{
    One,

    /// <summary>A sigmoid follows: -log2(e), so that it is one power of two.</summary>
    Sigmoid,
}

/// <summary>
/// Rows of a panel, and where their weights are among the parameters: that of gate g, unit u and row k is at
/// <c>Offset + ((g * Units) + u) * Columns + k * Step</c>.
/// </summary>
/// <param name="Offset">The first one's place.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Columns">From unit to unit.</param>
/// <param name="Scales">The gates of a row, one after another.</param>
/// <param name="Padding">Rows of zeros that follow.</param>
/// <param name="Step">From row to row.</param>
/// <param name="Format">How its weights are stored. Scales, and of bytes offsets, stand in front of integers.</param>
internal sealed record PanelBlock(
    int Offset, int Rows, int Columns, EquatableArray<SumScale> Scales, int Padding = 0, int Step = 1, BlockFormat Format = default)
{
    /// <summary>Several taps of a convolution in one block: rows of a tap, after which the next one's begin; 0: it is not.</summary>
    public int TapRows { get; init; }

    /// <summary>From a tap's first weight to the next one's.</summary>
    public int TapStep { get; init; }

    /// <summary>A bias row: of zeros where the layer has no bias, so that it shares its kernels with layers that have one.</summary>
    /// <param name="place">Place of the bias among the parameters; <see langword="null"/>: there is none.</param>
    /// <param name="scales">The gates of the row.</param>
    public static PanelBlock Bias(int? place, EquatableArray<SumScale> scales) =>
        place is { } bias ? new(bias, 1, 1, scales) : new(0, 0, 1, scales, Padding: 1);
}

/// <summary>From parameters to panels: units are cut into panels, a panel has the rows of all blocks, a row its gates, a gate a lane for each unit.</summary>
/// <param name="Packed">Place of the panels, in bytes.</param>
/// <param name="Units">Units; the lanes after the last one are zero.</param>
/// <param name="Panels">Width of each panel.</param>
/// <param name="Blocks">The rows of a panel.</param>
internal sealed record PanelRecipe(Extent Packed, int Units, EquatableArray<int> Panels, EquatableArray<PanelBlock> Blocks)
{
    /// <summary>The panels of a product.</summary>
    /// <param name="kernel">The product and its panels.</param>
    /// <param name="packed">Where the panels go, in bytes.</param>
    /// <param name="bias">Place of the bias among the parameters; <see langword="null"/>: a product with a bias row has zeros there.</param>
    /// <param name="matrices">For each block of the product, the place of its first gate's matrix.</param>
    /// <param name="pointwise">Place of the weights of single units, if the product has such rows.</param>
    public static PanelRecipe For(PanelKernelPlan kernel, Extent packed, int? bias, IReadOnlyList<Matrix> matrices, int pointwise = 0)
    {
        ProductPlan product = kernel.Product;
        List<PanelBlock> blocks = [];
        if (product.HasBias)
            blocks.Add(PanelBlock.Bias(bias, Scales(product, product.Sums)));
        for (int index = 0; index < product.Blocks.Count; index++)
            blocks.Add(new(
                matrices[index].Offset, matrices[index].Columns, matrices[index].Columns, Scales(product, product.Blocks[index].Gates),
                Format: product.Blocks[index].Stored));
        if (product.PointwiseGates.Count > 0)
            blocks.Add(new(pointwise, 1, 1, Scales(product, product.PointwiseGates)));
        return new(packed, kernel.Layout.Units, new(kernel.Layout.Widths), new(blocks));
    }

    private static EquatableArray<SumScale> Scales(ProductPlan product, EquatableArray<string> gates) =>
        new(gates.Select(gate => product.Sigmoids.Contains(gate) ? SumScale.Sigmoid : SumScale.One));
}

/// <summary>A matrix among the parameters, <c>[gates * units, columns]</c>.</summary>
internal readonly record struct Matrix(int Offset, int Columns);
