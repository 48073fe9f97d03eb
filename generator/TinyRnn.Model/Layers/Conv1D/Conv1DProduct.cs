namespace TinyRnn.Model.Layers.Conv1D;

/// <summary>
/// The product of a step. A tap is a block of rows that reads its own part of the inputs, so that dilation and groups cost nothing; where the taps are
/// neighbours, all of them are one block. Groups have a product each, all alike. Where each channel sees its own input, a tap is one row.
/// </summary>
/// <param name="Kernel">The product of a group.</param>
/// <param name="Several">The same for several steps or streams at once.</param>
/// <param name="Count">Groups.</param>
/// <param name="Pieces">What of the taps each block of the product has.</param>
internal sealed record Conv1DProduct(PanelKernelPlan Kernel, PanelKernelPlan Several, int Count, EquatableArray<TapPiece> Pieces)
{
    public static Conv1DProduct For(LayerContext context, Conv1DShape shape)
    {
        EquatableArray<string> sum = new(["a"]);
        float? range = shape.IsDepthwise || shape.Seen > IntegerRange.MostRows ? null : context.InputRange;
        BlockFormat format = context.FormatFor(range, shape.IsOnePiece ? shape.Seen : shape.GroupInputs, shape.GroupChannels);
        bool isInteger = format.Weights.IsInteger;
        IReadOnlyList<TapPiece> pieces = shape.Pieces(isInteger);
        IEnumerable<RowBlock> blocks = pieces.Select(
            piece => new RowBlock("x", piece.Taps * (shape.IsDepthwise ? 1 : shape.GroupInputs), sum, From: piece.Place, IsDiagonal: shape.IsDepthwise)
            {
                IsChained = pieces.Count > 1 && shape.GroupInputs >= LoopPlan.RowsForChains && !isInteger,
            }.In(format));
        ProductPlan product = new(sum, HasBias: true, new(blocks), IsReproducible: context.IsReproducible) { BeginsWithIntegers = true };
        PanelLayout layout = PanelLayout.For(shape.IsDepthwise ? shape.Channels : shape.GroupChannels, product);
        PanelKernelPlan kernel = PanelKernelPlan.For(layout, product);
        return new(kernel, kernel.ForSeveral(sameBits: true), shape.IsDepthwise ? 1 : shape.Groups, new(pieces));
    }

    /// <summary>How the parameters become panels: tap k is the file's column k from the end.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="weights">Place of the weights <c>[channels, inputs of a group, taps]</c> among the parameters.</param>
    /// <param name="bias">Place of the bias; <see langword="null"/>: there is none.</param>
    /// <param name="packed">Where the panels go, in bytes.</param>
    public IEnumerable<PanelRecipe> Recipes(Conv1DShape shape, int weights, int? bias, Extent packed)
    {
        EquatableArray<SumScale> scales = new([SumScale.One]);
        int units = Kernel.Layout.Units;
        int columns = shape.GroupInputs * shape.Kernel;
        for (int group = 0; group < Count; group++)
        {
            int first = weights + (group * units * columns);
            IEnumerable<PanelBlock> taps = Pieces.Select((piece, index) => new PanelBlock(
                first + shape.Kernel - 1 - piece.First,
                piece.Taps * shape.GroupInputs,
                columns,
                scales,
                Step: shape.Kernel,
                Format: Kernel.Product.Blocks[index].Stored) { TapRows = piece.Taps > 1 ? shape.GroupInputs : 0, TapStep = piece.Taps > 1 ? -1 : 0 });
            yield return new(
                new(packed.Offset + (group * (int)Kernel.PackedBytes), (int)Kernel.PackedBytes),
                units,
                new(Kernel.Layout.Widths),
                new([PanelBlock.Bias(bias + (group * units), scales), .. taps]));
        }
    }
}
