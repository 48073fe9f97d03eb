namespace TinyRnn.Import.Tests.Onnx;

/// <summary>
/// Networks that PyTorch exported: with recurrent operators and in pieces, with every way of saying "last", with states in every packing.
/// </summary>
public class PyTorchExportTests
{
    public static TheoryData<string> Whole => [.. Cases.Where(name => name != "crnn_keyword")];

    /// <summary>
    /// Cases that divide by a number that is no power of two: a scale, whose reciprocal is rounded to float32; and norms, whose epsilon is rounded to
    /// float32 in the file.
    /// </summary>
    private static readonly string[] s_rounded = ["agent_lstm", "layernorm_gelu_residual"];

    private static IEnumerable<string> Cases =>
        Directory.GetDirectories(Path.Combine(OnnxCase.Folder, "onnx_pytorch")).Select(folder => Path.GetFileName(folder)!)
        .Order(StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Whole))]
    public void Gives_the_values_of_PyTorch_in_double(string name)
    {
        using OnnxCase model = Read(name);
        Assert.DoesNotContain(model.Model.Nodes, node => node is OtherNode);
        model.Check(s_rounded.Contains(name));
    }

    [Theory]
    [InlineData("sepconv_prelu_lstm", "[PRelu(")]
    [InlineData("layernorm_gelu_residual", "[LayerNorm(")]
    [InlineData("embedding_lstm_last", "Activation.LogSoftmax")]
    [InlineData("lstm_nobias", "Bias = false")]
    public void A_class_has_the_layer_and_is_proven(string name, string attribute)
    {
        (ModelImport import, ProofResult proof) = EndToEnd.ImportRun.Prove(Path.Combine(OnnxCase.Folder, "onnx_pytorch", name, "model.onnx"));
        Assert.Contains(attribute, System.Text.Encoding.UTF8.GetString(import.Files[0].Content.Span), StringComparison.Ordinal);
        Assert.InRange(proof.LargestError, 0, proof.Bound);
    }

    [Fact]
    public void The_case_folder_is_whole() => Assert.Equal(28, Cases.Count());

    [Theory]
    [InlineData("stream_lstm", "h:hn c:cn", 1)]
    [InlineData("stream_lstm_stacked2_chunk4", "h:hn c:cn", 4)]
    [InlineData("stream_gru_memory", "memory:memory_out", 1)]
    [InlineData("stream_cell_packed", "state:stateN", 1)]
    [InlineData("agent_lstm", "recurrent_in:recurrent_out", 1)]
    [InlineData("vad_form", "state:stateN", 1)]
    [InlineData("lstm_all_dynamic", "", 0)]
    [InlineData("rnn_tanh_all", "", 7)]
    public void States_are_found_and_hidden(string name, string states, int steps)
    {
        using OnnxCase model = Read(name);
        Assert.Equal(states, string.Join(" ", model.Contract!.States.Select(state => $"{state.Input}:{state.Output}")));
        Assert.Equal(steps, model.Contract.StepsPerCall);
        Assert.DoesNotContain(model.Contract.States, state => model.Model.OutputNames.Contains(state.Output));
    }

    [Fact]
    public void Both_meanings_of_the_last_step_are_told_apart()
    {
        using OnnxCase states = Read("lstm_bidirectional_hn");
        using OnnxCase output = Read("gru_bidirectional_last_output");
        Assert.Equal(LastStepKind.FinalStates, Assert.Single(states.Model.Nodes.OfType<LastStepNode>()).What);
        Assert.Equal(LastStepKind.LastOutput, Assert.Single(output.Model.Nodes.OfType<LastStepNode>()).What);
    }

    [Fact]
    public void Pieces_become_layers_with_the_names_of_their_modules()
    {
        using OnnxCase cell = Read("stream_cell_packed");
        Assert.Equal(["/pre/Gemm Dense", "/Relu Activation", "/rnn LSTM", "/Relu_1 Activation", "/fc/Gemm Dense", "/Sigmoid Activation"],
            cell.Model.Nodes.Select(node => $"{node.Name} {node.Kind}"));
        using OnnxCase voice = Read("vad_form");
        Assert.Equal(["/Conv FrameConv1D", "/Sqrt Magnitude", "/c1/Conv FrameConv1D", "/Relu Activation", "/c2/Conv FrameConv1D", "/Relu_1 Activation"],
            voice.Model.Nodes.Take(6).Select(node => $"{node.Name} {node.Kind}"));
        using OnnxCase norm = Read("layernorm_gelu_residual");
        Assert.Equal(["/ln LayerNorm", "/l/MatMul Dense", "/Mul_1 Activation", "/lstm/LSTM LSTM", "/fc/MatMul Dense", "/Add_1 Add",
            "/ln2 LayerNorm"], norm.Model.Nodes.Select(node => $"{node.Name} {node.Kind}"));
        Assert.Contains(norm.Model.Nodes, node => node is ActivationNode { Function.Kind: ActivationKind.Gelu });
        using OnnxCase agent = Read("agent_lstm");
        Assert.Equal(2, agent.Model.Nodes.Count(node => node is ActivationNode { Function.Kind: ActivationKind.Silu }));
    }

    [Fact]
    public void A_cut_point_leaves_out_what_comes_after_it()
    {
        string path = Path.Combine(OnnxCase.Folder, "onnx_pytorch", "agent_lstm", "model.onnx");
        SourceModel model = OnnxCase.Read(path, new ReadOptions { Outputs = ["/br/Gemm"] }).Model;
        Assert.Empty(model.Problems);
        Assert.Equal("/br/Gemm", model.Nodes[Assert.Single(model.Outputs)].Name);
        Assert.DoesNotContain(model.Nodes, node => node.Name is "/Softmax" or "/mu/Gemm");
        SourceFormatException error = Assert.Throws<SourceFormatException>(() =>
            OnnxCase.Read(path, new ReadOptions { Outputs = ["nowhere"] }));
        Assert.Contains("'nowhere'", error.Message, StringComparison.Ordinal);
    }

    private static OnnxCase Read(string name) => new(Path.Combine(OnnxCase.Folder, "onnx_pytorch", name));
}
