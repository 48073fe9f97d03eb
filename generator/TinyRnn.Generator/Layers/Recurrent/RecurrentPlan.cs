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
internal sealed record CellShape(
    string Title,
    string Kernel,
    int Gates,
    int BiasGates,
    bool HasCell,
    string RecurrentBiasRole,
    string PackMethod,
    EquatableArray<string> Equations);

/// <summary>One direction of a recurrent layer: its own weights and state.</summary>
internal sealed record DirectionPlan(bool IsReverse, Extent Parameters, Extent Packed, StateVector Hidden, StateVector? Cell);

/// <summary>A recurrent layer in numbers.</summary>
internal sealed record RecurrentPlan : LayerPlan
{
    public RecurrentPlan(
        LayerKind kind, LayerContext context, CellShape shape, int units, PanelLayout layout, EquatableArray<DirectionPlan> directions)
        : base(kind, context, units * directions.Count, isStateful: true)
    {
        Shape = shape;
        Units = units;
        Layout = layout;
        Directions = directions;
    }

    public CellShape Shape { get; }

    public int Units { get; }

    public PanelLayout Layout { get; }

    public EquatableArray<DirectionPlan> Directions { get; }

    /// <summary>Layers of equal shape share their kernel.</summary>
    public string KernelName => $"{Shape.Kernel}{InputSize}x{Units}";

    public override bool IsBidirectional => Directions.Count == 2;

    public override long MultiplyAdds => (long)Directions.Count * Shape.Gates * Units * (InputSize + Units);

    public override string Description => $"{Shape.Title}({Units}{(IsBidirectional ? ", bidirectional" : "")})";

    public override IReadOnlyList<string> Equations => [.. Shape.Equations];

    public override IEnumerable<PackPlan> Packing =>
        Directions.Select(direction => new PackPlan(
            Shape.PackMethod, direction.Parameters, direction.Packed, InputSize, Units, new(Layout.Widths)));
}
