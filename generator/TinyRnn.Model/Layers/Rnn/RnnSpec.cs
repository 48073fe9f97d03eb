using TinyRnn.Model.Layers.Recurrent;

namespace TinyRnn.Model.Layers.Rnn;

/// <summary>Vanilla RNN (Elman 1990), with tanh or relu.</summary>
internal sealed record RnnSpec(int Units, ForeignText? GivenName, bool Bidirectional, Nonlinearity Nonlinearity)
    : RecurrentLayerSpec(Units, GivenName, Bidirectional)
{
    private static readonly CellShape s_tanh = Shape(CellKind.RnnTanh, "RNN tanh");
    private static readonly CellShape s_relu = Shape(CellKind.RnnRelu, "RNN relu");

    /// <summary>The function of the other direction.</summary>
    public Nonlinearity ReverseNonlinearity { get; init; }

    public override string Kind => "Rnn";

    public override LayerPlan Plan(LayerContext context) =>
        RecurrentPlanning.Plan(
            this,
            context,
            Shape(Nonlinearity),
            Shape(ReverseNonlinearity),
            Product(context.InputSize),
            second: null,
            (bias, bound) => [new(new Extent(bias, Units), InitialDistribution.UniformSum, bound)]) with { UnusedSetting = UnusedReverse };

    private static CellShape Shape(Nonlinearity function) => function == Nonlinearity.Tanh ? s_tanh : s_relu;

    private ProductPlan Product(int inputSize)
    {
        EquatableArray<string> sum = new(["a"]);
        return new ProductPlan(sum, HasBias: true, new([new("x", inputSize, sum), new("h", Units, sum)]));
    }

    private static CellShape Shape(CellKind kind, string title) =>
        new(kind, title, Gates: 1, BiasGates: 1, HasCell: false, SummedBiases: 1);
}
