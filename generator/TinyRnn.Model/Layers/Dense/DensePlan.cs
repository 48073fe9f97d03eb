namespace TinyRnn.Model.Layers.Dense;

/// <summary>A dense layer in numbers.</summary>
internal sealed record DensePlan : LayerPlan
{
    /// <summary>
    /// So few outputs leave most lanes of a panel empty: they are computed as dot products, each with its weights in a line and the sum
    /// across lanes at the end.
    /// </summary>
    private const int MostDots = 3;

    public DensePlan(LayerContext context, DenseSpec spec, Extent packed)
        : base(context, spec.Units, isStateful: false)
    {
        Function = spec.Function;
        HasBias = spec.HasBias;
        IsGrowing = context.Previous?.GivesGrowingOutput == true;
        ProductPlan product = ProductOf(context, IsGrowing);
        Layout = PanelLayout.For(spec.Units, product);
        DotInputs = DotInputsOf(context);
        Weights = packed;
        if (IsDots)
        {
            Dots = new(DotPlan.For(DotInputs, OutputSize));
            return;
        }

        Kernel = PanelKernelPlan.For(Layout, product);
        if (!IsGrowing)
            SeveralRows = Kernel.ForSeveral(sameBits: true);
    }

    public Function Function { get; }

    /// <summary>A bias is added to the product.</summary>
    public bool HasBias { get; }

    public override Activation OutputActivation => Function.Kind;

    /// <summary>After a history: only the weights of the lags that exist so far take part.</summary>
    public bool IsGrowing { get; }

    public PanelLayout Layout { get; }

    /// <summary>Place in the packed block, in bytes.</summary>
    public Extent Weights { get; }

    public bool IsDots => AreDots(OutputSize, IsReproducible);

    /// <summary>
    /// Inputs that a dot product reads. A recurrent layer's hidden state is padded with zeros to whole vectors, so it is read with its padding, which spares a
    /// tail of single multiplications.
    /// </summary>
    public int DotInputs { get; }

    private static int DotInputsOf(LayerContext context) =>
        context.Previous?.PaddedOutputSize ?? context.InputSize;

    /// <summary>Dot products: a way for each width of vectors, widest first.</summary>
    public EquatableArray<DotPlan> Dots { get; }

    /// <summary>The product in panels, where these are no dot products.</summary>
    public PanelKernelPlan? Kernel { get; }

    /// <summary>The same for several inputs at once; a growing number of rows is taken one input at a time.</summary>
    public PanelKernelPlan? SeveralRows { get; }

    public override bool GainsFromRows => SeveralRows is not null && MultiplyAdds >= FewestForRows;

    private const int FewestForRows = 1024;

    public override bool StreamsShareWeights => SeveralRows is not null;

    /// <summary>Panel after panel, each of which reads the whole input.</summary>
    public override IEnumerable<int> ReadWithOutput => [InputValue];

    /// <summary>Softmax needs all outputs, and longer functions would crowd the kernel: they run after it, and it ends in the product.</summary>
    public Activation KernelActivation => Function.InKernel;

    public override long MultiplyAdds => (long)InputSize * OutputSize;

    public override string Description => $"Dense({OutputSize}{(HasBias ? "" : ", no bias")}{(Function.Exists ? ", " + Function.Words : "")})";

    public override SettingFault? Unused => Function.UnusedSlope;

    public override LayerTrainingPlan Train(TrainingContext context) => new DenseTrainingPlan(this, context);

    public override IEnumerable<PanelRecipe> Packing => Kernel is { } kernel
        ? [PanelRecipe.For(kernel, Weights, Bias, [new(Parameters.Offset, InputSize)])]
        : [Rows(WeightFormat.Float32), Biases(WeightFormat.Float32)];

    private int? Bias => HasBias ? Parameters.Offset + (InputSize * OutputSize) : null;

    /// <summary>Dot products: the weights of each in a line, with zeros up to the length of what it reads.</summary>
    private PanelRecipe Rows(WeightFormat format) =>
        new(
            format,
            Weights with { Length = OutputSize * DotInputs * format.Bytes },
            OutputSize,
            new(Enumerable.Repeat(1, OutputSize)),
            new([new(Parameters.Offset, InputSize, InputSize, new([SumScale.One]), DotInputs - InputSize)]));

    /// <summary>Then the biases of all, or zeros.</summary>
    private PanelRecipe Biases(WeightFormat format) =>
        new(
            format,
            new(Weights.Offset + (OutputSize * DotInputs * format.Bytes), OutputSize * format.Bytes),
            OutputSize,
            new([OutputSize]),
            new([PanelBlock.Bias(Bias, new([SumScale.One]))]));

    /// <summary>The order in which a dot product adds follows the width of the vectors.</summary>
    private static bool AreDots(int units, bool isReproducible) => units <= MostDots && !isReproducible;

    public static long PackedBytes(LayerContext context, int units) => WeightFormat.Float32.Bytes * (
        AreDots(units, context.IsReproducible)
            ? (long)units * (DotInputsOf(context) + 1)
            : (long)PanelLayout.For(units, ProductOf(context, isGrowing: false)).PaddedUnits * (context.InputSize + 1));

    private static ProductPlan ProductOf(LayerContext context, bool isGrowing)
    {
        EquatableArray<string> sum = new(["a"]);
        return new(sum, HasBias: true, new([new("x", isGrowing ? null : context.InputSize, sum)]), context.InputSize, IsReproducible: context.IsReproducible);
    }
}
