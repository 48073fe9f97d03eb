using Onnx;

namespace TinyRnn.Import.Tests.Onnx;

/// <summary>Files that lie: each ends in one line or in named problems, and takes little memory.</summary>
public class HostileTests
{
    private const long Largest = 1L << 28;

    [Theory]
    [InlineData("lstm_bidirectional_unfolded")]
    [InlineData("stream_cell_packed")]
    [InlineData("vad_form")]
    [InlineData("embedding_lstm_last")]
    public void Changed_bytes_end_in_a_line_or_in_problems(string name)
    {
        byte[] original = File.ReadAllBytes(Path.Combine(OnnxCase.Folder, "onnx_pytorch", name, "model.onnx"));
        var random = new Random(12);
        int refused = 0;
        for (int round = 0; round < 250; round++)
        {
            byte[] bytes = [.. original];
            if (round % 5 == 0)
                bytes = bytes[..random.Next(bytes.Length)];
            for (int change = random.Next(1, 8); change > 0 && bytes.Length > 0; change--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                GraphFile.Read(bytes);
            }
            catch (SourceFormatException error)
            {
                refused++;
                Assert.DoesNotContain('\n', error.Message);
            }

            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < Largest);
        }

        Assert.True(refused > 50);
    }

    [Fact]
    public void A_tensor_whose_sizes_lie_is_refused_before_memory_is_taken()
    {
        GraphFile graph = Simple();
        graph.Model.Graph.Initializer[0].Dims[0] = 1L << 40;
        SourceFormatException error = Refused(graph);
        Assert.Contains("do not fit", error.Message, StringComparison.Ordinal);
        graph.Model.Graph.Initializer[0].Dims[0] = -4;
        Assert.Contains("do not fit", Refused(graph).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_graph_that_runs_in_a_circle_is_refused()
    {
        GraphFile graph = Simple();
        graph.Model.Graph.Node[0].Input[0] = graph.Model.Graph.Node[^1].Output[0];
        Assert.Contains("in a circle", Refused(graph).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ConstantOfShape")]
    [InlineData("Expand")]
    [InlineData("Tile")]
    [InlineData("Pad")]
    [InlineData("Range")]
    [InlineData("Reshape")]
    public void Tensors_that_a_graph_blows_up_are_problems(string type)
    {
        const long huge = 1L << 34;
        GraphFile graph = Simple();
        string one = graph.Number(1);
        string big = type switch
        {
            "ConstantOfShape" => graph.Node(type, [graph.Integers(huge, huge)]),
            "Expand" => graph.Node(type, [one, graph.Integers(huge, 1)]),
            "Tile" => graph.Node(type, [one, graph.Integers(huge)]),
            "Pad" => graph.Node(type, [one, graph.Integers(huge, 0)]),
            "Range" => graph.Node(type, [graph.Integers(0), graph.Integers(huge), graph.Integers(1)]),
            _ => graph.Node(type, [one, graph.Integers(huge, huge)]),
        };
        graph.Output(big, 1);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.NotEmpty(graph.Read().Model.Problems);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < Largest);
    }

    [Fact]
    public void Many_doublings_end_at_a_limit()
    {
        GraphFile graph = Simple();
        string all = graph.Number(1);
        for (int i = 0; i < 60; i++)
            all = graph.Node("Concat", [all, all], ("axis", 0));
        graph.Output(all, 1);
        Assert.NotEmpty(graph.Read().Model.Problems);
    }

    [Fact]
    public void Many_tensors_of_the_largest_size_end_at_a_limit()
    {
        GraphFile graph = Simple();
        string all = graph.Node("Expand", ["x", graph.Integers(1 << 19, 5, 4)]);
        for (int i = 0; i < 60; i++)
            all = graph.Node("Transpose", [all], ("perm", (int[])[1, 0, 2]));
        graph.Output(all, 1);
        Assert.Contains("shorter sequence", Refused(graph).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gate_of_a_tree_of_sums_takes_no_time()
    {
        GraphFile graph = new();
        string x = graph.Input("x", 1, 3), h = graph.Input("h", 1, 3), c = graph.Input("c", 1, 3);
        string sum = graph.Node("Add", [graph.Node("MatMul", [x, graph.Weight("W", new float[9], 3, 3)]), h]);
        for (int i = 0; i < 4000; i++)
            sum = graph.Node("Add", [sum, sum]);
        string gate = graph.Node("Sigmoid", [sum]);
        string cell = graph.Node("Add", [graph.Node("Mul", [gate, c]), graph.Node("Mul", [gate, gate])]);
        string next = graph.Node("Mul", [gate, graph.Node("Tanh", [cell])]);
        graph.Name(next, "y");
        graph.Name(cell, "c_out");
        graph.Output("y", 1, 3);
        graph.Output("c_out", 1, 3);
        Assert.NotEmpty(graph.Read().Model.Problems);
    }

    [Fact]
    public void Other_formats_are_not_taken_for_graphs()
    {
        string[] files = [.. Directory.GetFiles(OnnxCase.Folder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) != ".onnx")];
        Assert.True(files.Length > 50);
        Assert.All(files, file =>
            Assert.False(OnnxFile.Recognises(File.ReadAllBytes(file).AsSpan(0, (int)Math.Min(512, new FileInfo(file).Length)))));
    }

    [Fact]
    public void Branches_in_branches_end_at_a_limit()
    {
        var inner = new GraphProto();
        for (int depth = 0; depth < 200; depth++)
        {
            var node = new NodeProto { OpType = "If", Name = $"if{depth}" };
            node.Input.Add("c");
            node.Output.Add($"o{depth}");
            node.Attribute.Add(GraphFile.Attribute("then_branch", inner));
            inner = new GraphProto();
            inner.Node.Add(node);
        }

        GraphFile graph = Simple();
        graph.Model.Graph.Node.Add(inner.Node[0]);
        Assert.Contains("damaged", Assert.Throws<SourceFormatException>(() => graph.Read()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_graph_without_input_or_of_an_old_opset_is_refused()
    {
        GraphFile graph = Simple();
        graph.Model.Graph.Input.Clear();
        Assert.Contains("no input", Refused(graph).Message, StringComparison.Ordinal);
        GraphFile old = Simple();
        old.Model.OpsetImport[0].Version = 3;
        Assert.Contains("opset 3", Refused(old).Message, StringComparison.Ordinal);
        Assert.Contains("without nodes", Assert.Throws<SourceFormatException>(() => new GraphFile().Read()).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Open_sizes_of_a_step_ask_for_a_number()
    {
        GraphFile graph = new();
        string x = graph.Input("x", 1, 4, 0);
        graph.Name(graph.Node("Relu", [x]), "y");
        graph.Output("y", 1, 4, 0);
        Assert.Equal(4, graph.Read().Model.InputSize);
        GraphFile open = new();
        open.Name(open.Node("Relu", [open.Input("x", 0, 0, 0)]), "y");
        open.Output("y", 0, 0, 0);
        Assert.Contains("--set NAME=SIZE", Refused(open).Message, StringComparison.Ordinal);
        Assert.Equal(7, open.Read(new ReadOptions { Values = new Dictionary<string, double> { ["open2"] = 7 } }).Model.InputSize);
    }

    private static SourceFormatException Refused(GraphFile graph)
    {
        SourceFormatException error = Assert.Throws<SourceFormatException>(() => graph.Read());
        Assert.DoesNotContain('\n', error.Message);
        return error;
    }

    private static GraphFile Simple()
    {
        GraphFile graph = new();
        string x = graph.Input("x", 1, 5, 4);
        string y = graph.Node("MatMul", [x, graph.Weight("W", new float[12], 4, 3)]);
        graph.Name(graph.Node("Tanh", [y]), "y");
        graph.Output("y", 1, 5, 3);
        return graph;
    }
}
