using TinyRnn.Import.Lowering;

namespace TinyRnn.Import.Tests;

/// <summary>What no class can be says so by the node's name, and alone: each model here is right but for one thing.</summary>
public class LoweringRulesTests
{
    private const int Size = 4;

    private static readonly SourceActivation s_hard = new(ActivationKind.HardSigmoid, 0.2f, 0.5f);
    private static readonly SourceActivation s_relu = new(ActivationKind.Relu);

    public static TheoryData<string, string> Cases => new()
    {
        { "once", "of lstm, last, some are there at every step and others once" },
        { "product", "it multiplies 3 values" },
        { "bound", "its sums are clipped at 0.5" },
        { "cell", "its cell's output has the function Tanh, its candidate Relu" },
        { "gates", "its gates have the function Relu" },
        { "softmax", "softmax stands between layers" },
        { "memory", "it comes after the last step was taken" },
        { "mean after the last step", "it comes after the last step was taken" },
        { "pool after the last step", "it comes after the last step was taken" },
        { "flattened after the last step", "it comes after the last step was taken" },
        { "a row in a sum", "Add reads row, 3 steps of 4 values as one row" },
        { "a row as the output", "the model gives a flattened sequence (3 steps of 4 values as one row)" },
        { "a long row", "it makes one row of 32769 steps of 4 values, which take 1048608 bytes of a state" },
        { "values of two rates", "it reads lstm, which there is every step, where there is one every 2 steps" },
        { "a category that is computed", "it looks up what fc gives" },
        { "a one-hot vector of very many", "it makes 2000 numbers of a category beside numbers" },
        { "a category of several numbers", "it looks up what the input gives" },
        { "nothing", "the model gives nothing" },
        { "no layer", "there is no layer in it" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_stands_in_the_way_is_said(string model, string expected)
    {
        Assert.Null(ModelLowering.TryLower(Wrong(model), out IReadOnlyList<SourceProblem> problems));
        SourceProblem problem = Assert.Single(problems);
        Assert.Contains(expected, $"{problem}", StringComparison.Ordinal);
        Assert.NotEmpty(problem.Remedy);
    }

    /// <summary>The same models without the one thing.</summary>
    [Fact]
    public void What_resembles_them_is_taken()
    {
        SourceModel[] right =
        [
            Model([Lstm("lstm", -1), Dense("fc", 0)], 0, 1),
            Model([Dense("fc", -1), Product("product", 0, -1)], 1),
            Model([BothWays(Cell(), Cell())], 0),
            Model([BothWays(Cell(), Cell() with { Gate = s_hard })], 0),
            Model([Lstm("lstm", -1, Cell() with { Peepholes = Zeros(3 * Size) })], 0),
            Model([Lstm("lstm", -1, Cell() with { Gate = s_hard, Peepholes = Zeros(3 * Size) })], 0),
            Model([Lstm("lstm", -1, Cell() with { Candidate = s_relu, CellOutput = s_relu })], 0),
            Model([Lstm("lstm", -1, Cell() with { Gate = s_hard })], 0),
            Model([Dense("fc", -1), new SliceNode("part", [-1], 0, 2), new DenseNode("narrow", [0], Zeros(2, Size), null), Sum("sum", 2, 1, 2)], 3),
            Model([Lstm("lstm", -1), Last("last", 0), Dense("fc", 1), Activation("function", 2, ActivationKind.Softmax)], 3),
            Model([new FlattenNode("row", [-1], 32768, Size), new DenseNode("fc", [0], Zeros(1, 32768 * Size), null)], 1),
            Model([Lstm("lstm", -1), Pool("pool", 0), Pool("pool2", 1), Sum("sum", 2, 2, Size)], 3),
        ];
        foreach (SourceModel model in right)
        {
            Assert.NotNull(ModelLowering.TryLower(model, out IReadOnlyList<SourceProblem> problems));
            Assert.Empty(problems);
        }
    }

    private static SourceModel Wrong(string what) => what switch
    {
        "once" => Model([Lstm("lstm", -1), Last("last", 0)], 0, 1),
        "product" => Model([Dense("fc", -1), Product("product", 0, -1, -1)], 1),
        "bound" => Model([new RecurrentNode("rnn", [-1], CellKind.Rnn, [Cell() with { HiddenWeights = Zeros(4 * Size, 4 * Size) }]) { GateClip = 0.5f }], 0),
        "cell" => Model([Lstm("lstm", -1, Cell() with { Candidate = s_relu })], 0),
        "gates" => Model([Lstm("lstm", -1, Cell() with { Gate = s_relu })], 0),
        "softmax" => Model([Dense("fc", -1), Activation("function", 0, ActivationKind.Softmax), Dense("fc2", 1)], 2),
        "memory" => Model([Lstm("lstm", -1), Last("last", 0), Lstm("lstm2", 1)], 2),
        "mean after the last step" => Model([Lstm("lstm", -1), Last("last", 0), new OverTimeNode("mean", [1], false, Size)], 2),
        "pool after the last step" => Model([Lstm("lstm", -1), Last("last", 0), new PoolNode("pool", [1], true, 2, Size)], 2),
        "flattened after the last step" => Model(
            [Lstm("lstm", -1), Last("last", 0), new FlattenNode("row", [1], 3, Size), new DenseNode("fc", [2], Zeros(Size, 3 * Size), null)], 3),
        "a row in a sum" => Model(
            [new FlattenNode("row", [-1], 3, Size), Sum("sum", 0, 0, 3 * Size), new DenseNode("fc", [1], Zeros(Size, 3 * Size), null)], 2),
        "a row as the output" => Model([new FlattenNode("row", [-1], 3, Size)], 0),
        "a long row" => Model([new FlattenNode("row", [-1], 32769, Size), new DenseNode("fc", [0], Zeros(1, 32769 * Size), null)], 1),
        "values of two rates" => Model([Lstm("lstm", -1), Pool("pool", 0), Dense("fc", 1), Sum("sum", 2, 0, Size)], 3),
        "a category that is computed" => Model(
            [new DenseNode("fc", [-1], Zeros(1, Size), null), new EmbeddingNode("table", [0], Zeros(5, 2)), Lstm("lstm", 1, CellOf(2))], 2),
        "a one-hot vector of very many" => Model(
            [new SliceNode("part", [-1], 1, 1), new OneHotNode("ones", [0], 2000), new DenseNode("fc", [1], Zeros(1, 2000), null)], 2),
        "a category of several numbers" => Model([new EmbeddingNode("table", [-1], Zeros(5, 2)), Lstm("lstm", 0, CellOf(2))], 1),
        "nothing" => Model([Dense("fc", -1)]),
        "no layer" => Model([Activation("function", -1, ActivationKind.Identity)], 0),
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, "no such model"),
    };

    private static SourceModel Model(IReadOnlyList<SourceNode> nodes, params int[] outputs) =>
        new() { Format = "a test", InputSize = Size, Nodes = nodes, Outputs = outputs };

    private static DirectionWeights Cell() => new(Zeros(4 * Size, Size), Zeros(4 * Size, Size), Zeros(4 * Size), null);

    private static DirectionWeights CellOf(int inputs) => Cell() with { InputWeights = Zeros(4 * Size, inputs) };

    private static RecurrentNode Lstm(string name, int input, DirectionWeights? weights = null) => new(name, [input], CellKind.Lstm, [weights ?? Cell()]);

    private static RecurrentNode BothWays(DirectionWeights forward, DirectionWeights backward) => new("both", [-1], CellKind.Lstm, [forward, backward]);

    private static PoolNode Pool(string name, int input) => new(name, [input], true, 2, Size);

    private static DenseNode Dense(string name, int input) => new(name, [input], Zeros(Size, Size), null);

    private static ActivationNode Activation(string name, int input, ActivationKind kind) => new(name, [input], new(kind), Size);

    private static LastStepNode Last(string name, int input) => new(name, [input], LastStepKind.LastOutput, Size);

    private static CombineNode Product(string name, params int[] inputs) => new(name, inputs, Combination.Multiply, Size);

    private static CombineNode Sum(string name, int one, int other, int size) => new(name, [one, other], Combination.Add, size);

    private static SourceTensor Zeros(params int[] shape) => new(shape, new float[shape.Aggregate(1, (a, b) => a * b)]);
}
