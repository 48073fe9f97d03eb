using System.Text;
using TinyRnn.Import.Tests.EndToEnd;
using static TinyRnn.Import.Tests.Onnx.GraphZoo;

namespace TinyRnn.Import.Tests.Onnx;

/// <summary>Convolutions with a stride and pools along the steps, [B, C, T] as PyTorch exports them, held to what ONNX Runtime gives.</summary>
public sealed class StrideTests : IDisposable
{
    /// <summary>A multiple of every stride here.</summary>
    private const int Steps = 24;

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"tinyrnn-stride-{Guid.NewGuid():N}.onnx");

    public static TheoryData<string> Names => [.. s_graphs.Keys];

    /// <summary>By name: the nodes from [1, 3, T] on, and attributes that the class has.</summary>
    private static readonly Dictionary<string, (Func<GraphFile, string, string> Build, string[] Attributes)> s_graphs = new()
    {
        ["zeros in front only"] = (
            (g, x) => g.Node("Conv", [x, W(g, 5, 3, 4), W(g, 5)], Strides(2), Pads(2, 0)),
            ["[Conv1D(5, 4, Stride = 2, Name = "]),
        ["zeros on both sides"] = (
            (g, x) => g.Node("Conv", [x, W(g, 5, 3, 3), W(g, 5)], Strides(2), Pads(1, 1)),
            ["[Conv1D(5, 3, Stride = 2, Name = "]),
        ["a window that ends early"] = (
            (g, x) => g.Node("Conv", [x, W(g, 5, 3, 3), W(g, 5)], Strides(3), Pads(2, 0)),
            ["[Conv1D(5, 5, Stride = 3, Name = "]),
        ["a dilated window"] = (
            (g, x) => g.Node("Conv", [x, W(g, 5, 3, 3)], Strides(2), Pads(3, 0), Dilations(2)),
            ["[Conv1D(5, 3, Dilation = 2, Stride = 2, Bias = false, Name = "]),
        ["a dilated window that ends early"] = (
            (g, x) => g.Node("Conv", [x, W(g, 5, 3, 3)], Strides(3), Pads(4, 0), Dilations(2)),
            ["[Conv1D(5, 4, Dilation = 2, Stride = 3, Bias = false, Name = "]),
        ["each channel apart, after zeros"] = (
            (g, x) => g.Node("Conv", [g.Node("Pad", [x, g.Integers(0, 0, 2, 0, 0, 0)]), W(g, 6, 1, 4), W(g, 6)], Strides(2), ("group", 3)),
            ["[Conv1D(6, 4, Stride = 2, Groups = 3, Name = "]),
        ["every third step"] = (
            (g, x) => g.Node("Conv", [x, W(g, 5, 3, 1), W(g, 5)], Strides(3)),
            ["[Conv1D(5, 3, Stride = 3, Name = "]),
        ["windows side by side"] = (
            (g, x) => g.Node("Conv", [x, W(g, 5, 3, 4), W(g, 5)], Strides(4), ("auto_pad", "SAME_UPPER")),
            ["[Conv1D(5, 4, Stride = 4, Name = "]),
        ["a network with two strides and a recurrent layer"] = (
            (g, x) =>
            {
                string first = g.Node("Relu", [g.Node("Conv", [x, W(g, 8, 3, 5), W(g, 8)], Strides(2), Pads(3, 1))]);
                return Recurrent(g, Turned(g, g.Node("Conv", [first, W(g, 3, 8, 3), W(g, 3)], Strides(3))), "");
            },
            ["[Conv1D(8, 5, Activation = Activation.Relu, Stride = 2, ", "[Conv1D(3, 3, Stride = 3, ", "[Gru(4, "]),
        ["maxima"] = (
            (g, x) => g.Node("MaxPool", [g.Node("Tanh", [g.Node("Conv", [x, W(g, 5, 3, 3), W(g, 5)], Pads(2, 0))])], Shape(2), Strides(2)),
            ["[Conv1D(5, 3, Activation = Activation.Tanh, ", "[MaxPool1D(2)]"]),
        ["means of the input"] = ((g, x) => g.Node("Tanh", [g.Node("AveragePool", [x], Shape(4), Strides(4))]), ["[AveragePool1D(4)]"]),
        ["pools of one step"] = ((g, x) => g.Node("MaxPool", [g.Node("MaxPool", [x], Shape(3), Strides(3))], Shape(1)), ["[MaxPool1D(3)]"]),
        ["one result"] = (
            (g, x) =>
            {
                string first = g.Node("Relu", [g.Node("Conv", [x, W(g, 3, 3, 3), W(g, 3)], Strides(2), Pads(1, 1))]);
                return LastOutput(g, g.Node("MaxPool", [first], Shape(2), Strides(2)));
            },
            ["Mode = SequenceMode.ManyToOne)]", "[Conv1D(3, 3, Activation = Activation.Relu, Stride = 2, ", "[MaxPool1D(2)]"]),
        ["the mean of all that is left"] = (
            (g, x) => g.Node("Squeeze", [g.Node("GlobalAveragePool",
                [g.Node("Conv", [x, W(g, 5, 3, 4), W(g, 5)], Strides(2), Pads(2, 0))]), g.Integers(2)]),
            ["Mode = SequenceMode.ManyToOne)]", "Stride = 2, ", "[MeanOverTime]"]),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Gives_what_ONNX_Runtime_gives(string name)
    {
        (Func<GraphFile, string, string> build, string[] attributes) = s_graphs[name];
        Prove(Graph(build, 0), attributes);
    }

    /// <summary>The file does not say which axis is that of the steps, and fixes both.</summary>
    [Theory]
    [InlineData("zeros on both sides")]
    [InlineData("a network with two strides and a recurrent layer")]
    [InlineData("one result")]
    public void A_fixed_length_is_opened(string name)
    {
        (Func<GraphFile, string, string> build, string[] attributes) = s_graphs[name];
        Prove(Graph(build, 12), attributes);
    }

    [Fact]
    public void Steps_before_channels_are_the_same()
    {
        GraphFile graph = new();
        graph.Name(Turned(graph, s_graphs["zeros on both sides"].Build(graph, Turned(graph, graph.Input("x", 1, 0, 3)))), "y");
        graph.Output("y", 1, 0, 5);
        Prove(graph, ["[Conv1D(5, 3, Stride = 2, Name = "]);
    }

    [Fact]
    public void A_test_checks_a_class_with_a_stride()
    {
        File.WriteAllBytes(_path, Graph(s_graphs["maxima"].Build, 0).Bytes());
        ModelImport import = ModelImport.Prepare(_path, new ImportOptions { Class = "Strided", HasTest = true });
        string test = Encoding.UTF8.GetString(import.Files[3].Content.Span);
        Assert.Contains("ModelProof.CheckStrided<Strided, Strided.State, float>(", test, StringComparison.Ordinal);
        string text = Encoding.UTF8.GetString(import.Files[0].Content.Span).Replace("\n///", "", StringComparison.Ordinal);
        Assert.Contains("5 outputs (<c>y</c>) at the last of every 2 steps.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Golden_sequences_have_whole_strides()
    {
        File.WriteAllBytes(_path, Graph(s_graphs["every third step"].Build, 0).Bytes());
        Assert.Equal(0, ImportRun.Prove(_path, new ImportOptions { Steps = 9 }).Proof.Outputs % (3 * 5));
        SourceFormatException refused = Assert.Throws<SourceFormatException>(() => ModelImport.Prepare(_path, new ImportOptions { Steps = 10 }));
        Assert.Equal("A sequence of 10 steps (--steps) is no multiple of 3, and there is an output every 3 steps. Give --steps 12.", refused.Message);
    }

    /// <summary>PyTorch's own: 21 steps, of which a stride of 2 makes 11 outputs, the last of them before the class's.</summary>
    [Fact]
    public void A_sequence_that_fills_no_stride_is_filled_with_zeros()
    {
        string folder = Path.Combine(OnnxCase.Folder, "onnx_pytorch", "crnn_keyword");
        (ModelImport import, ProofResult proof) = ImportRun.Prove(Path.Combine(folder, "model.onnx"));
        Assert.InRange(proof.LargestError, 0, proof.Bound);
        Assert.Contains("The file's sequences of 21 steps are 22 for the class: put 1 step of zeros behind.", import.Remarks);
        using OnnxCase expected = new(folder);
        
        // The exporter folded a batch normalisation into weights of float32.
        expected.Check(isRounded: true, filledWith: 1);
    }

    /// <summary>The sequence's length that the file fixes; the last output of the second convolution sees what no zeros of the input give.</summary>
    [Fact]
    public void A_last_output_that_sees_zeros_behind_a_layer_is_refused()
    {
        GraphFile graph = Graph(
            (g, x) =>
            {
                string first = g.Node("Conv", [x, W(g, 3, 3, 3), W(g, 3)], Pads(2, 0));
                return LastOutput(g, g.Node("Conv", [first, W(g, 3, 3, 3), W(g, 3)], Strides(2), Pads(1, 1)));
            },
            11);
        SourceProblem problem = Assert.Single(graph.Read().Model.Problems);
        Assert.Contains("of 11 steps the last of its outputs sees zeros behind them", problem.What, StringComparison.Ordinal);
        Assert.Contains("that its strides divide (2)", problem.Remedy, StringComparison.Ordinal);
    }

    public void Dispose() => File.Delete(_path);

    public static (string, object) Strides(int stride) => ("strides", (int[])[stride]);

    public static (string, object) Pads(int before, int behind) => ("pads", (int[])[before, behind]);

    public static (string, object) Dilations(int dilation) => ("dilations", (int[])[dilation]);

    public static (string, object) Shape(int kernel) => ("kernel_shape", (int[])[kernel]);

    /// <summary>[1, C, T] to [1, T, C], and back.</summary>
    internal static string Turned(GraphFile graph, string x) => graph.Node("Transpose", [x], ("perm", (int[])[0, 2, 1]));

    /// <summary>What a dense layer makes of the last output of a recurrent one over [1, 3, T].</summary>
    internal static string LastOutput(GraphFile graph, string x) =>
        Dense(graph, graph.Node("Gather", [Recurrent(graph, Turned(graph, x), ""), graph.Integers(-1)], ("axis", 1)), Units, 2);

    /// <summary>A graph of [1, 3, T].</summary>
    internal static GraphFile Graph(Func<GraphFile, string, string> build, int steps)
    {
        GraphFile graph = new();
        graph.Name(build(graph, graph.Input("x", 1, 3, steps)), "y");
        graph.Output("y", 1, 0, 0);
        return graph;
    }

    private void Prove(GraphFile graph, string[] attributes)
    {
        GraphCheck.Run(graph, _path, Steps);
        (ModelImport import, ProofResult proof) = ImportRun.Prove(_path);
        string text = Encoding.UTF8.GetString(import.Files[0].Content.Span);
        foreach (string attribute in attributes)
            Assert.Contains(attribute, text, StringComparison.Ordinal);
        Assert.InRange(proof.LargestError, 0, proof.Bound);
    }
}
