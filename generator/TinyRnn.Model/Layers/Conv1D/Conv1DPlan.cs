namespace TinyRnn.Model.Layers.Conv1D;

/// <summary>A causal convolution in numbers.</summary>
internal sealed record Conv1DPlan : LayerPlan
{
    /// <summary>As of a dense layer: smaller products gain less from rows than their outputs cost between the layers.</summary>
    private const int FewestForRows = 1024;

    public Conv1DPlan(LayerContext context, Conv1DSpec spec, Conv1DProduct product, Conv1DPast? past, StridePlan? stride, Extent weights)
        : base(context, spec.Channels, isStateful: past is not null || stride is not null)
    {
        Shape = new(context.InputSize, spec.Channels, spec.Kernel, spec.Dilation, spec.Groups);
        Function = spec.Function;
        HasBias = spec.HasBias;
        Product = product;
        Past = past;
        Stride = stride;
        Weights = weights;
    }

    public Conv1DShape Shape { get; }

    public Function Function { get; }

    /// <summary>A bias is added to the product.</summary>
    public bool HasBias { get; }

    public Conv1DProduct Product { get; }

    /// <summary>What later steps see of the inputs; <see langword="null"/>: nothing.</summary>
    public Conv1DPast? Past { get; }

    public override StridePlan? Stride { get; }

    public override bool GivesOfInput => Stride is null || Past is null;

    /// <summary>Place in the packed block, in bytes.</summary>
    public Extent Weights { get; }

    public override Activation OutputActivation => Function.Kind;

    /// <summary>What runs after the kernel is left out: it then ends in the product.</summary>
    public Activation KernelActivation => Function.InKernel;

    /// <summary>The input has to be copied where the last vector of a product would read beyond it.</summary>
    public bool CopiesInput => Past is null && Shape.IsDepthwise && Product.Kernel.Layout.PaddedUnits > InputSize;

    public override long ScratchLength =>
        (long)OutputSize + (CopiesInput ? Product.Kernel.Layout.PaddedUnits : 0) + (Shape.GathersTaps ? Shape.Seen : 0);

    public override bool GainsFromRows => MultiplyAdds >= FewestForRows;

    public override bool StreamsShareWeights => true;

    /// <summary>Of a single tap, panel after panel reads the whole input; otherwise it is in the ring before.</summary>
    public override IEnumerable<int> ReadWithOutput => Past is null && !CopiesInput ? [InputValue] : [];

    public override long MultiplyAdds => (long)OutputSize * Shape.GroupInputs * Shape.Kernel;

    public override bool HasIntegers => Product.Kernel.Product.HasIntegers;

    public override long IntegerPlaces => Product.Kernel.Product.IntegerPlaces;

    public override string Description => Described(Product.Kernel.Product.IntegerFormat);

    /// <summary>What makes it this function of its parameters: not how they are stored.</summary>
    public override string Signature => Described(stored: null);

    private string Described(WeightFormat? stored)
    {
        List<string> words = [$"{OutputSize}", $"kernel {Shape.Kernel}"];
        if (Shape.Dilation > 1)
            words.Add($"dilation {Shape.Dilation}");
        if (Stride is { } stride)
            words.Add($"stride {stride.Steps}");
        if (Shape.Groups > 1)
            words.Add(Shape.IsDepthwise ? "depthwise" : Counted.Of(Shape.Groups, "group"));
        if (!HasBias)
            words.Add("no bias");
        if (Function.Exists)
            words.Add(Function.Words);
        if (stored is { } format)
            words.Add(format.Words);
        return $"Conv1D({string.Join(", ", words)})";
    }

    public override SettingFault? Unused => Shape.Dilation == 1 || Shape.Kernel > 1 ? Function.UnusedSlope
        : new("Dilation", $"Dilation = {Shape.Dilation}", "[Conv1D] has a kernel of one step, and dilation is from one to the next; leave it out");

    public override SettingFault? Mismatch => InputSize % Shape.Groups == 0 && OutputSize % Shape.Groups == 0 ? null : new(
        "Groups",
        $"{Counted.Of(Shape.Groups, "group")}, but {Counted.Of(InputSize, "input")} and {Counted.Of(OutputSize, "channel")}",
        "each group has as many inputs, and as many channels, as the others: set it to a number that divides both");

    public override LayerTrainingPlan Train(TrainingContext context) => new Conv1DTrainingPlan(this, context);

    public override IEnumerable<PanelRecipe> Packing =>
        Product.Recipes(Shape, Parameters.Offset, HasBias ? Parameters.End - OutputSize : null, Weights);
}
