using System.Text;
using TinyRnn.Import.Interpretation;
using TinyRnn.Import.Onnx;
using TinyRnn.Import.Tests.EndToEnd;
using TinyRnn.Tool.Recording;

namespace TinyRnn.Import.Tests.Onnx;

/// <summary>Small graphs in the spellings of many opsets and exporters; what is read is held to what ONNX Runtime gives.</summary>
public sealed class GraphZooTests : IDisposable
{
    private const int Steps = 12, Inputs = 3, Units = 4;

    private static readonly Random s_random = new(21);
    private static readonly float[] s_numbers = [.. Enumerable.Range(0, 4096).Select(_ => s_random.NextSingle() - 0.5f)];

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"tinyrnn-zoo-{Guid.NewGuid():N}.onnx");

    /// <summary>By name: the opset, and the nodes from [1, T, 3] to [1, T, any].</summary>
    private static readonly Dictionary<string, (int Opset, Func<GraphFile, string, string> Build)> s_graphs = new()
    {
        ["batch normalisation of channels"] = (13, (g, x) => g.Node("Transpose",
            [g.Node("BatchNormalization", [g.Node("Transpose", [x], Order(0, 2, 1)), W(g, 3), W(g, 3), W(g, 3), Positive(g, 3)])],
                Order(0, 2, 1))),
        ["a convolution of one value"] = (13, (g, x) => g.Node("Transpose",
            [g.Node("Conv", [g.Node("Transpose", [x], Order(0, 2, 1)), W(g, 5, 3, 1), W(g, 5)])], Order(0, 2, 1))),
        ["a causal convolution"] = (13, (g, x) => g.Node("Transpose",
            [g.Node("Conv", [g.Node("Transpose", [x], Order(0, 2, 1)), W(g, 5, 3, 3), W(g, 5)], ("pads", (int[])[4, 0]), ("dilations", (int[])[2]))],
                Order(0, 2, 1))),
        ["a causal convolution in groups after zeros"] = (13, (g, x) => g.Node("Transpose",
            [g.Node("Conv", [g.Node("Pad", [g.Node("Transpose", [x], Order(0, 2, 1)), g.Integers(0, 0, 1, 0, 0, 0)]), W(g, 6, 1, 2)], ("group", 3))],
                Order(0, 2, 1))),
        ["a causal convolution of channels in another order"] = (13, (g, x) => g.Node("Transpose",
            [g.Node("Conv", [g.Node("Transpose", [g.Node("Reshape",
                [g.Node("Transpose", [g.Node("Reshape", [Dense(g, x, 3, 24), g.Integers(0, 0, 4, 6)])], Order(0, 1, 3, 2)), g.Integers(0, 0, -1)])],
                Order(0, 2, 1)), W(g, 2, 24, 2), W(g, 2)], ("pads", (int[])[1, 0]))], Order(0, 2, 1))),
        ["bounds as attributes"] = (9, (g, x) => g.Node("Clip", [x], ("min", -0.3f), ("max", 0.2f))),
        ["bounds as inputs"] = (12, (g, x) => g.Node("Clip", [x, g.Weight("low", [-0.2f]), ""])),
        ["minimum and maximum"] = (13, (g, x) => g.Node("Max", [g.Node("Min", [x, g.Number(0.2f)]), g.Number(-0.1f)])),
        ["softmax over the flattened rest"] = (9, (g, x) => g.Node("Softmax", [x], ("axis", 2))),
        ["softmax of the last axis"] = (13, (g, x) => g.Node("LogSoftmax", [x])),
        ["slices and splits as attributes"] = (9, (g, x) =>
            Split(g, g.Node("Slice", [Dense(g, x, 3, 6)], ("axes", (int[])[2]), ("starts", (int[])[-5]), ("ends", (int[])[2147483647])))),
        ["slices backwards"] = (13, (g, x) =>
            Dense(g, g.Node("Slice", [x, g.Integers(-1), g.Integers(long.MinValue), g.Integers(2), g.Integers(-1)]), 3, 2)),
        ["values in another order"] = (13, (g, x) => g.Node("Tanh", [g.Node("Gather", [x, g.Integers(2, 0, 1)], ("axis", 2))])),
        ["a reshaped pair of features"] = (13, (g, x) => g.Node("Reshape",
            [g.Node("Transpose", [g.Node("Reshape", [Dense(g, x, 3, 6), g.Integers(0, 0, 2, 3)])], Order(0, 1, 3, 2)),
                g.Integers(0, 0, -1)])),
        ["constants on the left"] = (13, (g, x) => g.Node("Sub", [W(g, 3), g.Node("Mul", [W(g, 1, 1, 3), g.Node("Neg", [x])])])),
        ["a divisor"] = (13, (g, x) => g.Node("Div", [x, Positive(g, 3)])),
        ["a sum of three"] = (13, (g, x) => g.Node("Sum", [x, g.Node("Relu", [x]), g.Node("Tanh", [x])])),
        ["a gate by products"] = (13, (g, x) =>
            g.Node("Mul", [g.Node("Sigmoid", [Dense(g, x, 3, 4)]), g.Node("Tanh", [Dense(g, x, 3, 4)])])),
        ["layers side by side"] = (13, (g, x) => g.Node("Concat", [Dense(g, x, 3, 2), x, Dense(g, x, 3, 1)], ("axis", -1))),
        ["a matrix on the left"] = (13, (g, x) =>
            g.Node("Transpose", [g.Node("MatMul", [W(g, 4, 3), g.Node("Transpose", [x], Order(0, 2, 1))])], Order(0, 2, 1))),
        ["a product with factors"] = (13, (g, x) => g.Node("Unsqueeze",
            [g.Node("Gemm", [g.Node("Squeeze", [x, g.Integers(0)]), W(g, 3, 4), W(g, 4)], ("alpha", 0.5f), ("beta", 2f)), g.Integers(0)])),
        ["one slope for all"] = (13, (g, x) => g.Node("PRelu", [x, g.Number(0.25f)])),
        ["a slope for each value"] = (13, (g, x) => g.Node("PRelu", [x, W(g, 3)])),
        ["layer norm as an operator"] = (17, (g, x) => g.Node("LayerNormalization", [Dense(g, x, 3, 5), W(g, 5), W(g, 5)], ("epsilon", 0.001f))),
        ["layer norm in pieces"] = (13, (g, x) => Norm(g, Dense(g, x, 3, 5), 1e-5f, isProduct: false, 5)),
        ["a norm whose difference is written twice"] = (13, (g, x) => Norm(g, Dense(g, x, 3, 5), 1e-7f, isProduct: true, 5, isTwice: true)),
        ["an instance norm of one step, by products"] = (13, (g, x) => Norm(g, Dense(g, x, 3, 5), 1e-7f, isProduct: true, 5)),
        ["a norm without a scale"] = (13, (g, x) => Norm(g, Dense(g, x, 3, 5), 1e-5f, isProduct: false, 0)),
        ["a normaliser with bounds"] = (13, (g, x) => g.Node("Clip",
            [g.Node("Div", [g.Node("Sub", [x, W(g, 3)]), Positive(g, 3)]), g.Number(-5), g.Number(5)])),
        ["products without a bias"] = (13, (g, x) => g.Node("Tanh", [g.Node("MatMul", [x, W(g, 3, 4)])])),
        ["padding cut off again"] = (13, (g, x) => g.Node("Tanh", [g.Node("Slice",
            [g.Node("Pad", [x, g.Integers(0, 0, 2, 0, 0, 1)]), g.Integers(2), g.Integers(-1), g.Integers(2)])])),
        ["GELU with the error function"] = (13, (g, x) => g.Node("Mul",
            [g.Node("Mul", [x, g.Number(0.5f)]),
                g.Node("Add", [g.Node("Erf", [g.Node("Div", [x, g.Number(1.41421356f)])]), g.Number(1)])])),
        ["GELU as an operator"] = (20, (g, x) => g.Node("Gelu", [x])),
        ["dropout and identity"] = (13, (g, x) => g.Node("Tanh", [g.Node("Dropout", [g.Node("Identity", [x])])])),
        ["a hidden state repeated for all rows"] = (13, (g, x) =>
            Recurrent(g, x, g.Node("Expand",
            [g.Weight("zero", [0], 1, 1, 1), g.Node("Concat", [g.Integers(1), Batch(g, x), g.Integers(Units)], ("axis", 0))]))),
        ["a constant start"] = (13, (g, x) => Recurrent(g, x, g.Weight("start", s_numbers[..Units], 1, 1, Units))),
        ["a constant condition"] = (13, Branch),
        ["HardSigmoid"] = (13, (g, x) => g.Node("HardSigmoid", [x], ("alpha", 0.4f))),
        ["HardSigmoid by default"] = (13, (g, x) => g.Node("HardSigmoid", [Dense(g, x, 3, 4)])),
        ["HardSigmoid of a sixth"] = (13, (g, x) => g.Node("HardSigmoid", [x], ("alpha", 1f / 6))),
        ["bounds of a hard tanh"] = (9, (g, x) => g.Node("Clip", [Dense(g, x, 3, 4)], ("min", -1f), ("max", 1f))),
        ["SiLU as a product"] = (13, (g, x) => Twice(Dense(g, x, 3, 4), y => g.Node("Mul", [y, g.Node("Sigmoid", [y])]))),
        ["Elu"] = (13, (g, x) => g.Node("Elu", [x], ("alpha", 0.7f))),
        ["Selu"] = (13, (g, x) => g.Node("Selu", [x])),
        ["LeakyRelu"] = (13, (g, x) => g.Node("LeakyRelu", [x])),
        ["LeakyRelu that turns back"] = (13, (g, x) => g.Node("LeakyRelu", [x], ("alpha", -0.1f))),
        ["Elu that turns back"] = (13, (g, x) => g.Node("Elu", [x], ("alpha", -0.1f))),
        ["bounds of no hard tanh"] = (9, (g, x) => g.Node("Clip", [x], ("min", -1f), ("max", 0.5f))),
        ["a causal convolution that sees 258 steps"] = (13, (g, x) => g.Node("Transpose",
            [g.Node("Conv", [g.Node("Transpose", [x], Order(0, 2, 1)), W(g, 1, 3, 258), W(g, 1)], ("pads", (int[])[257, 0]))], Order(0, 2, 1))),
        ["a convolution inside steps"] = (13, (g, x) => Inside(g, Dense(g, x, 3, 12), 6, 2, y =>
            g.Node("Conv", [y, W(g, 5, 2, 3), W(g, 5)], ("pads", (int[])[1, 2]), ("strides", (int[])[2])), 20)),
        ["a mirrored convolution inside steps"] = (13, (g, x) => Inside(g, Dense(g, x, 3, 9), 9, 1, y => g.Node("Conv",
            [g.Node("Pad", [y, g.Integers(0, 0, 3, 0, 0, 2)], ("mode", "reflect")), W(g, 2, 1, 4)]), 22)),
        ["convolutions inside steps, padded apart, and magnitudes"] = (13, (g, x) => Inside(g, Dense(g, x, 3, 8), 8, 1, y => Magnitudes(g, g.Node("Conv",
            [g.Node("Pad", [y, g.Integers(0, 0, 1, 0, 0, 1)]), W(g, 6, 1, 3), W(g, 6)])), 24)),
        ["a convolution inside steps of one value"] = (13, (g, x) => Inside(g, Dense(g, x, 3, 12), 6, 2, y =>
            g.Node("Conv", [y, W(g, 3, 2, 1), W(g, 3)]), 18)),
        ["a mean over positions inside steps"] = (13, (g, x) => g.Node("Reshape", [g.Node("ReduceMean", [g.Node("Conv",
            [g.Node("Reshape", [Dense(g, x, 3, 9), g.Integers(-1, 1, 9)]), W(g, 5, 1, 3), W(g, 5)], ("strides", (int[])[2]))],
            ("axes", (int[])[2]), ("keepdims", 0)), g.Integers(1, -1, 5)])),
        ["a dense layer over channels before positions"] = (13, (g, x) => Dense(g, g.Node("Reshape",
            [g.Node("Relu", [g.Node("Conv", [g.Node("Reshape", [Dense(g, x, 3, 8), g.Integers(-1, 1, 8)]), W(g, 3, 1, 4), W(g, 3)], ("strides", (int[])[2]))]),
                g.Integers(1, -1, 9)]), 9, 2)),
        ["a mean over all steps"] = (13, (g, x) =>
            Dense(g, g.Node("ReduceMean", [Dense(g, x, 3, 4)], ("axes", (int[])[1]), ("keepdims", 0)), 4, 2)),
        ["maxima over all steps, channels first"] = (13, (g, x) =>
            g.Node("Squeeze", [g.Node("GlobalMaxPool", [g.Node("Transpose", [Dense(g, x, 3, 4)], Order(0, 2, 1))]), g.Integers(2)])),
        ["a mean and maxima over all steps side by side"] = (13, (g, x) => Dense(g, g.Node("Concat",
            [
                g.Node("ReduceMean", [x], ("axes", (int[])[1]), ("keepdims", 0)), g.Node("ReduceMax", [x], ("axes", (int[])[1]), ("keepdims", 0)),
            ],
            ("axis", -1)), 6, 2)),
        ["a sum of both halves"] = (13, (g, x) => Halves(g, Dense(g, x, 3, 8), "Add")),
        ["a product of both halves"] = (13, (g, x) => Halves(g, Dense(g, x, 3, 8), "Mul")),
        ["Softplus"] = (13, (g, x) => g.Node("Softplus", [x])),
        ["Softsign"] = (13, (g, x) => g.Node("Softsign", [x])),
        ["ThresholdedRelu"] = (13, (g, x) => g.Node("ThresholdedRelu", [x], ("alpha", 0.1f))),
    };

    /// <summary>Positions of channels of each step, as a graph has them, and back again.</summary>
    private static string Inside(GraphFile g, string x, int positions, int channels, Func<string, string> use, int size) =>
        g.Node("Reshape", [g.Node("Transpose",
            [use(g.Node("Transpose", [g.Node("Reshape", [x, g.Integers(-1, positions, channels)])], Order(0, 2, 1)))], Order(0, 2, 1)),
                g.Integers(1, -1, size)]);

    /// <summary>Of eight values: as PyTorch writes what adds the directions of a bidirectional layer.</summary>
    private static string Halves(GraphFile g, string x, string how) => g.Node(
        how,
        [
            g.Node("Slice", [x, g.Integers(0), g.Integers(4), g.Integers(2)]),
            g.Node("Slice", [x, g.Integers(4), g.Integers(long.MaxValue), g.Integers(2)]),
        ]);

    /// <summary>Of the first three channels and the last three.</summary>
    private static string Magnitudes(GraphFile g, string x)
    {
        string Square(int first) => g.Node("Pow", [g.Node("Slice", [x, g.Integers(first), g.Integers(first + 3), g.Integers(1)]), g.Number(2)]);
        return g.Node("Sqrt", [g.Node("Add", [Square(0), Square(3)])]);
    }

    /// <summary>(x - mean) / sqrt(mean of squares + epsilon), then a scale and a shift of each value, if there are values.</summary>
    private static string Norm(GraphFile g, string x, float epsilon, bool isProduct, int values, bool isTwice = false)
    {
        string Mean(string of) => g.Node("ReduceMean", [of], ("axes", (int[])[-1]), ("keepdims", 1));
        string difference = g.Node("Sub", [x, Mean(x)]);
        string again = isTwice ? g.Node("Sub", [x, Mean(x)]) : difference;
        string square = isProduct ? g.Node("Mul", [again, again]) : g.Node("Pow", [again, g.Number(2)]);
        string root = g.Node("Sqrt", [g.Node("Add", [Mean(square), g.Number(epsilon)])]);
        string normal = g.Node("Div", [difference, root]);
        return values == 0 ? normal : g.Node("Add", [g.Node("Mul", [normal, W(g, values)]), W(g, values)]);
    }

    private static string Twice(string value, Func<string, string> use) => use(value);

    public static TheoryData<string> Names => [.. s_graphs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Gives_what_ONNX_Runtime_gives(string name)
    {
        (int opset, Func<GraphFile, string, string> build) = s_graphs[name];
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

    [Theory]
    [InlineData("GELU with the error function", "[Activation(Activation.Gelu)]")]
    [InlineData("GELU as an operator", "[Activation(Activation.Gelu)]")]
    [InlineData("Elu", "[Activation(Activation.Elu, Slope = 0.7f)]")]
    [InlineData("LeakyRelu", "[Activation(Activation.LeakyRelu, Slope = 0.01f)]")]
    [InlineData("Softplus", "[Activation(Activation.Softplus)]")]
    [InlineData("SiLU as a product", "[Dense(4, Activation.Silu, ")]
    [InlineData("HardSigmoid by default", "[Dense(4, Activation.HardSigmoidFifth, ")]
    [InlineData("HardSigmoid of a sixth", "[Activation(Activation.HardSigmoid)]")]
    [InlineData("bounds of a hard tanh", "[Dense(4, Activation.HardTanh, ")]
    [InlineData("a constant start", "InitialState = true")]
    [InlineData("a convolution inside steps", "[FrameConv1D(5, 3, Stride = 2, PadLeft = 1, PadRight = 2, InputChannels = 2, Name = ")]
    [InlineData("a mirrored convolution inside steps", "[FrameConv1D(2, 4, PadLeft = 3, PadRight = 2, PadMode = FramePadding.Reflect, Bias = false, Name = ")]
    [InlineData("convolutions inside steps, padded apart, and magnitudes", "[Magnitude]")]
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
        (int opset, Func<GraphFile, string, string> build) = s_graphs[name];
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
        (int opset, Func<GraphFile, string, string> build) = s_graphs[name];
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
    [InlineData("Flatten", "a flattened sequence")]
    [InlineData("Gather", "only step 0")]
    public void What_mixes_steps_is_named(string type, string message)
    {
        GraphFile graph = new();
        string x = Recurrent(graph, graph.Input("x", 1, 8, Inputs), "");
        string mixed = type switch
        {
            "ReduceSum" => graph.Node("ReduceSum", [x, graph.Integers(1)]),
            "Flatten" => Dense(graph, graph.Node("Flatten", [x]), 8 * Units, 2),
            _ => Dense(graph, graph.Node("Gather", [x, graph.Integers(0)], ("axis", 1)), Units, 2),
        };
        graph.Name(mixed, "y");
        graph.Output("y", 1, 2);
        SourceModel model = graph.Read().Model;
        Assert.Contains(model.Problems, problem => problem.What.Contains(message, StringComparison.Ordinal));
        Assert.Contains(model.Nodes, node => node is RecurrentNode);
    }

    public void Dispose() => File.Delete(_path);

    private void Check(GraphFile graph, ReadOptions? options = null)
    {
        options ??= ReadOptions.None;
        File.WriteAllBytes(_path, graph.Bytes());
        SourceModel model = OnnxModel.Read(_path, options).Model;
        Assert.Empty(model.Problems);
        Assert.DoesNotContain(model.Nodes, node => node is OtherNode);
        float[] inputs = [.. Enumerable.Range(0, Steps * model.InputSize)
            .Select(i => model.Vocabulary > 0 ? i % model.Vocabulary : 2 * MathF.Sin(1 + 1.7f * i))];
        var recorder = new OnnxRecorder();
        (float[] Outputs, string Origin)? recorded = recorder.Record(_path, model, options, Steps, inputs);
        Assert.Null(recorder.Refusal);
        double[] exact = [.. new Interpreter<double>(model).Run(inputs).Outputs[model.Outputs[0]].SelectMany(step => step)];
        float[] rounded = [.. new Interpreter<float>(model).Run(inputs).Outputs[model.Outputs[0]].SelectMany(step => step)];
        Assert.Equal(exact.Length, recorded!.Value.Outputs.Length);
        double bound = 2 * 8 * Math.Max(exact.Zip(rounded, (a, b) => Math.Abs(a - b)).Max(), exact.Max(Math.Abs) / (1 << 24));
        Assert.All(exact.Zip(recorded.Value.Outputs), pair => Assert.Equal(pair.First, pair.Second, bound));
    }

    private static string Branch(GraphFile graph, string x)
    {
        GraphFile Inner(string type)
        {
            GraphFile inner = new();
            inner.Name(inner.Node(type, [x]), "result_" + type);
            inner.Output("result_" + type, 1, 0, Inputs);
            return inner;
        }

        string rank = graph.Node("Size", [graph.Node("Shape", [x])]);
        return graph.Node("If", [graph.Node("Equal", [rank, graph.Integers(3)])],
            ("then_branch", Inner("Tanh").Model.Graph), ("else_branch", Inner("Relu").Model.Graph));
    }

    private static string Split(GraphFile graph, string x)
    {
        string[] parts = graph.Nodes("Split", [x], 2, ("axis", 2), ("split", (int[])[2, 3]));
        return graph.Node("Concat", [parts[1], parts[0]], ("axis", 2));
    }

    private static string Batch(GraphFile graph, string x) =>
        graph.Node("Slice", [graph.Node("Shape", [x]), graph.Integers(0), graph.Integers(1)]);

    private static string Recurrent(GraphFile graph, string x, string start)
    {
        string turned = graph.Node("Transpose", [x], Order(1, 0, 2));
        string[] inputs = [turned, W(graph, 1, 3 * Units, Inputs), W(graph, 1, 3 * Units, Units), W(graph, 1, 6 * Units), "", start];
        return graph.Node("Transpose", [graph.Node("Squeeze", [graph.Node("GRU", inputs, ("hidden_size", Units)), graph.Integers(1)])],
            Order(1, 0, 2));
    }

    private static string Dense(GraphFile graph, string x, int inputs, int outputs) =>
        graph.Node("Add", [W(graph, outputs), graph.Node("MatMul", [x, W(graph, inputs, outputs)])]);

    private static (string, object) Order(params int[] axes) => ("perm", axes);

    private static string W(GraphFile graph, params long[] shape)
    {
        int count = (int)shape.Aggregate(1L, (a, b) => a * b);
        return graph.Weight($"w{graph.Model.Graph.Initializer.Count}", s_numbers[..count], shape);
    }

    private static string Positive(GraphFile graph, int count) =>
        graph.Weight($"w{graph.Model.Graph.Initializer.Count}", [.. s_numbers[..count].Select(value => value * value + 0.3f)], count);
}
