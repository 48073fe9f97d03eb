using System.Text;
using TinyRnn.Import.Tests.EndToEnd;
using static TinyRnn.Import.Tests.Onnx.GraphZoo;
using static TinyRnn.Import.Tests.Onnx.StrideTests;

namespace TinyRnn.Import.Tests.Onnx;

/// <summary>Whole sequences of a fixed length as one row of a dense layer, held to what ONNX Runtime gives.</summary>
public sealed class FlattenTests : IDisposable
{
    private const int Length = 8;

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"tinyrnn-flatten-{Guid.NewGuid():N}.onnx");

    public static TheoryData<string> Names => [.. s_graphs.Keys];

    /// <summary>By name: the nodes from [1, 8, 3] on, and attributes that the class has.</summary>
    private static readonly Dictionary<string, (Func<GraphFile, string, string> Build, string[] Attributes)> s_graphs = new()
    {
        ["steps before values"] = (
            (g, x) => Dense(g, g.Node("Flatten", [Recurrent(g, x, "")]), Length * Units, 2), ["[Gru(4, ", "[Window(8)]", "[Dense(2, "]),
        ["values before steps"] = (
            (g, x) => Dense(g, g.Node("Flatten", [Turned(g, Recurrent(g, x, ""))]), Length * Units, 2), ["[Window(8)]"]),
        ["a reshape and a product"] = (
            (g, x) => g.Node(
                "Gemm", [g.Node("Reshape", [Recurrent(g, x, ""), g.Integers(-1, Length * Units)]), W(g, 5, Length * Units), W(g, 5)], ("transB", 1)),
            ["[Window(8)]", "[Dense(5, "]),
        ["functions in between"] = (
            (g, x) => Dense(g, g.Node("LeakyRelu", [g.Node("Flatten", [Recurrent(g, x, "")])]), Length * Units, 2),
            ["[Activation(Activation.LeakyRelu, ", "[Window(8)]"]),
        ["two layers behind"] = (
            (g, x) => Dense(g, g.Node("Relu", [Dense(g, g.Node("Flatten", [Recurrent(g, x, "")]), Length * Units, 6)]), 6, 2),
            ["[Window(8)]", "[Dense(6, Activation.Relu, ", "[Dense(2, "]),
        ["behind a stride"] = (
            (g, x) =>
            {
                string half = g.Node("MaxPool", [Turned(g, x)], Shape(2), Strides(2));
                return Dense(g, g.Node("Flatten", [Recurrent(g, Turned(g, half), "")]), Length / 2 * Units, 2);
            },
            ["[MaxPool1D(2)]", "[Window(4)]"]),
        ["both directions"] = (
            (g, x) =>
            {
                string both = g.Node("GRU", [g.Node("Transpose", [x], ("perm", (int[])[1, 0, 2])), W(g, 2, 6, 3), W(g, 2, 6, 2)],
                    ("hidden_size", 2), ("direction", "bidirectional"));
                return Dense(g, g.Node("Flatten", [g.Node("Transpose", [both], ("perm", (int[])[2, 0, 1, 3]))]), Length * 4, 2);
            },
            ["Bidirectional = true", "[Window(8)]"]),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Gives_what_ONNX_Runtime_gives(string name)
    {
        (Func<GraphFile, string, string> build, string[] attributes) = s_graphs[name];
        GraphCheck.Run(Graph(build, Length), _path, Length);
        (ModelImport import, ProofResult proof) = ImportRun.Prove(_path, new ImportOptions { Recorder = new Tool.Recording.OnnxRecorder() });
        Assert.StartsWith("recorded by ONNX Runtime", import.Origin, StringComparison.Ordinal);
        string text = Encoding.UTF8.GetString(import.Files[0].Content.Span).Replace("\n///", "", StringComparison.Ordinal);
        foreach (string attribute in attributes)
            Assert.Contains(attribute, text, StringComparison.Ordinal);
        Assert.Contains("Mode = SequenceMode.ManyToOne)]", text, StringComparison.Ordinal);
        Assert.Contains(" after exactly 8 steps.", text, StringComparison.Ordinal);
        Assert.Contains("the class is right for sequences of exactly 8 steps", text, StringComparison.Ordinal);
        Assert.Contains("holds 3 x 8 steps", text, StringComparison.Ordinal);
        Assert.InRange(proof.LargestError, 0, proof.Bound);
    }

    /// <summary>Nothing has a memory there: a call is one step of several positions, if it is one that a class can have.</summary>
    [Theory]
    [InlineData(1, 1, "[RecurrentModel(8)]\n[FrameConv1D(")]
    [InlineData(3, Length, "[RecurrentModel(3, Mode = SequenceMode.ManyToOne)]\n[Conv1D(")]
    public void Convolutions_alone_are_one_step_or_all(int channels, int steps, string attributes)
    {
        GraphFile graph = new();
        string conv = graph.Node(
            "Conv", [graph.Input("x", 1, channels, Length), W(graph, 5, channels, 3), W(graph, 5)], Pads(2, 0));
        graph.Name(Dense(graph, graph.Node("Flatten", [graph.Node("Relu", [conv])]), 5 * Length, 2), "y");
        graph.Output("y", 1, 2);
        GraphCheck.Run(graph, _path, steps);
        (ModelImport import, ProofResult proof) = ImportRun.Prove(_path);
        Assert.Contains(attributes, Encoding.UTF8.GetString(import.Files[0].Content.Span), StringComparison.Ordinal);
        Assert.InRange(proof.LargestError, 0, proof.Bound);
    }

    [Fact]
    public void An_open_length_is_asked_for_and_fixed()
    {
        File.WriteAllBytes(_path, Graph(s_graphs["steps before values"].Build, 0).Bytes());
        SourceProblem problem = Assert.Single(ModelImport.Inspect(_path).Problems);
        Assert.Contains("(a flattened sequence) by a matrix of 32 columns", problem.What, StringComparison.Ordinal);
        Assert.Contains("--set NAME=STEPS", problem.Remedy, StringComparison.Ordinal);
        ReadOptions fixedLength = new() { Values = new Dictionary<string, double> { ["open1"] = Length } };
        Assert.InRange(ImportRun.Prove(_path, new ImportOptions { Reading = fixedLength }).Proof.Outputs, 1, long.MaxValue);
    }

    [Fact]
    public void Other_numbers_of_steps_are_refused()
    {
        File.WriteAllBytes(_path, Graph(s_graphs["steps before values"].Build, Length).Bytes());
        Assert.Equal(
            "A sequence of this model has 8 steps, and 16 are asked for (--steps). Leave --steps out.",
            Assert.Throws<SourceFormatException>(() => ModelImport.Prepare(_path, new ImportOptions { Steps = 16 })).Message);
        Assert.NotEmpty(ModelImport.Prepare(_path, new ImportOptions { Steps = Length }).Files);
    }

    /// <summary>11 steps, of which a convolution that ends early makes 6: the class needs 12.</summary>
    [Fact]
    public void A_rest_of_a_stride_is_filled_up()
    {
        GraphFile graph = StrideTests.Graph(
            (g, x) =>
            {
                string half = g.Node("Conv", [x, W(g, 3, 3, 3), W(g, 3)], Strides(2), Pads(2, 0));
                return Dense(g, g.Node("Flatten", [Recurrent(g, Turned(g, half), "")]), 6 * Units, 2);
            },
            11);
        GraphCheck.Run(graph, _path, 12);
        ModelImport import = ImportRun.Prove(_path).Import;
        Assert.Contains("The file's sequences of 11 steps are 12 for the class: put 1 step of zeros behind.", import.Remarks);
    }

    /// <summary>Strides that leave one step of eight: nothing is flattened, and the file gives one result for its own length only.</summary>
    [Fact]
    public void One_step_that_is_left_is_no_sequence()
    {
        GraphFile graph = StrideTests.Graph(
            (g, x) =>
            {
                string rest = g.Node("MaxPool", [g.Node("Conv", [x, W(g, 5, 3, 4), W(g, 5)], Strides(4))], Shape(2), Strides(2));
                return Recurrent(g, Turned(g, g.Node("Conv", [rest, W(g, 3, 5, 1), W(g, 3)])), "");
            },
            Length);
        graph.Model.Graph.Node.RemoveAt(graph.Model.Graph.Node.Count - 1);
        graph.Name(graph.Node("Squeeze", [graph.Model.Graph.Node[^1].Output[0], graph.Integers(1)]), "y");
        GraphCheck.Run(graph, _path, Length);
        (ModelImport import, ProofResult proof) = ImportRun.Prove(_path, new ImportOptions { Recorder = new Tool.Recording.OnnxRecorder() });
        Assert.StartsWith("recorded by ONNX Runtime", import.Origin, StringComparison.Ordinal);
        Assert.InRange(proof.LargestError, 0, proof.Bound);
    }

    [Fact]
    public void A_part_of_a_sequence_is_named()
    {
        GraphFile graph = Graph(
            (g, x) => Dense(g, g.Node("Flatten", [g.Node("Slice", [Recurrent(g, x, ""), g.Integers(0), g.Integers(4), g.Integers(1)])]), 4 * Units, 2), Length);
        Assert.Contains(graph.Read().Model.Problems, problem => problem.What == "reads 4 steps of 8");
    }

    public void Dispose() => File.Delete(_path);

    /// <summary>A graph of [1, T, 3].</summary>
    private static GraphFile Graph(Func<GraphFile, string, string> build, int steps)
    {
        GraphFile graph = new();
        graph.Name(build(graph, graph.Input("x", 1, steps, 3)), "y");
        graph.Output("y", 1, 0);
        return graph;
    }
}
