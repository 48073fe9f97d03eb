using TinyRnn.Generator.Planning;
using TinyRnn.Generator.Spec;

namespace TinyRnn.Generator.Layers.Dense;

/// <summary>A dense layer in numbers.</summary>
internal sealed record DensePlan : LayerPlan
{
    /// <summary>
    /// So few outputs leave most lanes of a panel empty: they are computed as dot products, each with its weights in a line and the sum
    /// across lanes at the end.
    /// </summary>
    private const int MostDots = 3;

    public DensePlan(LayerKind kind, LayerContext context, DenseSpec spec, bool isGrowing, Extent packed)
        : base(kind, context, spec.Units, isStateful: false)
    {
        Activation = spec.Activation;
        IsGrowing = isGrowing;
        ProductPlan product = ProductOf(context, isGrowing);
        Layout = PanelLayout.For(spec.Units, product);
        DotInputs = DotInputsOf(context);
        Weights = packed;
        if (IsDots)
        {
            Dots = new(DotPlan.For(DotInputs, OutputSize));
            return;
        }

        Kernel = PanelKernelPlan.For(Layout, product);
        if (!isGrowing)
            Rows = Kernel.ForSeveral(sameBits: true);
    }

    public Activation Activation { get; }

    /// <summary>Behind a history: only the weights of the lags that exist so far take part.</summary>
    public bool IsGrowing { get; }

    public PanelLayout Layout { get; }

    /// <summary>Place in the packed block.</summary>
    public Extent Weights { get; }

    public bool IsDots => AreDots(OutputSize, IsReproducible);

    /// <summary>
    /// Inputs that a dot product reads. A recurrent layer's hidden state is padded with zeros to whole vectors, so it is read with its padding, which spares a tail of single
    /// multiplications.
    /// </summary>
    public int DotInputs { get; }

    private static int DotInputsOf(LayerContext context) =>
        context.Previous is Recurrent.RecurrentPlan { IsBidirectional: false } recurrent ? recurrent.Layout.PaddedUnits : context.InputSize;

    /// <summary>Dot products: a way for each width of vectors, widest first.</summary>
    public EquatableArray<DotPlan> Dots { get; }

    /// <summary>The product in panels, where these are no dot products.</summary>
    public PanelKernelPlan? Kernel { get; }

    /// <summary>The same for several inputs at once; a growing number of rows is taken one input at a time.</summary>
    public PanelKernelPlan? Rows { get; }

    public override bool GainsFromRows => Rows is not null && MultiplyAdds >= FewestForRows;

    private const int FewestForRows = 1024;

    public override bool StreamsShareWeights => Rows is not null;

    /// <summary>Panel after panel, each of which reads the whole input.</summary>
    public override IEnumerable<int> ReadWithOutput => [Index];

    /// <summary>Softmax needs all outputs and runs behind the kernel, which then ends in the product.</summary>
    public Activation KernelActivation => Activation == Activation.Softmax ? Activation.Identity : Activation;

    public string KernelName =>
        $"Dense{(IsGrowing ? "Growing" : "")}{(KernelActivation == Activation.Identity ? "" : KernelActivation.ToString())}{(IsDots ? DotInputs : InputSize)}x{OutputSize}";

    public override long MultiplyAdds => (long)InputSize * OutputSize;

    public override string Description =>
        Activation == Activation.Identity ? $"Dense({OutputSize})" : $"Dense({OutputSize}, {Activation.ToString().ToLowerInvariant()})";

    public override IReadOnlyList<string> Equations =>
        [Activation == Activation.Identity ? "y_t = W x_t + b" : $"y_t = {Activation.ToString().ToLowerInvariant()}(W x_t + b)"];

    public override IEnumerable<PackPlan> Packing =>
        [
            IsDots
                ? new PackPlan("DenseRows", Parameters, Weights, InputSize, OutputSize, new([]), DotInputs)
                : new PackPlan("Dense", Parameters, Weights, InputSize, OutputSize, new(Layout.Widths)),
        ];

    /// <summary>The order in which a dot product adds follows the width of the vectors.</summary>
    private static bool AreDots(int units, bool isReproducible) => units <= MostDots && !isReproducible;

    public static long PackedLength(LayerContext context, int units) =>
        AreDots(units, context.IsReproducible) ? (long)units * (DotInputsOf(context) + 1) : (long)PanelLayout.For(units, ProductOf(context, isGrowing: false)).PaddedUnits * (context.InputSize + 1);

    private static ProductPlan ProductOf(LayerContext context, bool isGrowing)
    {
        EquatableArray<string> sum = new(["a"]);
        return new(sum, HasBias: true, new([new("x", isGrowing ? null : context.InputSize, sum)]), context.InputSize, context.IsReproducible);
    }
}
