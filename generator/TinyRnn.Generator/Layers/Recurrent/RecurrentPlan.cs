using TinyRnn.Generator.Emission;
using TinyRnn.Generator.Planning;
using TinyRnn.Generator.Spec;

namespace TinyRnn.Generator.Layers.Recurrent;

/// <summary>What tells one kind of cell from another, in numbers.</summary>
/// <param name="Title">For tables and comments: <c>LSTM</c>.</param>
/// <param name="Kernel">Prefix of the kernel's name.</param>
/// <param name="Gates">Gates in weight_ih and weight_hh.</param>
/// <param name="BiasGates">Gates in the bias of the parameter block.</param>
/// <param name="HasCell">There is a cell state beside the hidden state.</param>
/// <param name="RecurrentBiasRole">What the file's bias_hh is to the parameter block's bias.</param>
/// <param name="PackMethod">The runtime's packing.</param>
/// <param name="Equations">One step.</param>
/// <param name="Cell">Prints how the finished sums of some units become their new state: from <c>h</c> and <c>c</c> to <c>next</c> and <c>c</c>.</param>
internal sealed record CellShape(
    string Title,
    string Kernel,
    int Gates,
    int BiasGates,
    bool HasCell,
    string RecurrentBiasRole,
    string PackMethod,
    EquatableArray<string> Equations,
    CellText Cell)
{
    /// <summary>
    /// The cells of a tile, each part for all of its vectors before the next part: what one waits for, others fill. A processor's queues hold about one cell, and would otherwise be full of
    /// operations that wait.
    /// </summary>
    public void EmitCells(SourceWriter writer, IReadOnlyList<PanelVector> vectors)
    {
        writer.Line($"// {Equations[Equations.Count - 1]}");
        if (Cell.HasConstants)
            PanelVector.EmitConstants(writer, vectors);
        foreach (Action<SourceWriter, PanelVector> part in Cell.Parts)
        {
            foreach (PanelVector vector in vectors)
                part(writer, vector);
        }
    }
}

/// <summary>How a cell is printed.</summary>
/// <param name="HasConstants">It takes the constants that cells share.</param>
/// <param name="Parts">Each prints what waits for one quotient.</param>
internal sealed record CellText(bool HasConstants, params Action<SourceWriter, PanelVector>[] Parts);

/// <summary>One direction of a recurrent layer: its own weights and state.</summary>
internal sealed record DirectionPlan(bool IsReverse, Extent Parameters, Extent Packed, StateVector Hidden, StateVector? Cell);

/// <summary>A step of several streams: the product of its first pass, and of its second if it has one.</summary>
internal sealed record StreamsPlan(PanelKernelPlan First, PanelKernelPlan? Second);

/// <summary>A recurrent layer in numbers.</summary>
internal sealed record RecurrentPlan : LayerPlan
{
    public RecurrentPlan(
        LayerKind kind, LayerContext context, CellShape shape, int units, PanelKernelPlan kernel, PanelKernelPlan? second, EquatableArray<DirectionPlan> directions)
        : base(kind, context, units * directions.Count, isStateful: true)
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

    /// <summary>The product of a step, or of the first of its two passes.</summary>
    public PanelKernelPlan Kernel { get; }

    /// <summary>The product of the second pass, of cells that need one.</summary>
    public PanelKernelPlan? Second { get; }

    /// <summary>The input's product of several consecutive steps, where <see cref="BlocksInputs"/>.</summary>
    public PanelKernelPlan? Inputs { get; }

    /// <summary>Both passes for several streams; bidirectional layers read whole sequences only.</summary>
    public StreamsPlan? Streams { get; }

    public PanelLayout Layout => Kernel.Layout;

    /// <summary>Every other step walks the panels backwards. Behind a second pass, the panels of the first are not what was read last.</summary>
    public bool Zigzags => Second is null && Kernel.Zigzags;

    public EquatableArray<DirectionPlan> Directions { get; }

    /// <summary>Layers of equal shape share their kernel.</summary>
    public string KernelName => $"{Shape.Kernel}{(IsOneHot ? "OneHot" : "")}{InputSize}x{Units}";

    /// <summary>The input is one-hot: kernels are given the token, and read one row of the input weights.</summary>
    public bool IsOneHot => Kernel.Product.Blocks[0].IsOneHot;

    public override bool IsBidirectional => Directions.Count == 2;

    /// <summary>
    /// Whether a sequence computes its input products four steps at a time: that saves three of four reads of their weights, and costs to store and load the sums once,
    /// as much as two rows.
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

    private const int FewestBlockedInputs = 8;

    public override long MultiplyAdds => (long)Directions.Count * Shape.Gates * Units * ((IsOneHot ? 0 : InputSize) + Units);

    public override string Description => $"{Shape.Title}({Units}{(IsBidirectional ? ", bidirectional" : "")})";

    public override IReadOnlyList<string> Equations => [.. Shape.Equations];

    public override IEnumerable<PackPlan> Packing =>
        Directions.Select(direction => new PackPlan(
            Shape.PackMethod, direction.Parameters, direction.Packed, InputSize, Units, new(Layout.Widths)));
}
