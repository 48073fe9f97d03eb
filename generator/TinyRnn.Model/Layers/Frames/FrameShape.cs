namespace TinyRnn.Model.Layers.Frames;

/// <summary>
/// The sizes of a walk along the positions of a step, each output of which sees some of them, and what of it there is to compute: taps that meet only zeros
/// at every output position are left out, and the input is copied only where padding is read.
/// </summary>
/// <param name="InputSize">Numbers of a step.</param>
/// <param name="InputChannels">Channels of an input position.</param>
/// <param name="Channels">Channels of an output position.</param>
/// <param name="Kernel">Taps.</param>
/// <param name="Stride">Positions from one output's first to the next.</param>
/// <param name="Pads">What is put around the positions.</param>
internal sealed record FrameShape(int InputSize, int InputChannels, int Channels, int Kernel, int Stride, FramePads Pads)
{
    /// <summary>The shape of a layer.</summary>
    /// <param name="context">Where it stands.</param>
    /// <param name="inputChannels">Channels of an input position; <see langword="null"/>: as the layer in front has them.</param>
    /// <param name="channels">Channels of an output position.</param>
    /// <param name="kernel">Taps.</param>
    /// <param name="stride">Positions from one output's first to the next.</param>
    /// <param name="pads">What is put around the positions.</param>
    public static FrameShape For(LayerContext context, int? inputChannels, int channels, int kernel, int stride, FramePads pads) => new(
        context.InputSize,
        inputChannels ?? (context.Previous?.PositionChannels is > 0 and int given ? given : 1),
        channels,
        kernel,
        stride,
        pads);

    /// <summary>All taps are computed, also those that meet only zeros.</summary>
    public bool KeepsTaps { get; init; }

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
        if (KeepsTaps || Pads.Mode == FramePadding.Reflect)
            return true;
        // At output position p the tap is at p S + tap - left: some p from 0 on leads into the input.
        int first = tap - Pads.Left;
        int position = first >= 0 ? 0 : (-first + Stride - 1) / Stride;
        return position < Positions && first + (position * Stride) < InputPositions;
    }

    /// <summary>Stride and padding in words, if there are any.</summary>
    public IEnumerable<string> Words
    {
        get
        {
            if (Stride > 1)
                yield return $"stride {Stride}";
            if (Pads.Exist)
                yield return $"{(Pads.Mode == FramePadding.Reflect ? "reflected" : "padded")} {Pads.Left} + {Pads.Right}";
        }
    }

    /// <summary>What is wrong with PadMode; <see langword="null"/>: nothing.</summary>
    /// <param name="isModeGiven">It was written down.</param>
    /// <param name="attribute">Name of the attribute.</param>
    public SettingFault? UnusedMode(bool isModeGiven, string attribute) => isModeGiven && !Pads.Exist
        ? new("PadMode", $"PadMode = FramePadding.{Pads.Mode}", $"[{attribute}] has neither PadLeft nor PadRight; set one of them, or leave it out")
        : null;

    /// <summary>Why these positions cannot be walked along; <see langword="null"/>: they can.</summary>
    /// <param name="kernel">Name of the argument that says how many an output sees, the number <paramref name="argument"/>.</param>
    /// <param name="argument">Its place among the attribute's arguments.</param>
    public SettingFault? Misfit(string kernel, int argument) =>
        InputSize % InputChannels != 0
            ? Fault(
                "InputChannels",
                $"{Counted.Of(InputSize, "input")} in positions of {Counted.Of(InputChannels, "channel")}",
                "set InputChannels to a number that divides the inputs")
        : LongPad is { } pad ? pad
        : PaddedPositions < Kernel
            ? Fault(
                kernel,
                $"a {kernel} of {Counted.Of(Kernel, "position")}, but {PaddedPositions} with the padding",
                $"no output position fits: make the {kernel} smaller, or pad the input") with { Argument = argument }
        : null;

    private SettingFault? LongPad
    {
        get
        {
            bool isReflected = Pads.Mode == FramePadding.Reflect;
            int most = isReflected ? InputPositions : Kernel;
            int longest = Math.Max(Pads.Left, Pads.Right);
            string pad = Pads.Left >= most ? "PadLeft" : "PadRight";
            return longest == 0 || longest < most ? null
                : isReflected ? Fault(
                    pad, $"{longest} reflected positions beside {most}", "the first and the last position are not repeated: pad fewer than there are")
                : Fault(
                    pad, $"{Counted.Of(longest, "position")} of zeros, where an output sees {most}", "it would see nothing else: pad fewer than it sees");
        }
    }

    public static SettingFault Fault(string property, string what, string remedy) => new(property, what, remedy) { Rule = SettingRule.Positions };
}
