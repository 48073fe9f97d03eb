namespace TinyRnn.Model.Layers.Recurrent;

/// <summary>A step of several streams: the product of its first pass, and of its second if it has one.</summary>
internal sealed record StreamsPlan(PanelKernelPlan First, PanelKernelPlan? Second);

/// <summary>A recurrent layer in numbers.</summary>
internal sealed record RecurrentPlan : LayerPlan
{
    public RecurrentPlan(
        LayerContext context, CellShape shape, int units, PanelKernelPlan kernel, PanelKernelPlan? second, EquatableArray<DirectionPlan> directions)
        : base(context, units * directions.Count, isStateful: true)
    {
        Shape = shape;
        Units = units;
        Kernel = kernel;
        Second = second;
        Directions = directions;
        if (BlocksInputs)
            Inputs = kernel.ForSeveral(sameBits: true);
        if (!IsBidirectional)
            Streams = new(kernel.ForSeveral(sameBits: false), second?.ForSeveral(sameBits: false));
    }

    public CellShape Shape { get; }

    public int Units { get; }

    /// <summary>Biases are added to the products.</summary>
    public bool HasBias => Shape.BiasGates > 0;

    /// <summary>The product of a step, or of the first of its two passes.</summary>
    public PanelKernelPlan Kernel { get; }

    /// <summary>The product of the second pass, of cells that need one.</summary>
    public PanelKernelPlan? Second { get; }

    /// <summary>The input's product of several consecutive steps, where <see cref="BlocksInputs"/>.</summary>
    public PanelKernelPlan? Inputs { get; }

    /// <summary>Both passes for several streams; bidirectional layers read whole sequences only.</summary>
    public StreamsPlan? Streams { get; }

    public PanelLayout Layout => Kernel.Layout;

    /// <summary>Every other step walks the panels backwards. After a second pass, the panels of the first are not what was read last.</summary>
    public bool Zigzags => Second is null && Kernel.Zigzags;

    public override EquatableArray<DirectionPlan> Directions { get; }

    /// <summary>One direction's hidden state is read with its padding.</summary>
    public override int PaddedOutputSize => IsBidirectional ? OutputSize : Layout.PaddedUnits;

    /// <summary>The input is one-hot: kernels are given the token, and read one row of the input weights.</summary>
    public bool IsOneHot => Kernel.Product.Blocks[0].IsOneHot;

    /// <summary>
    /// Whether a sequence computes its input products four steps at a time: that saves three of four reads of their weights, and costs to store and load the
    /// sums once, as much as two rows.
    /// </summary>
    public bool BlocksInputs => !IsOneHot && InputSize >= FewestBlockedInputs;

    public override bool GainsFromRows => BlocksInputs;

    /// <summary>Floats of all sums of a step, as the kernels for inputs write them and those for the hidden state read them.</summary>
    public int SumsLength => Kernel.Product.Sums.Count * Layout.PaddedUnits;

    /// <summary>A second pass reads three vectors of the first; a single pass hands everything on in registers.</summary>
    public override long ScratchLength => Second is null ? 0 : 3 * Layout.PaddedUnits;

    public override long StepsScratchLength =>
        ScratchLength + ((PanelKernelPlan.Several - 1) * (long)Layout.PaddedUnits) + (BlocksInputs ? PanelKernelPlan.Several * (long)SumsLength : 0);

    public override bool StreamsShareWeights => Streams is not null;

    public override SettingFault? Unused => UnusedSetting;

    /// <summary>What the layer's attribute sets, and the layer has no use for.</summary>
    public SettingFault? UnusedSetting { get; init; }

    public override bool HasGateBiases => HasBias;

    private const int FewestBlockedInputs = 8;

    public override long MultiplyAdds => (long)Directions.Count * Units * ((Shape.Gates * ((IsOneHot ? 0 : InputSize) + Units)) + Shape.Peepholes.Count);

    public override string Description =>
        $"{Shape.Title}({Units}{(IsBidirectional ? ", bidirectional" : "")}{(HasBias ? "" : ", no bias")}{(Directions[0].InitialHidden is null ? "" : ", initial state")})";

    public override LayerTrainingPlan Train(TrainingContext context) => new RecurrentTrainingPlan(this, context);

    public override IEnumerable<PanelRecipe> Packing => Directions.SelectMany(PackingOf);

    private IEnumerable<PanelRecipe> PackingOf(DirectionPlan direction)
    {
        int gate = Units * Units;
        Matrix input = new(direction.Parameters.Offset, InputSize);
        Matrix hidden = new(input.Offset + (Shape.Gates * Units * InputSize), Units);
        int bias = hidden.Offset + (Shape.Gates * gate);
        Extent first = direction.Packed with { Length = (int)Kernel.PackedBytes };
        yield return PanelRecipe.For(Kernel, first, HasBias ? bias : null, [input, hidden], bias + (Shape.BiasGates * Units));

        // A second pass has the last gates of the hidden state's matrix.
        if (Second is { } second)
            yield return PanelRecipe.For(
                second, new(first.End, (int)second.PackedBytes), null,
                [hidden with { Offset = hidden.Offset + ((Shape.Gates - second.Product.Sums.Count) * gate) }]);
    }
}
