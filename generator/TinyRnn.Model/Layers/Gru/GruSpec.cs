using TinyRnn.Model.Layers.Recurrent;

namespace TinyRnn.Model.Layers.Gru;

/// <summary>Gated recurrent unit (Cho et al. 2014).</summary>
/// <param name="Units">Units H.</param>
/// <param name="GivenName">Prefix in weight files.</param>
/// <param name="Bidirectional">Reads the sequence in both directions.</param>
/// <param name="ResetAfter">The reset gate scales the finished recurrent product; otherwise the hidden state in front of it.</param>
internal sealed record GruSpec(int Units, ForeignText? GivenName, bool Bidirectional, bool ResetAfter)
    : RecurrentLayerSpec(Units, GivenName, Bidirectional)
{
    private static readonly CellShape s_resetAfter = new(
        CellKind.GruResetAfter, "GRU", Gates: 3, BiasGates: 4, HasCell: false, SummedBiases: 2, Sigmoids: new(["r", "z"]));

    private static readonly CellShape s_resetBefore = new(
        CellKind.GruResetBefore, "GRU reset before", Gates: 3, BiasGates: 3, HasCell: false, SummedBiases: 3, Sigmoids: new(["r", "z"]));

    public CellFunctions Functions { get; init; } = CellFunctions.Default;

    /// <summary>The functions of the other direction.</summary>
    public CellFunctions ReverseFunctions { get; init; } = CellFunctions.Default;

    public override string Kind => "Gru";

    public override LayerPlan Plan(LayerContext context)
    {
        CellShape shape = ResetAfter ? s_resetAfter : s_resetBefore;
        return RecurrentPlanning.Plan(
            this, context, shape.With(Functions), shape.With(ReverseFunctions), ResetAfter ? AfterProduct(context.InputSize) : GateProduct(context.InputSize),
            ResetAfter ? null : CandidateProduct(), BiasInitials) with { UnusedSetting = UnusedReverse };
    }

    /// <summary>The candidate's two parts are summed apart: n takes the input's, m the hidden state's, which r then scales.</summary>
    private ProductPlan AfterProduct(int inputSize) =>
        new(
            new(["r", "z", "n", "m"]),
            HasBias: true,
            new([new("x", inputSize, new(["r", "z", "n"])), new("h", Units, new(["r", "z", "m"]))]));

    /// <summary>First pass: both gates, and the input's part of the candidate.</summary>
    private ProductPlan GateProduct(int inputSize) =>
        new(
            new(["r", "z", "n"]),
            HasBias: true,
            new([new("x", inputSize, new(["r", "z", "n"])), new("h", Units, new(["r", "z"]))]));

    /// <summary>Second pass: the hidden part of the candidate needs r of all units.</summary>
    private ProductPlan CandidateProduct() => new(new(["n"]), HasBias: false, new([new("resetHidden", Units, new(["n"]))]));

    private IEnumerable<InitialPlan> BiasInitials(int bias, float bound) =>
        ResetAfter
            ?
            [
                new(new Extent(bias, 2 * Units), InitialDistribution.UniformSum, bound),
                new(new Extent(bias + (2 * Units), 2 * Units), InitialDistribution.Uniform, bound),
            ]
            : [new(new Extent(bias, 3 * Units), InitialDistribution.UniformSum, bound)];
}
