namespace TinyRnn.Model.Layers.FrameConv1D;

/// <summary>
/// The sizes of a convolution along positions, and what of it there is to compute: taps that meet only zeros at every output position are left out, and the
/// input is copied only where padding is read.
/// </summary>
/// <param name="InputSize">Numbers of a step.</param>
/// <param name="InputChannels">Channels of an input position.</param>
/// <param name="Channels">Channels of an output position.</param>
/// <param name="Kernel">Taps.</param>
/// <param name="Stride">Positions from one output's first to the next.</param>
/// <param name="Pads">What is put around the positions.</param>
internal sealed record FrameConv1DShape(int InputSize, int InputChannels, int Channels, int Kernel, int Stride, FramePads Pads)
{
    public static FrameConv1DShape For(LayerContext context, FrameConv1DSpec spec) => new(
        context.InputSize,
        spec.InputChannels ?? (context.Previous?.PositionChannels is > 0 and int channels ? channels : 1),
        spec.Channels,
        spec.Kernel,
        spec.Stride,
        spec.Pads);

    /// <summary>Positions of a step. A model whose numbers are no whole positions is refused before its plan is used.</summary>
    public int InputPositions => Math.Max(1, InputSize / InputChannels);

    /// <summary>With the padding.</summary>
    public int PaddedPositions => (int)Math.Min(int.MaxValue, (long)InputPositions + Pads.Left + Pads.Right);

    /// <summary>Output positions: at least one, or the model is refused before its plan is used.</summary>
    public int Positions => PaddedPositions < Kernel ? 1 : ((PaddedPositions - Kernel) / Stride) + 1;

    /// <summary>The first tap that meets an input at some output position.</summary>
    public int FirstTap => Enumerable.Range(0, Kernel).FirstOrDefault(MeetsInput);

    /// <summary>After the last such tap.</summary>
    public int EndTap => Enumerable.Range(0, Kernel).Reverse().Where(MeetsInput).Select(tap => tap + 1).DefaultIfEmpty(1).First();

    /// <summary>Taps that are computed.</summary>
    public int Taps => EndTap - FirstTap;

    /// <summary>Numbers that an output position sees: one piece of the padded input.</summary>
    public int Seen => LayerContext.Product(Taps, InputChannels);

    /// <summary>The first position that is read, counted from the input's first: negative in the padding.</summary>
    public int From => FirstTap - Pads.Left;

    /// <summary>After the last position that is read.</summary>
    public int To => ((Positions - 1) * Stride) + EndTap - Pads.Left;

    /// <summary>Positions of padding that are read in front of the input.</summary>
    public int Before => Math.Max(0, -From);

    /// <summary>The same behind it.</summary>
    public int After => Math.Max(0, To - InputPositions);

    /// <summary>Padding is read, so that the input is copied between it.</summary>
    public bool IsCopied => Before > 0 || After > 0;

    /// <summary>Numbers of the copy.</summary>
    public int CopyLength => LayerContext.Product(To - From, InputChannels);

    /// <summary>The first number that is copied, or read where it is.</summary>
    public int FirstRead => LayerContext.Product(Math.Max(0, From), InputChannels);

    /// <summary>Numbers from one output position's first input to the next one's.</summary>
    public int Step => LayerContext.Product(Stride, InputChannels);

    private bool MeetsInput(int tap)
    {
        if (Pads.Mode == FramePadding.Reflect)
            return true;
        // At output position p the tap is at p S + tap - left: some p from 0 on leads into the input.
        int first = tap - Pads.Left;
        int position = first >= 0 ? 0 : (-first + Stride - 1) / Stride;
        return position < Positions && first + (position * Stride) < InputPositions;
    }
}
