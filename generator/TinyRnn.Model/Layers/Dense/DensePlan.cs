namespace TinyRnn.Model.Layers.Dense;

/// <summary>A dense layer in numbers.</summary>
internal sealed record DensePlan : LayerPlan
{
    /// <summary>
    /// So few outputs leave most lanes of a panel empty: they are computed as dot products, each with its weights in a line and the sum
    /// across lanes at the end.
    /// </summary>
    private const int MostDots = 3;

    public DensePlan(LayerContext context, DenseSpec spec, int matrix, Extent packed)
        : base(context, spec.Units, isStateful: false)
    {
        Matrix = matrix;
        Tied = context.Tied?.Index;
        Misfit = TiedFault(context);
        Function = spec.Function;
        HasBias = spec.HasBias;
        IsGrowing = context.Previous?.GivesGrowingOutput == true;
        ProductPlan product = ProductOf(context, spec.Units, IsGrowing);
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

    /// <summary>Place of the matrix among the parameters.</summary>
    public int Matrix { get; }

    public override int? Tied { get; }

    public override SettingFault? Misfit { get; }

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

    public override bool HasIntegers => Kernel?.Product.HasIntegers == true;

    public override long IntegerPlaces => Kernel?.Product.IntegerPlaces ?? 0;

    public override string Description => $"Dense({Words}{(Kernel?.Product.IntegerFormat is { } format ? $", {format.Words}" : "")})";

    /// <summary>What makes it this function of its parameters: not how they are stored.</summary>
    public override string Signature => $"Dense({Words})";

    private string Words =>
        $"{OutputSize}{(Tied is null ? "" : ", the table's matrix")}{(HasBias ? "" : ", no bias")}{(Function.Exists ? ", " + Function.Words : "")}";

    public override SettingFault? Unused => Function.UnusedSlope;

    public override LayerTrainingPlan Train(TrainingContext context) => new DenseTrainingPlan(this, context);

    public override IEnumerable<PanelRecipe> Packing => Kernel is { } kernel
        ? [PanelRecipe.For(kernel, Weights, Bias, [new(Matrix, InputSize)])]
        : [Rows(), Biases()];

    /// <summary>Behind the matrix, if that is the layer's own.</summary>
    private int? Bias => HasBias ? BiasOffset : null;

    /// <summary>Place of the biases among the parameters.</summary>
    public int BiasOffset => Parameters.Offset + (Tied is null ? InputSize * OutputSize : 0);

    /// <summary>What stands against the table of another layer; <see langword="null"/>: nothing.</summary>
    private SettingFault? TiedFault(LayerContext context)
    {
        if (context.Tied is not { } tied)
            return null;
        if (tied.Table is not { } table)
            return new("TiedTo", $"has the matrix of [{tied.Kind}], which has no table", "name an [Embedding]");
        if (tied.Category is not null)
            return new("TiedTo", "has the table of an [Embedding] with Column, which takes no tokens", "leave TiedTo out");
        if (context.IsTiedAlready)
            return new("TiedTo", $"has the table of {tied.Description}, which is an earlier layer's matrix already", "leave TiedTo out of one of them");
        if (IsGrowing || table != (OutputSize, InputSize))
            return new(
                "TiedTo", $"has {Counted.Of(OutputSize, "unit")} of {Counted.Of(InputSize, "input")}, but the table of {tied.Description} is [{table.Rows}, "
                + $"{table.Size}]",
                "give the layer as many units as there are tokens, and inputs of the embedding's size");
        return null;
    }

    /// <summary>Dot products: the weights of each in a line, with zeros up to the length of what it reads.</summary>
    private PanelRecipe Rows() =>
        new(
            Weights with { Length = OutputSize * DotInputs * WeightFormats.PlaceBytes },
            OutputSize,
            new(Enumerable.Repeat(1, OutputSize)),
            new([new(Matrix, InputSize, InputSize, new([SumScale.One]), DotInputs - InputSize)]));

    /// <summary>Then the biases of all, or zeros.</summary>
    private PanelRecipe Biases() =>
        new(
            new(Weights.Offset + (OutputSize * DotInputs * WeightFormats.PlaceBytes), OutputSize * WeightFormats.PlaceBytes),
            OutputSize,
            new([OutputSize]),
            new([PanelBlock.Bias(Bias, new([SumScale.One]))]));

    /// <summary>The order in which a dot product adds follows the width of the vectors.</summary>
    private static bool AreDots(int units, bool isReproducible) => units <= MostDots && !isReproducible;

    public static long PackedBytes(LayerContext context, int units) => WeightFormats.PlaceBytes * (
        AreDots(units, context.IsReproducible)
            ? (long)units * (DotInputsOf(context) + 1)
            : PackedPlaces(units, ProductOf(context, units, isGrowing: false)));

    private static long PackedPlaces(int units, ProductPlan product) => PanelLayout.For(units, product).PaddedUnits * product.PlacesPerUnit;

    private static ProductPlan ProductOf(LayerContext context, int units, bool isGrowing)
    {
        EquatableArray<string> sum = new(["a"]);
        BlockFormat format = context.FormatFor(isGrowing ? null : context.InputRange, context.InputSize, units);
        RowBlock block = new RowBlock("x", isGrowing ? null : context.InputSize, sum).In(format);
        return new(sum, HasBias: true, new([block]), context.InputSize, IsReproducible: context.IsReproducible) { BeginsWithIntegers = true };
    }
}
