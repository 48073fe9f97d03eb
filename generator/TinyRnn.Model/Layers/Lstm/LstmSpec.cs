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

    public CellFunctions Functions { get; init; } = CellFunctions.Default;

    public override string Kind => "Lstm";

    public override LayerPlan Plan(LayerContext context) =>
        RecurrentPlanning.Plan(this, context, (Peepholes ? s_peephole : s_shape).With(Functions), Product(context.InputSize), second: null, BiasInitials) with
        {
            UnusedSetting = HasBias || ForgetBias is not { } bias ? null : new(
                "ForgetBias",
                $"ForgetBias = {bias.ToString(CultureInfo.InvariantCulture)}",
                "[Lstm] has no biases; leave it out, or Bias = false"),
        };

    private ProductPlan Product(int inputSize)
    {
        EquatableArray<string> gates = new(["i", "f", "g", "o"]);
        return new ProductPlan(gates, HasBias: true, new([new("x", inputSize, gates), new("h", Units, gates)]));
    }

    private IEnumerable<InitialPlan> BiasInitials(int bias, float bound)
    {
        if (ForgetBias is not { } forgetBias)
            return [new(new Extent(bias, 4 * Units), InitialDistribution.UniformSum, bound)];
        return
        [
            new(new Extent(bias, Units), InitialDistribution.UniformSum, bound),
            new(new Extent(bias + Units, Units), InitialDistribution.Constant, forgetBias),
            new(new Extent(bias + (2 * Units), 2 * Units), InitialDistribution.UniformSum, bound),
        ];
    }
}
