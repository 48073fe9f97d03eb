using TinyRnn.Model.Layers.Frames;

namespace TinyRnn.Model.Layers.FrameConv1D;

/// <summary>
/// The product of one output position, whose inputs are one piece of memory: a dense product, of which the output positions are the rows.
/// </summary>
/// <param name="Kernel">The product of a position.</param>
/// <param name="Pair">The same for two of them.</param>
/// <param name="Several">The same for four, of one step or of several.</param>
internal sealed record FrameConv1DProduct(PanelKernelPlan Kernel, PanelKernelPlan Pair, PanelKernelPlan Several)
{
    public static FrameConv1DProduct For(LayerContext context, FrameShape shape, bool hasBias)
    {
        EquatableArray<string> sum = new(["a"]);
        RowBlock block = new RowBlock("x", shape.Seen, sum).In(context.FormatFor(context.InputRange, shape.Seen, shape.Channels));
        ProductPlan product = new(sum, hasBias, new([block]), IsReproducible: context.IsReproducible) { BeginsWithIntegers = true };
        PanelKernelPlan kernel = PanelKernelPlan.For(PanelLayout.For(shape.Channels, product), product);
        return new(kernel, kernel.ForPair(), kernel.ForSeveral(sameBits: true));
    }

    /// <summary>How the parameters become panels: the rows of a tap are the channels of a position.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="weights">Place of the weights <c>[channels, input channels, taps]</c> among the parameters.</param>
    /// <param name="bias">Place of the bias; <see langword="null"/>: there is none.</param>
    /// <param name="packed">Where the panels go, in bytes.</param>
    public PanelRecipe Recipe(FrameShape shape, int weights, int? bias, Extent packed)
    {
        EquatableArray<SumScale> scales = new([SumScale.One]);
        int columns = LayerContext.Product(shape.InputChannels, shape.Kernel);
        List<PanelBlock> blocks = [];
        if (bias is { } place)
            blocks.Add(new(place, 1, 1, scales));
        BlockFormat format = Kernel.Product.Blocks[0].Stored;
        // With one channel, the taps lie as a position sees them.
        blocks.Add(shape.InputChannels == 1
            ? new(weights + shape.FirstTap, shape.Taps, columns, scales, Format: format)
            : new(weights + shape.FirstTap, shape.Seen, columns, scales, Step: shape.Kernel, Format: format) { TapRows = shape.InputChannels, TapStep = 1 });
        return new(packed, Kernel.Layout.Units, new(Kernel.Layout.Widths), new(blocks));
    }
}
