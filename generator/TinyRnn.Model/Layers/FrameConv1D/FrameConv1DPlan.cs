using TinyRnn.Model.Layers.Frames;

namespace TinyRnn.Model.Layers.FrameConv1D;

/// <summary>A convolution along positions in numbers.</summary>
internal sealed record FrameConv1DPlan : LayerPlan
{
    /// <summary>As of a dense layer: smaller products gain less from rows than their outputs cost between the layers.</summary>
    private const int FewestForRows = 1024;

    private readonly bool _isPadModeGiven;

    public FrameConv1DPlan(LayerContext context, FrameConv1DSpec spec, FrameShape shape, FrameConv1DProduct product, Extent weights)
        : base(context, LayerContext.Product(shape.Positions, spec.Channels), isStateful: false)
    {
        Shape = shape;
        Function = spec.Function;
        HasBias = spec.HasBias;
        Product = product;
        Weights = weights;
        _isPadModeGiven = spec.IsPadModeGiven;
    }

    public FrameShape Shape { get; }

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

    public override bool HasIntegers => Product.Kernel.Product.HasIntegers;

    public override long IntegerPlaces => Product.Kernel.Product.IntegerPlaces;

    public override string Description =>
        $"FrameConv1D({string.Join(", ", Words)}{(Product.Kernel.Product.IntegerFormat is { } format ? $", {format.Words}" : "")})";

    /// <summary>What makes it this function of its parameters: not how they are stored.</summary>
    public override string Signature => $"FrameConv1D({string.Join(", ", Words)})";

    private IEnumerable<string> Words
    {
        get
        {
            yield return $"{Shape.Positions} x {Shape.Channels}";
            yield return $"kernel {Shape.Kernel}" + (Shape.InputChannels == 1 ? "" : $" x {Shape.InputChannels}");
            foreach (string word in Shape.Words)
                yield return word;
            if (!HasBias)
                yield return "no bias";
            if (Function.Exists)
                yield return Function.Words;
        }
    }

    public override SettingFault? Unused => Shape.UnusedMode(_isPadModeGiven, Kind) ?? Function.UnusedSlope;

    public override SettingFault? Mismatch => Shape.Misfit("kernel", argument: 1)
        ?? (Function.Kind == Activation.Softmax && Shape.Positions > 1
            ? FrameShape.Fault("Activation", $"softmax over {Counted.Of(Shape.Positions, "position")}", "it is one distribution: let [Dense] end in it")
            : null);

    public override LayerTrainingPlan Train(TrainingContext context) => new FrameConv1DTrainingPlan(this, context);

    public override IEnumerable<PanelRecipe> Packing => [Product.Recipe(Shape, Parameters.Offset, HasBias ? Parameters.End - Shape.Channels : null, Weights)];
}
