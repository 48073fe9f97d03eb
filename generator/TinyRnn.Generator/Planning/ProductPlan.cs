using TinyRnn.Generator.Spec;

namespace TinyRnn.Generator.Planning;

/// <summary>Rows of a panel that multiply one vector.</summary>
/// <param name="Source">Variable that holds the vector: <c>x</c>, <c>h</c>.</param>
/// <param name="Count">Number of rows; <see langword="null"/>: only known at run time, in <c>rows</c>.</param>
/// <param name="Gates">The gate sums that a row adds to, in the row's order.</param>
/// <param name="IsOneHot">The vector is one-hot and <paramref name="Source"/> holds the index of its 1: of the rows, only that one is read.</param>
internal sealed record RowBlock(string Source, int? Count, EquatableArray<string> Gates, bool IsOneHot = false)
{
    /// <summary>Rows that the product reads; <see langword="null"/>: only known at run time.</summary>
    public int? RowsRead => IsOneHot ? 1 : Count;
}

/// <summary>The product that a panel kernel computes: sums = start + rows . vectors.</summary>
/// <param name="Sums">All gate sums, in the order of the bias row.</param>
/// <param name="HasBias">The panel begins with a bias row; otherwise the kernel says where the sums start.</param>
/// <param name="Blocks">The rows behind it.</param>
/// <param name="StoredRows">Rows that a panel holds of a block whose <see cref="RowBlock.Count"/> is open.</param>
/// <param name="IsReproducible">The sums have the same bits on every processor: one order of additions, and no fused multiply-add.</param>
internal sealed record ProductPlan(EquatableArray<string> Sums, bool HasBias, EquatableArray<RowBlock> Blocks, int StoredRows = 0, bool IsReproducible = false)
{
    /// <summary>Floats that a unit takes in its panel, so that the panel of unit u begins at u times as many.</summary>
    public long FloatsPerUnit => (HasBias ? Sums.Count : 0) + Blocks.Sum(block => (long)(block.Count ?? StoredRows) * block.Gates.Count);

    /// <summary>The same, for the bias and the first blocks.</summary>
    public int FloatsPerUnitBefore(int block) =>
        block == 0 ? 0 : (HasBias ? Sums.Count : 0) + Blocks.Take(block).Sum(earlier => (earlier.Count ?? StoredRows) * earlier.Gates.Count);

    /// <summary>Of <see cref="FloatsPerUnit"/>, what the product reads.</summary>
    public long FloatsReadPerUnit => (HasBias ? Sums.Count : 0) + Blocks.Sum(block => (long)(block.RowsRead ?? StoredRows) * block.Gates.Count);

    /// <summary>Rows read of the longest block; <see langword="null"/> if one is only known at run time.</summary>
    public int? LongestBlock => Blocks.Any(block => block.Count is null) ? null : Blocks.Max(block => block.RowsRead);

    /// <summary>The same product with a first vector that is one-hot.</summary>
    public ProductPlan WithOneHotInput() => this with { Blocks = new([Blocks[0] with { IsOneHot = true }, .. Blocks.Skip(1)]) };
}

/// <summary>One target's way to compute a panel kernel.</summary>
internal sealed record KernelVariant(VectorTarget Target, EquatableArray<TilePlan> Tiles);

/// <summary>A product over all panels of a layer, with its tiles on every target.</summary>
/// <param name="Layout">The panels.</param>
/// <param name="Product">What is computed.</param>
/// <param name="Inputs">Input vectors at once: time steps or streams.</param>
/// <param name="Variants">Widest target first.</param>
internal sealed record PanelKernelPlan(PanelLayout Layout, ProductPlan Product, int Inputs, EquatableArray<KernelVariant> Variants)
{
    /// <summary>What a core's first-level cache holds of the weights, beside the state; 32 KB is the smallest in use.</summary>
    private const int FirstLevelCache = 28 * 1024;

    /// <summary>Floats of all panels.</summary>
    public long PackedLength => Product.FloatsPerUnit * Layout.PaddedUnits;

    /// <summary>
    /// Walk the panels backwards in every other step: what the step before has read last is still in the first-level cache, and of a larger layer nothing else is.
    /// </summary>
    public bool Zigzags => Product.FloatsReadPerUnit * Layout.PaddedUnits * sizeof(float) > FirstLevelCache && Layout.Groups[0].Count > 1;

    /// <summary>Variants that would repeat the next narrower one word for word are left out.</summary>
    public static PanelKernelPlan For(PanelLayout layout, ProductPlan product) => For(layout, product, 1, sameBits: false);

    /// <summary>The same product for several input vectors at once.</summary>
    /// <param name="inputs">Their number.</param>
    /// <param name="sameBits">Sum in the same order as for one.</param>
    public PanelKernelPlan ForInputs(int inputs, bool sameBits) => For(Layout, Product, inputs, sameBits);

    private static PanelKernelPlan For(PanelLayout layout, ProductPlan product, int inputs, bool sameBits)
    {
        List<KernelVariant> variants = [];
        IReadOnlyList<VectorTarget> targets = product.IsReproducible ? VectorTarget.WithoutFusing : VectorTarget.All;
        foreach (VectorTarget target in targets.Reverse())
        {
            EquatableArray<TilePlan> tiles = new(layout.Groups.Select(group =>
            {
                // A lane's sum depends on the chains that it is split into, not on the width of the vector that it is in.
                VectorTarget? chooser = product.IsReproducible ? targets[targets.Count - 1] : sameBits ? target : null;
                TilePlan? single = chooser is null ? null : TileCost.Choose(chooser, product.Sums.Count, group.Width, product.LongestBlock);
                return TileCost.Choose(target, product.Sums.Count, group.Width, product.LongestBlock, inputs, single);
            }));
            KernelVariant? narrower = variants.FirstOrDefault(variant => !variant.Target.HasMultiplyByLane);
            if (narrower is null || target.HasMultiplyByLane || !narrower.Tiles.Equals(tiles))
                variants.Insert(0, new KernelVariant(target, tiles));
        }

        return new PanelKernelPlan(layout, product, inputs, new(variants));
    }
}
