
namespace TinyRnn.Model.Panels;

/// <summary>One target's way to compute a panel kernel.</summary>
/// <param name="Target">The processor.</param>
/// <param name="Tilings">The tiles of all panels.</param>
/// <param name="Product">What is computed.</param>
/// <param name="Inputs">Input vectors at once.</param>
internal sealed record KernelVariant(VectorTarget Target, EquatableArray<PanelTiling> Tilings, ProductPlan Product, int Inputs)
{
    /// <summary>How a tile walks each block of rows.</summary>
    public IReadOnlyList<LoopPlan> Loops(TilePlan tile) => [.. Product.Blocks.Select(block => LoopPlan.For(Target, tile, block, Inputs))];
}

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
            EquatableArray<PanelTiling> tilings = new(Tilings(target, targets[targets.Count - 1], layout.Groups, product, inputs, sameBits));
            KernelVariant? narrower = variants.FirstOrDefault(variant => !variant.Target.IsNeon);
            bool isRepeated = narrower is not null && !target.IsNeon && narrower.Target.Integers == target.Integers && narrower.Tilings.Equals(tilings);
            if (!isRepeated)
                variants.Insert(0, new KernelVariant(target, tilings, product, inputs));
        }

        return new PanelKernelPlan(layout, product, inputs, new(variants));
    }

    private static IEnumerable<PanelTiling> Tilings(
        VectorTarget target, VectorTarget narrowest, IReadOnlyList<PanelGroup> groups, ProductPlan product, int inputs, bool sameBits)
    {
        if (product.HasIntegers)
            return groups.Select(group => IntegerTiles.Choose(target, product, group, inputs));
        if (!product.IsReproducible && !sameBits)
            return TileCost.Choose(target, product, groups, inputs);

        // A lane's sum depends on the chains that it is split into, not on the width of the vector that it is in.
        return TileCost.Choose(product.IsReproducible ? narrowest : target, product, groups, 1).SelectMany(single =>
            (inputs == 1 ? [single.Strip] : single.Strip.Groups.Select(group => new PanelStrip(group))).Select(strip =>
            TileCost.Choose(target, product.RowSums, strip, product.LongestBlock, inputs, single.Chains)));
    }
}
