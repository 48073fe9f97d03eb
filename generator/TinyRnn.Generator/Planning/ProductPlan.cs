using TinyRnn.Generator.Spec;

namespace TinyRnn.Generator.Planning;

/// <summary>Rows of a panel that multiply one vector.</summary>
/// <param name="Source">Variable that holds the vector: <c>x</c>, <c>h</c>.</param>
/// <param name="Count">Number of rows; <see langword="null"/>: only known at run time, in <c>rows</c>.</param>
/// <param name="Gates">The gate sums that a row adds to, in the row's order.</param>
internal sealed record RowBlock(string Source, int? Count, EquatableArray<string> Gates);

/// <summary>The product that a panel kernel computes: sums = start + rows . vectors.</summary>
/// <param name="Sums">All gate sums, in the order of the bias row.</param>
/// <param name="HasBias">The panel begins with a bias row; otherwise the kernel says where the sums start.</param>
/// <param name="Blocks">The rows behind it.</param>
/// <param name="StoredRows">Rows that a panel holds of a block whose <see cref="RowBlock.Count"/> is open.</param>
internal sealed record ProductPlan(EquatableArray<string> Sums, bool HasBias, EquatableArray<RowBlock> Blocks, int StoredRows = 0)
{
    /// <summary>Floats of a panel of this width.</summary>
    public long PanelLength(int width) =>
        (long)width * ((HasBias ? Sums.Count : 0) + Blocks.Sum(block => (block.Count ?? StoredRows) * block.Gates.Count));
}

/// <summary>One target's way to compute a panel kernel.</summary>
internal sealed record KernelVariant(VectorTarget Target, EquatableArray<TilePlan> Tiles);

/// <summary>A product over all panels of a layer, with its tiles on every target.</summary>
internal sealed record PanelKernelPlan(PanelLayout Layout, ProductPlan Product, EquatableArray<KernelVariant> Variants)
{
    /// <summary>Floats of all panels.</summary>
    public long PackedLength => Layout.Widths.Sum(Product.PanelLength);

    /// <summary>Variants that would repeat the next narrower one word for word are left out.</summary>
    public static PanelKernelPlan For(PanelLayout layout, ProductPlan product)
    {
        List<KernelVariant> variants = [];
        foreach (VectorTarget target in VectorTarget.All.Reverse())
        {
            EquatableArray<TilePlan> tiles = new(layout.Groups.Select(group => Tile(target, product, group)));
            if (variants.Count == 0 || !variants[0].Tiles.Equals(tiles))
                variants.Insert(0, new KernelVariant(target, tiles));
        }

        return new PanelKernelPlan(layout, product, new(variants));
    }

    /// <summary>Chains need a number of rows that is known.</summary>
    private static TilePlan Tile(VectorTarget target, ProductPlan product, PanelGroup group)
    {
        TilePlan tile = TilePlan.For(target, product.Sums.Count, group.Width);
        return product.Blocks.All(block => block.Count is not null) ? tile : tile with { Chains = 1 };
    }
}
