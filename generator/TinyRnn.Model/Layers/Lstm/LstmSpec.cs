using System.Globalization;
using TinyRnn.Model.Layers.Recurrent;

namespace TinyRnn.Model.Layers.Lstm;

/// <summary>Long short-term memory (Hochreiter and Schmidhuber 1997; forget gate: Gers et al. 2000; peepholes: Gers and Schmidhuber 2000).</summary>
/// <param name="Units">Units H.</param>
/// <param name="GivenName">Prefix in weight files.</param>
/// <param name="Bidirectional">Reads the sequence in both directions.</param>
/// <param name="Peepholes">The gates also see the cell state, each unit its own.</param>
/// <param name="ForgetBias">What a fresh model's forget bias is; <see langword="null"/>: PyTorch's uniform default.</param>
internal sealed record LstmSpec(int Units, ForeignText? GivenName, bool Bidirectional, float? ForgetBias, bool Peepholes = false)
    : RecurrentLayerSpec(Units, GivenName, Bidirectional)
{
    private static readonly CellShape s_shape =
        new(CellKind.Lstm, "LSTM", Gates: 4, BiasGates: 4, HasCell: true, SummedBiases: 4, Sigmoids: new(["i", "f", "o"]));
    private static readonly CellShape s_peephole =
        s_shape with { Kind = CellKind.LstmPeephole, Title = "LSTM with peepholes", Peepholes = new(["i", "f", "o"]) };

    private static readonly CellShape s_coupled =
        new(CellKind.LstmCoupled, "coupled LSTM", Gates: 3, BiasGates: 3, HasCell: true, SummedBiases: 3, Sigmoids: new(["i", "o"]));
    private static readonly CellShape s_coupledPeephole = s_coupled with { Title = "coupled LSTM with peepholes", Peepholes = new(["i", "o"]) };

    public CellFunctions Functions { get; init; } = CellFunctions.Default;

    /// <summary>The functions of the other direction.</summary>
    public CellFunctions ReverseFunctions { get; init; } = CellFunctions.Default;

    /// <summary>The forget gate is 1 - i (Greff et al. 2015).</summary>
    public bool IsCoupled { get; init; }

    /// <summary>Numbers that the cell's output is projected to (Sak et al. 2014); 0: it is h_t.</summary>
    public int Projection { get; init; }

    public override int HiddenSize => Projection == 0 ? Units : Projection;

    public override string Kind => "Lstm";

    public override LayerPlan Plan(LayerContext context) =>
        RecurrentPlanning.Plan(this, context, Shape.With(Functions), Shape.With(ReverseFunctions), Product(context.InputSize), second: null, BiasInitials) with
        {
            UnusedSetting = (HasBias && !IsCoupled) || ForgetBias is not { } bias ? UnusedReverse : new(
                "ForgetBias",
                $"ForgetBias = {bias.ToString(CultureInfo.InvariantCulture)}",
                HasBias ? "the forget gate of [Lstm] is 1 - i; leave it out, or CoupledGates = true"
                    : "[Lstm] has no biases; leave it out, or Bias = false"),
        };

    private CellShape Shape => IsCoupled ? (Peepholes ? s_coupledPeephole : s_coupled) : Peepholes ? s_peephole : s_shape;

    private ProductPlan Product(int inputSize)
    {
        EquatableArray<string> gates = new(IsCoupled ? ["i", "g", "o"] : ["i", "f", "g", "o"]);
        return new ProductPlan(gates, HasBias: true, new([new("x", inputSize, gates), new("h", HiddenSize, gates)]));
    }

    private IEnumerable<InitialPlan> BiasInitials(int bias, float bound)
    {
        if (ForgetBias is not { } forgetBias || IsCoupled)
            return [new(new Extent(bias, Shape.BiasGates * Units), InitialDistribution.UniformSum, bound)];
        return
        [
            new(new Extent(bias, Units), InitialDistribution.UniformSum, bound),
            new(new Extent(bias + Units, Units), InitialDistribution.Constant, forgetBias),
            new(new Extent(bias + (2 * Units), 2 * Units), InitialDistribution.UniformSum, bound),
        ];
    }
}
