namespace TinyRnn.Model.Layers.Recurrent;

/// <summary>A step of several streams: the product of its first pass, of its second if it has one, and the projection if there is one.</summary>
internal sealed record StreamsPlan(PanelKernelPlan First, PanelKernelPlan? Second, PanelKernelPlan? Projection);

/// <summary>A recurrent layer in numbers.</summary>
internal sealed record RecurrentPlan : LayerPlan
{
    public RecurrentPlan(
        LayerContext context, CellShape shape, CellShape? reverse, PanelKernelPlan kernel, PanelKernelPlan? second, PanelKernelPlan? projection,
        EquatableArray<DirectionPlan> directions)
        : base(context, directions.Sum(direction => direction.Hidden.Range.Length), isStateful: true)
    {
        Shape = shape;
        ReverseShape = reverse == shape ? null : reverse;
        Kernel = kernel;
        Second = second;
        Projection = projection;
        Directions = directions;
        if (BlocksInputs)
            Inputs = kernel.ForSeveral(sameBits: true);
        if (!IsBidirectional)
            Streams = new(kernel.ForSeveral(sameBits: false), second?.ForSeveral(sameBits: false), projection?.ForSeveral(sameBits: false));
    }

    public CellShape Shape { get; private init; }

    /// <summary>The cell of the other direction, where it has functions of its own.</summary>
    public CellShape? ReverseShape { get; }

    /// <summary>Units of the cell.</summary>
    public int Units => Layout.Units;

    /// <summary>Numbers of h_t: the units, or what they are projected to.</summary>
    public int HiddenSize => Directions[0].Hidden.Range.Length;

    /// <summary>Biases are added to the products.</summary>
    public bool HasBias => Shape.BiasGates > 0;

    /// <summary>The product of a step, or of the first of its two passes.</summary>
    public PanelKernelPlan Kernel { get; private init; }

    /// <summary>The product of the second pass, of cells that need one.</summary>
    public PanelKernelPlan? Second { get; }

    /// <summary>The product that makes h_t of the cell's output, if it is not h_t itself.</summary>
    public PanelKernelPlan? Projection { get; }

    /// <summary>The input's product of several consecutive steps, where <see cref="BlocksInputs"/>.</summary>
    public PanelKernelPlan? Inputs { get; private init; }

    /// <summary>Both passes for several streams; bidirectional layers read whole sequences only.</summary>
    public StreamsPlan? Streams { get; }

    public PanelLayout Layout => Kernel.Layout;

    /// <summary>Every other step walks the panels backwards. After a second pass, the panels of the first are not what was read last.</summary>
    public bool Zigzags => Second is null && Kernel.Zigzags;

    public override EquatableArray<DirectionPlan> Directions { get; }

    /// <summary>One direction's hidden state is read with its padding.</summary>
    public override int PaddedOutputSize => IsBidirectional ? OutputSize : Directions[0].Hidden.Padded;

    /// <summary>The input is one-hot: kernels are given the token, and read one row of the input weights.</summary>
    public bool IsOneHot => Kernel.Product.Blocks[0].IsOneHot;

    /// <summary>
    /// Whether a sequence computes its input products four steps at a time: that saves three of four reads of their weights, and costs to store and load the
    /// sums once, as much as two rows.
    /// </summary>
    public bool BlocksInputs => AreBlocked(Kernel.Product, InputSize);

    /// <summary>The same, before there is a plan.</summary>
    /// <param name="product">The product of a step.</param>
    /// <param name="inputs">Numbers of an input.</param>
    public static bool AreBlocked(ProductPlan product, int inputs) => !product.Blocks[0].IsOneHot && inputs >= FewestBlockedInputs;

    public override bool GainsFromRows => BlocksInputs;

    /// <summary>Floats of all sums of a step, as the kernels for inputs write them and those for the hidden state read them.</summary>
    public int SumsLength => Kernel.Product.Sums.Count * Layout.PaddedUnits;

    /// <summary>A second pass reads three vectors of the first, a projection one; a single pass hands everything on in registers.</summary>
    public override long ScratchLength => (Second is null ? 0 : 3 * Layout.PaddedUnits) + (Projection is null ? 0 : Layout.PaddedUnits);

    public override long StepsScratchLength =>
        ScratchLength + ((PanelKernelPlan.Several - 1) * (long)Layout.PaddedUnits) + (BlocksInputs ? PanelKernelPlan.Several * (long)SumsLength : 0);

    public override bool StreamsShareWeights => Streams is not null;

    public override bool IsBounded => RecurrentPlanning.IsBounded(Shape, ReverseShape, Projection is null);

    public override bool HasIntegers => Kernel.Product.HasIntegers || Projection?.Product.HasIntegers == true;

    public override long IntegerPlaces =>
        Kernel.Product.IntegerPlaces + (Second?.Product.IntegerPlaces ?? 0) + (Projection?.Product.IntegerPlaces ?? 0);

    public override bool HasIntegerInput => Kernel.Product.Blocks[0].Format.IsInteger;

    /// <summary>The format of the products that are of integers, and which these are, if it is not all of them.</summary>
    private string Integers
    {
        get
        {
            List<(string Name, WeightFormat Format)> products =
                [("the input", Kernel.Product.Blocks[0].Format), ("the hidden state", Kernel.Product.Blocks[1].Format)];
            if (Projection is { } projection)
                products.Add(("the projection", projection.Product.Blocks[0].Format));
            string[] integers = [.. products.Where(product => product.Format.IsInteger).Select(product => product.Name)];
            string[] floats = [.. products.Where(product => !product.Format.IsInteger).Select(product => product.Name)];
            if (integers.Length == 0)
                return "";
            string format = products.First(product => product.Format.IsInteger).Format.Words;
            return floats.Length == 0 ? $", {format}"
                : floats.Length <= integers.Length ? $", {format} but for {string.Join(" and ", floats)}"
                : $", {format} for {string.Join(" and ", integers)}";
        }
    }

    /// <summary>What makes it this function of its parameters: not how they are stored.</summary>
    public override string Signature => Words;

    public override SettingFault? Unused => UnusedSetting;

    /// <summary>What the layer's attribute sets, and the layer has no use for.</summary>
    public SettingFault? UnusedSetting { get; init; }

    public override bool HasGateBiases => HasBias;

    private const int FewestBlockedInputs = 8;

    public override long MultiplyAdds =>
        (long)Directions.Count * Units
        * ((Shape.Gates * ((IsOneHot ? 0 : InputSize) + HiddenSize)) + Shape.Peepholes.Count + (Projection is null ? 0 : HiddenSize));

    public override string Description => $"{Words.Substring(0, Words.Length - 1)}{Integers})";

    private string Words =>
        $"{Shape.Title}({Units}{Shape.Bounds}{(Projection is null ? "" : $", projected to {HiddenSize}")}{(IsBidirectional ? ", bidirectional" : "")}{(HasBias ? "" : ", no bias")}{(Directions[0].InitialHidden is null ? "" : ", initial state")}{(ReverseShape is null ? "" : $", backwards {ReverseShape.Title}")})";

    /// <summary>The layer as one of its directions is computed.</summary>
    public RecurrentPlan Of(DirectionPlan direction) => !direction.IsReverse || ReverseShape is not { } shape ? this : this with
    {
        Shape = shape,
        Kernel = Kernel.WithSigmoids(shape.Sigmoids),
        Inputs = Inputs?.WithSigmoids(shape.Sigmoids),
    };

    public override LayerTrainingPlan Train(TrainingContext context) => new RecurrentTrainingPlan(this, context);

    public override IEnumerable<PanelRecipe> Packing => Directions.SelectMany(PackingOf);

    private IEnumerable<PanelRecipe> PackingOf(DirectionPlan direction)
    {
        int gate = Units * HiddenSize;
        Matrix input = new(direction.Parameters.Offset, InputSize);
        Matrix hidden = new(input.Offset + (Shape.Gates * Units * InputSize), HiddenSize);
        int bias = hidden.Offset + (Shape.Gates * gate);
        Extent first = direction.Packed with { Length = (int)Kernel.PackedBytes };
        yield return PanelRecipe.For(Of(direction).Kernel, first, HasBias ? bias : null, [input, hidden], bias + (Shape.BiasGates * Units));

        // A second pass has the last gates of the hidden state's matrix.
        if (Second is { } second)
            yield return PanelRecipe.For(
                second, new(first.End, (int)second.PackedBytes), null,
                [hidden with { Offset = hidden.Offset + ((Shape.Gates - second.Product.Sums.Count) * gate) }]);
        if (Projection is { } projection)
            yield return PanelRecipe.For(
                projection, new(first.End, (int)projection.PackedBytes), null, [new(direction.Projection!.Value, Units)]);
    }
}
