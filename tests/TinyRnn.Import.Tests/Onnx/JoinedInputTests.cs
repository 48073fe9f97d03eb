using System.Text;
using TinyRnn.Import.Onnx;
using TinyRnn.Import.Tests.EndToEnd;
using TinyRnn.Import.Vectors;
using TinyRnn.Tool.Recording;
using static TinyRnn.Import.Tests.Onnx.GraphZoo;

namespace TinyRnn.Import.Tests.Onnx;

/// <summary>Several inputs of one step: numbers beside numbers, and token ids beside both.</summary>
public sealed class JoinedInputTests : IDisposable
{
    private const int Vocabulary = 9, Embedded = 2, Long = 7;

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"tinyrnn-joined-{Guid.NewGuid():N}.onnx");

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Token_ids_beside_numbers_are_numbers_of_the_step(bool isTokensFirst)
    {
        GraphFile graph = new();
        if (isTokensFirst)
            graph.Typed("tokens", Long, 1, 0);
        string x = graph.Input("x", 1, 0, Inputs);
        if (!isTokensFirst)
            graph.Typed("tokens", Long, 1, 0);
        string rows = graph.Node("Gather", [W(graph, Vocabulary, Embedded), "tokens"]);
        Finish(graph, graph.Node("Concat", [rows, x], ("axis", 2)), Inputs + Embedded);
        SourceModel model = graph.Read().Model;
        int column = isTokensFirst ? 0 : Inputs;
        Assert.Equal((Inputs + 1, 0), (model.InputSize, model.Vocabulary));
        EmbeddingNode table = Assert.Single(model.Nodes.OfType<EmbeddingNode>());
        SliceNode slice = Assert.IsType<SliceNode>(model.Nodes[table.Inputs[0]]);
        Assert.Equal(("tokens", column, 1, SourceNode.ModelInput), (slice.Name, slice.First, slice.Count, slice.Inputs[0]));
        Check(graph);
        string classText = Proven(graph);
        Assert.Contains($"[Embedding({Vocabulary}, {Embedded}, Column = {column}, ", classText, StringComparison.Ordinal);
        Assert.Contains($"[Slice({(isTokensFirst ? 1 : 0)}, {Inputs}, ", classText, StringComparison.Ordinal);
    }

    [Fact]
    public void A_one_hot_vector_of_a_token_beside_numbers()
    {
        GraphFile graph = new();
        string x = graph.Input("x", 1, 0, Inputs), tokens = graph.Typed("tokens", Long, 1, 0);
        string rows = graph.Node("OneHot", [tokens, graph.Integers(Vocabulary), graph.Weight("zero_one", [0, 1], 2)]);
        Finish(graph, graph.Node("Concat", [rows, x], ("axis", 2)), Inputs + Vocabulary);
        SourceModel model = graph.Read().Model;
        Assert.Equal(Inputs, Assert.IsType<SliceNode>(model.Nodes[Assert.Single(model.Nodes.OfType<OneHotNode>()).Inputs[0]]).First);
        Check(graph);
        Assert.Contains($"[Embedding({Vocabulary}, {Vocabulary}, Column = {Inputs}, ", Proven(graph), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_inputs_of_tokens_have_a_table_each()
    {
        GraphFile graph = new();
        string a = graph.Typed("a", Long, 1, 0), b = graph.Typed("b", Long, 1, 0);
        string rows = graph.Node("Concat",
            [graph.Node("Gather", [W(graph, Vocabulary, Embedded), a]), graph.Node("Gather", [W(graph, 4, 3), b])], ("axis", 2));
        Finish(graph, rows, Embedded + 3);
        SourceModel model = graph.Read().Model;
        Assert.Equal((2, 0), (model.InputSize, model.Vocabulary));
        float[] drawn = GoldenInputs.Draw(1, 100, model);
        Assert.Equal([.. Enumerable.Range(0, Vocabulary).Select(id => (float)id)], drawn.Where((_, i) => i % 2 == 0).Distinct().Order());
        Assert.Equal([0, 1, 2, 3], drawn.Where((_, i) => i % 2 == 1).Distinct().Order());
        Check(graph);
        Assert.Contains("[Embedding(4, 3, Column = 1, ", Proven(graph), StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_of_numbers_may_be_a_token_id()
    {
        GraphFile graph = new();
        string x = graph.Input("x", 1, 0, Inputs);
        string column = graph.Node("Gather", [x, graph.Integers(1)], ("axis", 2));
        string ids = graph.Node("Cast", [graph.Node("Squeeze", [column, graph.Integers(2)])], ("to", Long));
        Finish(graph, graph.Node("Concat", [graph.Node("Gather", [W(graph, Vocabulary, Embedded), ids]), x], ("axis", 2)), Inputs + Embedded);
        SourceModel model = graph.Read().Model;
        Assert.Equal((Inputs, 0), (model.InputSize, model.Vocabulary));
        float[] drawn = GoldenInputs.Draw(1, 50, model);
        Assert.All(drawn.Where((_, i) => i % Inputs == 1), id => Assert.Contains(id, Enumerable.Range(0, Vocabulary).Select(number => (float)number)));
        Assert.Contains(drawn, value => value < 0);
    }

    [Fact]
    public void A_number_a_step_needs_no_axis_of_its_own()
    {
        GraphFile graph = new();
        string gain = graph.Input("gain", 1, 0), x = graph.Input("x", 1, 0, Inputs);
        string joined = graph.Node("Concat", [x, graph.Node("Unsqueeze", [gain, graph.Integers(2)])], ("axis", 2));
        Finish(graph, joined, Inputs + 1);
        OnnxModel read = graph.Read();
        Assert.Equal([new("gain", 0, 1), new("x", 1, Inputs)], read.Model.Inputs);
        Assert.Contains("The input joins gain (value 0), x (1 to 3).", read.Model.Remarks);
        Assert.Equal([[OnnxAxis.Batch, OnnxAxis.Time], [OnnxAxis.Batch, OnnxAxis.Time, OnnxAxis.Feature]], read.Contract!.Joined.Select(input => input.Axes));
        Check(graph);
    }

    [Fact]
    public void Inputs_of_a_fixed_length_are_opened_together()
    {
        GraphFile graph = new();
        string x = graph.Input("x", 1, 5, Inputs), y = graph.Input("z", 1, 5, 2);
        Finish(graph, graph.Node("Concat", [x, y], ("axis", 2)), Inputs + 2);
        Check(graph);
    }

    [Fact]
    public void Truth_values_are_whole_numbers()
    {
        GraphFile graph = new();
        string x = graph.Input("x", 1, 0, Inputs), on = graph.Typed("is_on", 9, 1, 0, 2);
        Finish(graph, graph.Node("Concat", [x, graph.Node("Cast", [on], ("to", 1))], ("axis", 2)), Inputs + 2);
        SourceModel model = graph.Read().Model;
        Assert.True(model.Inputs[1].IsWhole);
        Assert.Equal([0, 1], GoldenInputs.Draw(1, 50, model).Where((_, i) => i % 5 > 2).Distinct().Order());
        Check(graph);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Masks_hide_in_golden_vectors_and_leave_numbers(bool isLogarithm)
    {
        PolicyGraph policy = new();
        string x = policy.Input("obs_0", Inputs), masks = policy.Input("action_masks", 4);
        string actions = policy.Actions(x, Inputs, masks, 0, 4);
        policy.Output(isLogarithm ? policy.File.Node("Log", [actions]) : actions, "y");
        SourceModel model = policy.File.Read().Model;
        float[][] drawn = [.. GoldenInputs.Draw(1, 100, model).Chunk(model.InputSize).Select(step => step[Inputs..])];
        Assert.Equal([0, 1], drawn.SelectMany(mask => mask).Distinct().Order());
        Assert.Equal(isLogarithm, drawn.All(mask => mask.Distinct().Count() == 1));
        Assert.DoesNotContain(0, GoldenInputs.Draw(1, 100, model, isHiding: false).Chunk(model.InputSize).SelectMany(step => step[Inputs..]));
        Check(policy.File);
    }

    [Fact]
    public void An_input_that_no_output_needs_is_left_out()
    {
        GraphFile graph = new();
        string other = graph.Input("other", 1, 0, 2), x = graph.Input("x", 1, 0, Inputs);
        graph.Name(Dense(graph, other, 2, 2), "z");
        graph.Output("z", 1, 0, 2);
        Finish(graph, x, Inputs);
        var options = new ReadOptions { Outputs = ["y"] };
        OnnxModel read = graph.Read(options);
        Assert.Equal("x", read.Model.InputName);
        Assert.Contains("The input 'other' is left out: no output needs it.", read.Model.Remarks);
        Assert.Equal([1, 0, 2], Assert.Single(read.Contract!.Constants).Shape);
        GraphCheck.Run(graph, _path, Steps, options);
    }

    [Fact]
    public void What_has_no_steps_beside_a_sequence_is_refused()
    {
        GraphFile graph = new();
        string x = graph.Input("x", 1, 0, Inputs), speaker = graph.Input("speaker", 1, Inputs);
        Finish(graph, graph.Node("Add", [x, graph.Node("Unsqueeze", [speaker, graph.Integers(1)])]), Inputs);
        Assert.Contains(graph.Read().Model.Problems, problem => problem.Where == "input 'speaker'" || problem.What.Contains("steps", StringComparison.Ordinal));
    }

    [Fact]
    public void States_come_first_whatever_their_names()
    {
        GraphFile graph = new();
        string a = graph.Input("a", 1, 1, Inputs), b = graph.Input("b", 1, 1, 2), c = graph.Input("c_of_it", 1, 1, Units);
        string[] results = graph.Nodes("GRU",
            [graph.Node("Concat", [a, b], ("axis", 2)), W(graph, 1, 3 * Units, Inputs + 2), W(graph, 1, 3 * Units, Units), W(graph, 1, 6 * Units), "", c], 2,
            ("hidden_size", Units));
        graph.Name(Dense(graph, graph.Node("Squeeze", [results[0], graph.Integers(1)]), Units, 2), "y");
        graph.Name(results[1], "next");
        graph.Output("y", 1, 1, 2);
        graph.Output("next", 1, 1, Units);
        OnnxModel read = graph.Read();
        Assert.Equal(["a", "b"], read.Model.Inputs.Select(input => input.Name));
        Assert.Equal("c_of_it", Assert.Single(read.Contract!.States).Input);
        Check(graph);
    }

    [Fact]
    public void A_batch_that_inputs_share_is_no_time()
    {
        PolicyGraph policy = new();
        string x = policy.Input("x", Inputs), y = policy.Input("z", 2);
        string row = policy.File.Node("Unsqueeze", [policy.File.Node("Concat", [x, y], ("axis", 1))], ("axes", (int[])[1]));
        string[] values = [row, W(policy.File, 1, 3 * Units, 5), W(policy.File, 1, 3 * Units, Units)];
        policy.Output(policy.File.Node("Squeeze", [policy.File.Node("GRU", values, ("hidden_size", Units))], ("axes", (int[])[1])), "y");
        OnnxModel read = policy.File.Read();
        Assert.All(read.Contract!.Joined, input => Assert.Equal([OnnxAxis.Batch, OnnxAxis.Feature], input.Axes));
    }

    /// <summary>A layer with a memory behind what was joined.</summary>
    private static void Finish(GraphFile graph, string x, int size)
    {
        string turned = graph.Node("Transpose", [x], ("perm", (int[])[1, 0, 2]));
        string[] values = [turned, W(graph, 1, 3 * Units, size), W(graph, 1, 3 * Units, Units), W(graph, 1, 6 * Units)];
        string y = graph.Node("Squeeze", [graph.Node("GRU", values, ("hidden_size", Units)), graph.Integers(1)]);
        graph.Name(graph.Node("Transpose", [y], ("perm", (int[])[1, 0, 2])), "y");
        graph.Output("y", 1, 0, Units);
    }

    private void Check(GraphFile graph) => GraphCheck.Run(graph, _path, Steps);

    /// <returns>The class that it becomes, which gives what ONNX Runtime does.</returns>
    private string Proven(GraphFile graph)
    {
        File.WriteAllBytes(_path, graph.Bytes());
        (ModelImport import, ProofResult proof) = ImportRun.Prove(_path, new ImportOptions { Recorder = new OnnxRecorder() });
        Assert.StartsWith("recorded by ONNX Runtime", import.Origin, StringComparison.Ordinal);
        Assert.InRange(proof.LargestError, 0, proof.Bound);
        return Encoding.UTF8.GetString(import.Files[0].Content.Span);
    }
}
