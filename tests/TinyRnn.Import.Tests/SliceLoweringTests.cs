using TinyRnn.Import.Lowering;

namespace TinyRnn.Import.Tests;

/// <summary>Parts of a value as layers, and where another layer takes them itself.</summary>
public class SliceLoweringTests
{
    private const int Size = 4;

    public static TheoryData<string, string> Cases => new()
    {
        { "in a list", "Dense(4, Name = \"fc\"); Slice(0, 2, Name = \"part\"); Concat(\"part\", \"fc\")" },
        { "as an output", "Dense(4, Name = \"fc\"); Slice(0, 2, Name = \"half\"); Outputs(\"fc\", \"half\")" },
        { "alone", "Dense(4, Name = \"fc\"); Slice(1, 2)" },
        { "of the latest, added", "Dense(8, Name = \"fc\"); Slice(0, 4, Name = \"part\"); Add(\"part\", \"input\")" },
        { "added twice", "Dense(8, Name = \"fc\"); Slice(0, 4, Name = \"part\"); Slice(0, 4, Name = \"part2\", From = \"fc\"); Add(\"part\", \"part2\")" },
        { "of parts that are no halves", "Dense(8, Name = \"fc\"); Slice(2, 2); Residual(1, Channels = 2)" },
        { "of the input, added", "Dense(2, Name = \"fc\"); Residual(1, Channels = 2)" },
        { "a category", "Embedding(5, 2, Column = 3, Name = \"table\"); Slice(0, 3, Name = \"part2\", From = \"input\"); Concat(\"part2\", \"table\")" },
        {
            "a category that is also a number",
            "Slice(3, 1, Name = \"part\"); Embedding(5, 2, Column = 3, Name = \"table\"); Concat(\"part\", \"table\")"
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Parts_become_layers(string model, string expected)
    {
        ClassDraft? draft = ModelLowering.TryLower(Of(model), out IReadOnlyList<SourceProblem> problems);
        Assert.Empty(problems);
        Assert.Equal(expected, string.Join("; ", draft!.Layers.Select(layer => layer.Text)));
    }

    /// <summary>The same matrix in an embedding and in the head is one; another of its size is not, and neither is that of a category.</summary>
    [Theory]
    [InlineData(0f, 0, ", TiedTo = \"table\"")]
    [InlineData(1f, 0, "")]
    [InlineData(0f, 1, "")]
    public void Tied_weights_stay_one(float difference, int inputs, string expected)
    {
        float[] table = [.. Enumerable.Range(0, 10).Select(i => (float)i)];
        float[] head = [.. table[..9], table[9] + difference];
        SourceModel model = new()
        {
            Format = "a test",
            InputSize = inputs,
            Vocabulary = 5 - (5 * inputs),
            Nodes = [new EmbeddingNode("table", [-1], SourceTensor.Matrix(5, 2, table)), new DenseNode("fc", [0], SourceTensor.Matrix(5, 2, head), null)],
            Outputs = [1],
        };
        ClassDraft? draft = ModelLowering.TryLower(model, out IReadOnlyList<SourceProblem> problems);
        Assert.Empty(problems);
        Assert.Equal($"Dense(5, Bias = false{expected}, Name = \"fc\")", draft!.Layers[^1].Text);
        Assert.Equal(expected.Length == 0 ? 1 : 0, draft.Layers[^1].Tensors.Count);
    }

    /// <summary>Of two heads with the table's numbers, one has it.</summary>
    [Fact]
    public void A_table_is_one_head_s_matrix()
    {
        float[] table = [.. Enumerable.Range(0, 10).Select(i => (float)i)];
        SourceTensor Table() => SourceTensor.Matrix(5, 2, table);
        SourceModel model = new()
        {
            Format = "a test",
            InputSize = 1,
            Vocabulary = 5,
            Nodes = [new EmbeddingNode("table", [-1], Table()), new DenseNode("one", [0], Table(), null), new DenseNode("other", [0], Table(), null)],
            Outputs = [1, 2],
        };
        ClassDraft? draft = ModelLowering.TryLower(model, out IReadOnlyList<SourceProblem> problems);
        Assert.Empty(problems);
        Assert.Equal(1, draft!.Layers.Count(layer => layer.Text.Contains("TiedTo", StringComparison.Ordinal)));
        Assert.Equal(2, draft.Layers.Sum(layer => layer.Tensors.Count));
    }

    private static SourceModel Of(string what) => what switch
    {
        "in a list" => Model([Dense("fc", Size), Part("part", 0, 0, 2), Joined(1, 0)], 2),
        "as an output" => Model([Dense("fc", Size), Part("part", 0, 0, 2)], 0, 1) with { OutputNames = ["whole", "half"] },
        "alone" => Model([Dense("fc", Size), Part("part", 0, 1, 2)], 1),
        "of the latest, added" => Model([Dense("fc", 8), Part("part", 0, 0, Size), Sum(1, -1, Size)], 2),
        "added twice" => Model([Dense("fc", 8), Part("part", 0, 0, Size), Part("part2", 0, 0, Size), Sum(1, 2, Size)], 3),
        "of parts that are no halves" => Model([Dense("fc", 8), Part("part", 0, 0, 2), Part("part2", 0, 2, 2), Sum(1, 2, 2)], 3),
        "of the input, added" => Model([Part("part", -1, 0, 2), Dense("fc", 2), Sum(0, 1, 2)], 2),
        "a category" => Model([Part("part", -1, 3, 1), new EmbeddingNode("table", [0], Zeros(5, 2)), Part("part2", -1, 0, 3), Joined(2, 1)], 3),
        "a category that is also a number" => Model([Part("part", -1, 3, 1), new EmbeddingNode("table", [0], Zeros(5, 2)), Joined(0, 1)], 2),
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, "no such model"),
    };

    private static SourceModel Model(IReadOnlyList<SourceNode> nodes, params int[] outputs) =>
        new() { Format = "a test", InputSize = Size, Nodes = nodes, Outputs = outputs };

    private static DenseNode Dense(string name, int size) => new(name, [-1], Zeros(size, Size), SourceTensor.Vector(new float[size]));

    private static SliceNode Part(string name, int of, int first, int count) => new(name, [of], first, count);

    private static CombineNode Joined(int one, int other) => new("joined", [one, other], Combination.Concatenate, 6);

    private static CombineNode Sum(int one, int other, int size) => new("sum", [one, other], Combination.Add, size);

    private static SourceTensor Zeros(int rows, int columns) => SourceTensor.Matrix(rows, columns, new float[rows * columns]);
}
