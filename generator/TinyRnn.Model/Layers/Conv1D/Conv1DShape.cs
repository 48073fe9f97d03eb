namespace TinyRnn.Model.Layers.Conv1D;

/// <summary>The sizes of a convolution.</summary>
/// <param name="Inputs">Values of a step.</param>
/// <param name="Channels">Outputs.</param>
/// <param name="Kernel">Taps: steps that an output sees.</param>
/// <param name="Dilation">Steps from tap to tap.</param>
/// <param name="Groups">Groups. If they divide inputs or channels with a rest, the model is refused before its plan is used.</param>
internal sealed record Conv1DShape(int Inputs, int Channels, int Kernel, int Dilation, int Groups)
{
    public int GroupInputs => Math.Max(1, Inputs / Groups);

    public int GroupChannels => Math.Max(1, Channels / Groups);

    /// <summary>Each channel sees its own input.</summary>
    public bool IsDepthwise => Groups > 1 && Groups == Inputs && Groups == Channels;

    /// <summary>Steps before the current one that an output sees.</summary>
    public int Past => (Kernel - 1) * Dilation;

    /// <summary>What all taps see is one piece of memory, newest first.</summary>
    public bool IsContiguous => Groups == 1 && (Dilation == 1 || Kernel == 1);

    /// <summary>Taps that are code of their own.</summary>
    private const int MostBlocks = 16;

    /// <summary>
    /// So many taps are put side by side before the product, group by group: that costs a copy of what is multiplied, and keeps the code short.
    /// </summary>
    public bool GathersTaps => !IsContiguous && !IsDepthwise && Kernel > MostBlocks;

    /// <summary>The product can read all taps in one go.</summary>
    public bool IsOnePiece => IsContiguous || GathersTaps;

    /// <summary>So many values of a tap are worth a loop of their own: it saves a wait of some cycles.</summary>
    private const int FewestApart = 8;

    /// <summary>
    /// The taps as the product walks them: those that lie side by side are one piece of memory. The newest comes last, because a step has just written it, and
    /// a processor waits until what was written can be read. Where the weights come from farther than the first-level cache, one loop walks all of them:
    /// prefetching begins anew with each loop. Integers are in front of all loops.
    /// </summary>
    /// <param name="isInteger">Their weights are integers.</param>
    public IReadOnlyList<TapPiece> Pieces(bool isInteger) =>
        IsOnePiece && (!IsContiguous || isInteger || Kernel == 1 || GroupInputs < FewestApart || !StaysInFirstLevelCache) ? [new(0, Kernel, 0)]
        : IsContiguous ? [new(1, Kernel - 1, TapPlace(1)), new(0, 1, 0)]
        : [.. Enumerable.Range(1, Kernel - 1).Append(0).Select(tap => new TapPiece(tap, 1, TapPlace(tap)))];

    private bool StaysInFirstLevelCache => (1L + Seen) * GroupChannels * sizeof(float) <= PanelLayout.FirstLevelCache;

    /// <summary>Inputs of a group that all of its taps see.</summary>
    public int Seen => LayerContext.Product(GroupInputs, Kernel);

    /// <summary>Place of what a tap sees in the inputs, newest first: tap 0 is the newest.</summary>
    public int TapPlace(int tap) => unchecked(tap * Dilation * Inputs);
}

/// <summary>Taps that the product walks in one go.</summary>
/// <param name="First">The newest of them.</param>
/// <param name="Taps">How many.</param>
/// <param name="Place">Where what they see begins in the inputs, newest first.</param>
internal sealed record TapPiece(int First, int Taps, int Place);
