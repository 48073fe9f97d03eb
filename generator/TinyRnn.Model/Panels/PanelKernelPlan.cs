
namespace TinyRnn.Model.Panels;

/// <summary>One target's way to compute a panel kernel.</summary>
/// <param name="Target">The processor.</param>
/// <param name="Tiles">A tile for each group of panels.</param>
/// <param name="Loops">For each group, how its tile walks each block of rows.</param>
internal sealed record KernelVariant(VectorTarget Target, EquatableArray<TilePlan> Tiles, EquatableArray<EquatableArray<LoopPlan>> Loops);

/// <summary>A product over all panels of a layer, with its tiles on every target.</summary>
/// <param name="Layout">The panels.</param>
/// <param name="Product">What is computed.</param>
/// <param name="Inputs">Input vectors at once: time steps or streams.</param>
/// <param name="Variants">Widest target first.</param>
internal sealed record PanelKernelPlan(PanelLayout Layout, ProductPlan Product, int Inputs, EquatableArray<KernelVariant> Variants)
{
    /// <summary>
    /// Inputs of a kernel that takes several. Four serve every target: with more, the sums of four gates do not fit into registers; with four, weights are read
    /// so seldom that arithmetic is the limit.
    /// </summary>
    public const int Several = 4;

    /// <summary>Places of all panels.</summary>
    public long PackedPlaces => Product.PlacesPerUnit * Layout.PaddedUnits;

    /// <summary>What they take.</summary>
    public long PackedBytes => PackedPlaces * WeightFormats.PlaceBytes;

    /// <summary>
    /// Walk the panels backwards in every other step: what the step before has read last is still in the first-level cache, and of a
    /// larger layer nothing else is.
    /// </summary>
    public bool Zigzags => !PanelLayout.StaysInFirstLevelCache(Layout.PaddedUnits, Product) && Layout.Groups[0].Count > 1;

    /// <summary>Variants that would repeat the next narrower one word for word are left out.</summary>
    public static PanelKernelPlan For(PanelLayout layout, ProductPlan product) => For(layout, product, 1, sameBits: false);

    /// <summary>The same product for <see cref="Several"/> input vectors at once.</summary>
    /// <param name="sameBits">Sum in the same order as for one.</param>
    public PanelKernelPlan ForSeveral(bool sameBits) => For(Layout, Product, Several, sameBits);

    /// <summary>The same product in front of other functions.</summary>
    public PanelKernelPlan WithSigmoids(EquatableArray<string> sigmoids) => this with { Product = Product with { Sigmoids = sigmoids } };

    /// <summary>The same product for two input vectors at once, summed in the same order as for one.</summary>
    public PanelKernelPlan ForPair() => For(Layout, Product, 2, sameBits: true);

    private static PanelKernelPlan For(PanelLayout layout, ProductPlan product, int inputs, bool sameBits)
    {
        List<KernelVariant> variants = [];
        IReadOnlyList<VectorTarget> targets = VectorTarget.For(product);
        foreach (VectorTarget target in targets.Reverse())
        {
            EquatableArray<TilePlan> tiles = new(layout.Groups.Select(group =>
            {
                if (product.HasIntegers)
                    return IntegerTiles.Choose(target, product, group.Width, inputs);

                // A lane's sum depends on the chains that it is split into, not on the width of the vector that it is in.
                VectorTarget? chooser = product.IsReproducible ? targets[targets.Count - 1] : sameBits ? target : null;
                TilePlan? single = chooser is null ? null : TileCost.Choose(chooser, product.Sums.Count, group.Width, product.LongestBlock);
                return TileCost.Choose(target, product.Sums.Count, group.Width, product.LongestBlock, inputs, single);
            }));
            EquatableArray<EquatableArray<LoopPlan>> loops =
                new(tiles.Select(tile => new EquatableArray<LoopPlan>(product.Blocks.Select(block => LoopPlan.For(target, tile, block, inputs)))));
            KernelVariant? narrower = variants.FirstOrDefault(variant => !variant.Target.IsNeon);
            bool isRepeated = narrower is not null && !target.IsNeon && narrower.Target.Integers == target.Integers && narrower.Tiles.Equals(tiles);
            if (!isRepeated)
                variants.Insert(0, new KernelVariant(target, tiles, loops));
        }

        return new PanelKernelPlan(layout, product, inputs, new(variants));
    }
}
