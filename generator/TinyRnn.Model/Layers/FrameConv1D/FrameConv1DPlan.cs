namespace TinyRnn.Model.Layers.FrameConv1D;

/// <summary>A convolution along positions in numbers.</summary>
internal sealed record FrameConv1DPlan : LayerPlan
{
    /// <summary>As of a dense layer: smaller products gain less from rows than their outputs cost between the layers.</summary>
    private const int FewestForRows = 1024;

    private readonly bool _isPadModeGiven;

    public FrameConv1DPlan(LayerContext context, FrameConv1DSpec spec, FrameConv1DShape shape, FrameConv1DProduct product, Extent weights)
        : base(context, LayerContext.Product(shape.Positions, spec.Channels), isStateful: false)
    {
        Shape = shape;
        Function = spec.Function;
        HasBias = spec.HasBias;
        Product = product;
        Weights = weights;
        _isPadModeGiven = spec.IsPadModeGiven;
    }

    public FrameConv1DShape Shape { get; }

    public Function Function { get; }

    public bool HasBias { get; }

    public FrameConv1DProduct Product { get; }

    /// <summary>Place in the packed block, in bytes.</summary>
    public Extent Weights { get; }

    public override int PositionChannels => Shape.Channels;

    public override Activation OutputActivation => Function.Kind;

    /// <summary>What runs after the kernel is left out: it then ends in the product.</summary>
    public Activation KernelActivation => Function.InKernel;

    public override long ScratchLength => (long)OutputSize + (Shape.IsCopied ? Shape.CopyLength : 0);

    /// <summary>Positions of one step that are no four share their weights with those of other steps.</summary>
    public override bool GainsFromRows => Shape.Positions % PanelKernelPlan.Several != 0 && (long)Shape.Seen * Shape.Channels >= FewestForRows;

    public override bool StreamsShareWeights => true;

    /// <summary>Position after position, each of which reads its part; a copy is complete before.</summary>
    public override IEnumerable<int> ReadWithOutput => Shape.IsCopied ? [] : [InputValue];

    public override long MultiplyAdds => (long)OutputSize * Shape.Seen;

    public override string Description => $"FrameConv1D({string.Join(", ", Words)})";

    private IEnumerable<string> Words
    {
        get
        {
            yield return $"{Shape.Positions} x {Shape.Channels}";
            yield return $"kernel {Shape.Kernel}" + (Shape.InputChannels == 1 ? "" : $" x {Shape.InputChannels}");
            if (Shape.Stride > 1)
                yield return $"stride {Shape.Stride}";
            if (Shape.Pads.Exist)
                yield return $"{(Shape.Pads.Mode == FramePadding.Reflect ? "reflected" : "padded")} {Shape.Pads.Left} + {Shape.Pads.Right}";
            if (!HasBias)
                yield return "no bias";
            if (Function.Exists)
                yield return Function.Words;
        }
    }

    public override SettingFault? Unused => _isPadModeGiven && !Shape.Pads.Exist
        ? new("PadMode", $"PadMode = FramePadding.{Shape.Pads.Mode}", "[FrameConv1D] has neither PadLeft nor PadRight; set one of them, or leave it out")
        : Function.UnusedSlope;

    public override SettingFault? Mismatch =>
        InputSize % Shape.InputChannels != 0
            ? Fault(
                "InputChannels",
                $"{InputSize} inputs in positions of {Shape.InputChannels} channels",
                "set InputChannels to a number that divides the inputs")
        : LongPad is { } pad ? pad
        : Shape.PaddedPositions < Shape.Kernel
            ? Fault(
                "kernel",
                $"a kernel of {Shape.Kernel} positions, but {Shape.PaddedPositions} with the padding",
                "no output position fits: make the kernel smaller, or pad the input") with { Argument = 1 }
        : Function.Kind == Activation.Softmax && Shape.Positions > 1
            ? Fault("Activation", $"softmax over {Shape.Positions} positions", "it is one distribution: let [Dense] end in it")
        : null;

    private SettingFault? LongPad
    {
        get
        {
            bool isReflected = Shape.Pads.Mode == FramePadding.Reflect;
            int most = isReflected ? Shape.InputPositions : Shape.Kernel;
            int longest = Math.Max(Shape.Pads.Left, Shape.Pads.Right);
            string pad = Shape.Pads.Left >= most ? "PadLeft" : "PadRight";
            return longest == 0 || longest < most ? null
                : isReflected ? Fault(
                    pad, $"{longest} reflected positions beside {most}", "the first and the last position are not repeated: pad fewer than there are")
                : Fault(
                    pad, $"{longest} positions of zeros and a kernel of {most}", "an output would see nothing else: pad fewer than the kernel has");
        }
    }

    private static SettingFault Fault(string property, string what, string remedy) => new(property, what, remedy) { Rule = SettingRule.Positions };

    public override LayerTrainingPlan Train(TrainingContext context) => new FrameConv1DTrainingPlan(this, context);

    public override IEnumerable<PanelRecipe> Packing => [Product.Recipe(Shape, Parameters.Offset, HasBias ? Parameters.End - Shape.Channels : null, Weights)];
}
