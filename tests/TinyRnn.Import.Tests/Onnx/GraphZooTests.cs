using System.Text;
using TinyRnn.Import.Tests.EndToEnd;
using TinyRnn.Tool.Recording;
using static TinyRnn.Import.Tests.Onnx.GraphZoo;

namespace TinyRnn.Import.Tests.Onnx;

/// <summary>Small graphs in the spellings of many opsets and exporters; what is read is held to what ONNX Runtime gives.</summary>
public sealed class GraphZooTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"tinyrnn-zoo-{Guid.NewGuid():N}.onnx");

    public static TheoryData<string> Names => [.. Graphs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Gives_what_ONNX_Runtime_gives(string name)
    {
        (int opset, Func<GraphFile, string, string> build) = Graphs[name];
        GraphFile graph = new(opset);
        graph.Name(build(graph, graph.Input("x", 1, 0, Inputs)), "y");
        graph.Output("y", 1, 0, 0);
        Check(graph);
        if (!name.StartsWith("a causal convolution", StringComparison.Ordinal) || name.Contains("258", StringComparison.Ordinal))
            return;
        (ModelImport import, ProofResult proof) = ImportRun.Prove(_path);
        Assert.Single(import.Source.Nodes.OfType<ConvNode>());
        Assert.Contains("[Conv1D(", Encoding.UTF8.GetString(import.Files[0].Content.Span), StringComparison.Ordinal);
        Assert.InRange(proof.LargestError, 0, proof.Bound);
    }

    /// <summary>The proof is exact, because ONNX Runtime leaves the roundings out as well; what they do to outputs is said.</summary>
    [Theory]
    [InlineData("rounded values: an LSTM with one scale", "Lstm(4")]
    [InlineData("rounded values: an LSTM with a scale for each row", "Lstm(4")]
    [InlineData("rounded values: products with a scale that is found at run time", "Dense(4")]
    [InlineData("rounded values: to integers and back", "Dense(4")]
    public void What_a_file_rounds_between_its_layers_is_left_out_and_told(string name, string layer)
    {
        (int opset, Func<GraphFile, string, string> build) = Graphs[name];
        GraphFile graph = new(opset);
        graph.Name(build(graph, graph.Input("x", 1, 0, Inputs)), "y");
        graph.Output("y", 1, 0, 0);
        File.WriteAllBytes(_path, graph.Bytes());
        (ModelImport import, ProofResult proof) = ImportRun.Prove(_path, new ImportOptions { Recorder = new OnnxRecorder() });
        Assert.Contains(layer, Encoding.UTF8.GetString(import.Files[0].Content.Span), StringComparison.Ordinal);
        Assert.InRange(proof.LargestError, 0, proof.Bound);
        Assert.InRange(proof.Bound, 0, 1e-3);
        Assert.Matches("recorded by ONNX Runtime .* from this file without its roundings of values, which change outputs by -[2-6][0-9] dB", import.Origin);
        Assert.Contains(import.Remarks, remark => remark.StartsWith("The file rounds values to integers between its layers", StringComparison.Ordinal));
    }

    /// <summary>Values around 10 in integers up to 2: they are all the same then, and what is left out was no rounding.</summary>
    [Fact]
    public void Roundings_that_leave_nothing_of_the_outputs_are_refused()
    {
        GraphFile graph = new(13);
        string[] scale = [graph.Number(0.016f), graph.Bytes(false, [128])];
        string weights = graph.Weight("w", [.. Enumerable.Range(1, Inputs).Select(i => 0.1f * i)], Inputs, 1);
        string product = graph.Node("MatMul", [graph.Input("x", 1, 0, Inputs), weights]);
        string values = graph.Node("Add", [product, graph.Weight("up", [10], 1)]);
        string rounded = graph.Node("DequantizeLinear", [graph.Node("QuantizeLinear", [values, .. scale]), .. scale]);
        string outputs = graph.Node("MatMul", [rounded, graph.Weight("v", [1], 1, 1)]);
        graph.Name(graph.Node("Add", [outputs, graph.Weight("down", [-10], 1)]), "y");
        graph.Output("y", 1, 0, 0);
        File.WriteAllBytes(_path, graph.Bytes());
        SourceFormatException refused = Assert.Throws<SourceFormatException>(
            () => ModelImport.Prepare(_path, new ImportOptions { Recorder = new OnnxRecorder() }));
        Assert.Contains("dB of themselves away: the file was not understood", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GELU with the error function", "[Activation(Activation.Gelu)]")]
    [InlineData("GELU as an operator", "[Activation(Activation.Gelu)]")]
    [InlineData("Elu", "[Activation(Activation.Elu, Slope = 0.7f)]")]
    [InlineData("LeakyRelu", "[Activation(Activation.LeakyRelu, Slope = 0.01f)]")]
    [InlineData("Softplus", "[Activation(Activation.Softplus)]")]
    [InlineData("Log", "[Activation(Activation.Log)]")]
    [InlineData("Log of a softmax", "[Activation(Activation.LogSoftmax)]")]
    [InlineData("SiLU as a product", "[Dense(4, Activation.Silu, ")]
    [InlineData("HardSigmoid by default", "[Dense(4, Activation.HardSigmoidFifth, ")]
    [InlineData("HardSigmoid of a sixth", "[Activation(Activation.HardSigmoid)]")]
    [InlineData("bounds of a hard tanh", "[Dense(4, Activation.HardTanh, ")]
    [InlineData("a constant start", "InitialState = true")]
    [InlineData("a convolution inside steps", "[FrameConv1D(5, 3, Stride = 2, PadLeft = 1, PadRight = 2, InputChannels = 2, Name = ")]
    [InlineData("a mirrored convolution inside steps", "[FrameConv1D(2, 4, PadLeft = 3, PadRight = 2, PadMode = FramePadding.Reflect, Bias = false, Name = ")]
    [InlineData("convolutions inside steps, padded apart, and magnitudes", "[Magnitude]")]
    [InlineData("a Fourier transform in rows", "[Stft(32, Stride = 8, Name = ")]
    [InlineData("magnitudes of a Fourier transform in rows, padded", "[Stft(40, Stride = 10, PadRight = 5, PadMode = FramePadding.Reflect, Name = ")]
    [InlineData("magnitudes of the conjugate of a Fourier transform in rows", "[Stft(32, Stride = 8, Name = ")]
    [InlineData("the conjugate of a Fourier transform in rows", "[FrameConv1D(34, 32, Stride = 8, Bias = false, Name = ")]
    [InlineData("nearly a Fourier transform in rows", "[FrameConv1D(34, 32, Stride = 8, Bias = false, Name = ")]
    [InlineData("a Fourier transform in rows, of no fast length", "[FrameConv1D(46, 44, Stride = 11, Bias = false, Name = ")]
    [InlineData("a convolution inside steps that two layers read", "[FrameConv1D(3, 1, InputChannels = 2, Name = ")]
    [InlineData("a convolution inside steps of one value", "[FrameConv1D(3, 1, InputChannels = 2, Name = ")]
    [InlineData("a mean over positions inside steps", "[FrameMean]")]
    [InlineData("a dense layer over channels before positions", "[FrameConv1D(3, 4, Stride = 2, Activation = Activation.Relu, Name = ")]
    [InlineData("LeakyRelu that turns back", "[PRelu(Shared = true, ")]
    [InlineData("bounds of no hard tanh", "[Scale(Shift = false, Low = -1f, High = 0.5f, ")]
    [InlineData("bounds as inputs", "[Scale(Shift = false, Low = -0.2f, ")]
    [InlineData("a mean over all steps", "[MeanOverTime]")]
    [InlineData("maxima over all steps, channels first", "[MaxOverTime]")]
    [InlineData("a mean and maxima over all steps side by side", "[MeanOverTime(")]
    [InlineData("a sum of both halves", "[MergeDirections(DirectionMerge.Sum)]")]
    [InlineData("a product of both halves", "[MergeDirections(DirectionMerge.Product)]")]
    [InlineData("a slope for each value", "[PRelu(Name = ")]
    [InlineData("layer norm as an operator", "[LayerNorm(Epsilon = 0.001f, Name = ")]
    [InlineData("layer norm in pieces", "[LayerNorm(Name = ")]
    [InlineData("a norm whose difference is written twice", "[LayerNorm(Epsilon = 1E-07f, Name = ")]
    [InlineData("an instance norm of one step, by products", "[LayerNorm(Epsilon = 1E-07f, Name = ")]
    [InlineData("a norm without a scale", "[LayerNorm(Affine = false)]")]
    [InlineData("a normaliser with bounds", "[Scale(Shift = false, Low = -5f, High = 5f, ")]
    [InlineData("batch normalisation of channels", "[Scale(Name = ")]
    [InlineData("constants on the left", "[Scale(Name = ")]
    [InlineData("softmax of the last axis", "[Activation(Activation.LogSoftmax)]")]
    [InlineData("products without a bias", "[Dense(4, Activation.Tanh, Bias = false, Name = ")]
    public void What_a_class_can_say_is_proven_as_one(string name, string attribute)
    {
        (int opset, Func<GraphFile, string, string> build) = Graphs[name];
        GraphFile graph = new(opset);
        graph.Name(build(graph, graph.Input("x", 1, 0, Inputs)), "y");
        graph.Output("y", 1, 0, 0);
        Check(graph);
        (ModelImport import, ProofResult proof) = ImportRun.Prove(_path);
        Assert.Contains(attribute, Encoding.UTF8.GetString(import.Files[0].Content.Span), StringComparison.Ordinal);
        Assert.InRange(proof.LargestError, 0, proof.Bound);
    }

    [Theory]
    [InlineData("HardSigmoid", "HardSigmoid(0.4, 0.5)")]
    [InlineData("Selu", "Selu")]
    [InlineData("Elu that turns back", "Elu(-0.1)")]
    [InlineData("a causal convolution that sees 258 steps", "its outputs see 258 steps")]
    [InlineData("Softsign", "Softsign")]
    [InlineData("ThresholdedRelu", "ThresholdedRelu(0.1)")]
    public void What_no_function_of_a_class_is_is_named(string name, string function)
    {
        (int opset, Func<GraphFile, string, string> build) = Graphs[name];
        GraphFile graph = new(opset);
        graph.Name(build(graph, graph.Input("x", 1, 0, Inputs)), "y");
        graph.Output("y", 1, 0, 0);
        Check(graph);
        Assert.Contains(function, Assert.Single(ModelImport.Inspect(_path).Problems).What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Tokens_are_looked_up(bool isOneHot)
    {
        const int vocabulary = 9;
        GraphFile graph = new();
        string tokens = graph.Typed("tokens", 7, 1, 0);
        string rows = isOneHot
            ? graph.Node("OneHot", [tokens, graph.Integers(vocabulary), graph.Weight("zero_one", [0, 1], 2)])
            : graph.Node("Gather", [W(graph, vocabulary, 5), tokens]);
        graph.Name(Dense(graph, rows, isOneHot ? vocabulary : 5, 2), "y");
        graph.Output("y", 1, 0, 2);
        Assert.Equal(vocabulary, graph.Read().Model.Vocabulary);
        Check(graph);
    }

    [Fact]
    public void Two_layers_keep_h_and_c_in_one_tensor_of_four_axes()
    {
        // [1, layer, unit, (h, c)], as DTLN has it.
        GraphFile graph = new();
        string x = graph.Input("x", 1, 1, Inputs), state = graph.Input("state", 1, 2, Units, 2);
        var parts = new List<string>();
        string below = x;
        for (int layer = 0; layer < 2; layer++)
        {
            string Part(int at) => graph.Node("Reshape", [graph.Node("Slice",
                [state, graph.Integers(layer, at), graph.Integers(layer + 1, at + 1), graph.Integers(1, 3)]), graph.Integers(1, 1, Units)]);
            int inputs = layer == 0 ? Inputs : Units;
            string[] results = graph.Nodes("LSTM",
                [below, W(graph, 1, 4 * Units, inputs), W(graph, 1, 4 * Units, Units), W(graph, 1, 8 * Units), "", Part(0), Part(1)], 3,
                ("hidden_size", Units));
            below = graph.Node("Squeeze", [results[0], graph.Integers(1)]);
            parts.Add(graph.Node("Concat",
                [.. results[1..].Select(result => graph.Node("Reshape", [result, graph.Integers(1, 1, Units, 1)]))], ("axis", 3)));
        }

        graph.Name(Dense(graph, below, Units, 2), "y");
        graph.Name(graph.Node("Concat", [.. parts], ("axis", 1)), "state_out");
        graph.Output("y", 1, 1, 2);
        graph.Output("state_out", 1, 2, Units, 2);
        Assert.Equal("state", Assert.Single(graph.Read().Contract!.States).Input);
        Check(graph);
    }

    [Theory]
    [InlineData("LSTM", "CoupledGates = true", "input_forget", 1)]
    [InlineData("LSTM", "GateClip = 0.4f", "clip", 0.4f)]
    [InlineData("LSTM", "Peepholes = true, CoupledGates = true, GateClip = 0.3f", "input_forget", 1, "clip", 0.3f, "peepholes")]
    [InlineData("LSTM", "GateActivation = Activation.HardSigmoidFifth, Peepholes = true", "activations", "HardSigmoid Tanh Tanh", "peepholes")]
    [InlineData("LSTM", "ReverseGateActivation = Activation.HardSigmoidFifth", "activations", "Sigmoid Tanh Tanh HardSigmoid Tanh Tanh", "both")]
    [InlineData("GRU", "Activation = Activation.Relu, ReverseActivation = Activation.Tanh", "activations", "Sigmoid Relu Sigmoid Tanh", "both")]
    [InlineData("GRU", "GateClip = 0.4f", "clip", 0.4f, "linear_before_reset", 1)]
    [InlineData("GRU", "ResetAfter = false, GateClip = 0.4f", "clip", 0.4f)]
    public void Options_of_cells_become_settings(string cell, string settings, params object[] options)
    {
        GraphFile graph = new();
        int gates = cell == "LSTM" ? 4 : 3;
        bool hasPeepholes = options[^1] is "peepholes";
        int directions = options[^1] is "both" ? 2 : 1;
        string[] inputs =
        [
            graph.Input("x", 0, 1, Inputs), W(graph, directions, gates * Units, Inputs), W(graph, directions, gates * Units, Units),
            W(graph, directions, 2 * gates * Units),
            .. hasPeepholes ? (string[])["", "", "", W(graph, 1, 3 * Units)] : [],
        ];
        (string, object)[] attributes =
        [
            ("hidden_size", Units),
            ("direction", directions == 2 ? "bidirectional" : "forward"),
            .. options.Chunk(2).Where(pair => pair.Length == 2)
                .Select(pair => ((string)pair[0], pair[1] is string functions ? functions.Split(' ') : pair[1])),
        ];
        string turned = graph.Node("Transpose", [graph.Node(cell, inputs, attributes)], ("perm", (int[])[0, 2, 1, 3]));
        graph.Name(graph.Node("Reshape", [turned, graph.Integers(0, 0, -1)]), "y");
        graph.Output("y", 0, 1, directions * Units);
        Check(graph);
        (ModelImport import, ProofResult proof) = ImportRun.Prove(_path);
        Assert.Contains(settings, Encoding.UTF8.GetString(import.Files[0].Content.Span), StringComparison.Ordinal);
        Assert.InRange(proof.LargestError, 0, proof.Bound);
    }

    [Fact]
    public void A_number_beside_the_sequence_is_asked_for_and_fixed()
    {
        GraphFile graph = new();
        string x = graph.Input("x", 1, 0, Inputs);
        string rate = graph.Typed("sr", 7);
        string branch = graph.Node("Where", [graph.Node("Equal", [rate, graph.Integers(16000)]), graph.Number(2), graph.Number(3)]);
        graph.Name(graph.Node("Mul", [x, branch]), "y");
        graph.Output("y", 1, 0, Inputs);
        Assert.Contains("--set sr=VALUE", graph.Read().Model.Problems[0].Remedy, StringComparison.Ordinal);
        var options = new ReadOptions { Values = new Dictionary<string, double> { ["sr"] = 16000 } };
        ScaleShiftNode scale = Assert.IsType<ScaleShiftNode>(Assert.Single(graph.Read(options).Model.Nodes));
        Assert.All(scale.Scale.Values.ToArray(), value => Assert.Equal(2, value));
        Check(graph, options);
    }

    [Fact]
    public void An_output_that_is_the_input_is_a_problem()
    {
        GraphFile graph = new();
        graph.Name(graph.Input("x", 1, 0, Inputs), "y");
        graph.Output("y", 1, 0, Inputs);
        Assert.Equal("is the model's input itself", Assert.Single(graph.Read().Model.Problems).What);
    }

    [Theory]
    [InlineData("ReduceSum", "over steps")]
    [InlineData("ReduceMean", "reads 4 steps of 8")]
    [InlineData("Gather", "only step 0")]
    public void What_mixes_steps_is_named(string type, string message)
    {
        GraphFile graph = new();
        string x = Recurrent(graph, graph.Input("x", 1, 8, Inputs), "");
        string mixed = type switch
        {
            "ReduceSum" => graph.Node("ReduceSum", [x, graph.Integers(1)]),
            "ReduceMean" => graph.Node(
                "ReduceMean", [graph.Node("Slice", [x, graph.Integers(2), graph.Integers(6), graph.Integers(1)])], ("axes", (int[])[1])),
            _ => Dense(graph, graph.Node("Gather", [x, graph.Integers(0)], ("axis", 1)), Units, 2),
        };
        graph.Name(mixed, "y");
        graph.Output("y", 1, 2);
        SourceModel model = graph.Read().Model;
        Assert.Contains(model.Problems, problem => problem.What.Contains(message, StringComparison.Ordinal));
        Assert.Contains(model.Nodes, node => node is RecurrentNode);
    }

    public void Dispose() => File.Delete(_path);

    private void Check(GraphFile graph, ReadOptions? options = null) => GraphCheck.Run(graph, _path, Steps, options);
}
