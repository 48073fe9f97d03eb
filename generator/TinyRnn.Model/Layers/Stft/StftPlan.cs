using TinyRnn.Model.Layers.Frames;
using TinyRnn.Runtime.Fourier;

namespace TinyRnn.Model.Layers.Stft;

/// <summary>A short-time Fourier transform in numbers.</summary>
internal sealed record StftPlan : LayerPlan
{
    private readonly int _signalChannels;
    private readonly bool _isPadModeGiven;

    public StftPlan(LayerContext context, StftSpec spec, FrameShape shape)
        : base(context, LayerContext.Product(shape.Positions, shape.Channels), isStateful: false)
    {
        Shape = shape;
        _signalChannels = context.Previous?.PositionChannels ?? 0;
        _isPadModeGiven = spec.IsPadModeGiven;
    }

    public FrameShape Shape { get; }

    /// <summary>Samples of a frame.</summary>
    public int Length => Shape.Kernel;

    public override int FourierLength => Length;

    /// <summary>Floats that a step takes beside its output: half a transform and its result.</summary>
    public int TransformLength => 2 * (Length + 8);

    public override int PositionChannels => Shape.Channels;

    public override long ScratchLength => (long)OutputSize + TransformLength + (Shape.IsCopied ? Shape.CopyLength : 0);

    /// <summary>Frame after frame, each of which reads its part; a copy is complete before.</summary>
    public override IEnumerable<int> ReadWithOutput => Shape.IsCopied ? [] : [InputValue];

    /// <summary>Those of the windows, and 5/4 N log2 N of a real transform by halves.</summary>
    public override long MultiplyAdds => (long)(Shape.Positions * Length * (1 + (1.25 * Math.Log(Length, 2))));

    public override string Description =>
        $"Stft({string.Join(", ", new[] { $"{Shape.Positions} x {Length}" }.Concat(Shape.Words))})";

    public override SettingFault? Unused => Shape.UnusedMode(_isPadModeGiven, Kind);

    public override SettingFault? Mismatch =>
        !FourierLengths.IsFast(Length)
            ? FrameShape.Fault(
                "length",
                $"frames of {Counted.Of(Length, "sample")}, whose transform has no short cut here",
                $"take 8 times a product of 2, 3 and 5, from {FourierLengths.Shortest} to {FourierLengths.Longest}: {Advice}") with { Argument = 0 }
        : _signalChannels > 1
            ? FrameShape.Fault(
                "Stft",
                $"positions of {Counted.Of(_signalChannels, "channel")} in front",
                "it is the spectrum of one signal: put it behind the input, a [Context] or a layer of one channel")
        : Shape.Misfit("length", argument: 0);

    private string Advice
    {
        get
        {
            int longer = Enumerable.Range(Length, FourierLengths.Longest).FirstOrDefault(FourierLengths.IsFast);
            return Length > FourierLengths.Longest || longer == 0 ? "make the frames shorter"
                : $"{longer} with a window that ends in zeros has the same samples and finer bins, or write the transform as [FrameConv1D]";
        }
    }

    public override LayerTrainingPlan Train(TrainingContext context) => new StftTrainingPlan(this, context);
}
