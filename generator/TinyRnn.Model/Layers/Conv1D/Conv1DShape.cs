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

    /// <summary>Inputs of a group that all of its taps see.</summary>
    public int Seen => LayerContext.Product(GroupInputs, Kernel);

    /// <summary>Place of what a tap sees in the inputs, newest first: tap 0 is the newest.</summary>
    public int TapPlace(int tap) => unchecked(tap * Dilation * Inputs);
}
