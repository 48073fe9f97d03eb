namespace TinyRnn.Import.Tests.Onnx;

/// <summary>Small graphs in the spellings of many opsets and exporters, and what they are made of.</summary>
internal static class GraphZoo
{
    public const int Steps = 12, Inputs = 3, Units = 4;

    private static readonly Random s_random = new(21);
    private static readonly float[] s_numbers = [.. Enumerable.Range(0, 4096).Select(_ => s_random.NextSingle() - 0.5f)];

    /// <summary>By name: the opset, and the nodes from [1, T, 3] to [1, T, any].</summary>
    public static Dictionary<string, (int Opset, Func<GraphFile, string, string> Build)> Graphs { get; } = new()
    {
        ["weights in 8 bits"] = (13, (g, x) => g.Node("MatMul",
            [x, g.Node("DequantizeLinear", [g.Bytes(true, Whole(12, -127, 127), 3, 4), g.Number(0.01f)])])),
        ["weights in 8 bits, a scale and a zero point a column"] = (13, (g, x) => g.Node("MatMul",
            [x, g.Node("DequantizeLinear", [g.Bytes(false, Whole(12, 0, 255), 3, 4), Positive(g, 4), g.Bytes(false, Whole(4, 0, 255), 4)], ("axis", -1))])),
        ["weights in 8 bits of an LSTM"] = (13, (g, x) => g.Node("Transpose",
            [g.Node("Squeeze", [g.Node("LSTM",
                [g.Node("Transpose", [x], Order(1, 0, 2)), Rows(g, 3), Rows(g, 4), W(g, 1, 32)], ("hidden_size", 4)), g.Integers(1)])],
            Order(1, 0, 2))),
        ["rounded values: an LSTM with one scale"] = (13, (g, x) => Recurrent(g, x, isOne: true)),
        ["rounded values: an LSTM with a scale for each row"] = (13, (g, x) => Recurrent(g, x, isOne: false)),
        ["rounded values: products with a scale that is found at run time"] = (13, (g, x) =>
        {
            string[] rounded = g.Nodes("DynamicQuantizeLinear", [x], 3);
            string product = g.Node("MatMulInteger", [rounded[0], g.Bytes(true, Whole(12, -127, 127), 3, 4), rounded[2], g.Bytes(true, [5], 1)]);
            return g.Node("Add", [g.Node("Mul", [g.Node("Cast", [product], ("to", 1)), g.Node("Mul", [rounded[1], Positive(g, 4)])]), W(g, 4)]);
        }),
        ["rounded values: to integers and back"] = (13, (g, x) =>
        {
            string[] scale = [g.Number(0.016f), g.Bytes(false, [128])];
            string values = g.Node("DequantizeLinear", [g.Node("QuantizeLinear", [x, .. scale]), .. scale]);
            string rows = g.Weight("rows", [0.004f, 0.002f, 0.008f, 0.001f], 4);
            string zeros = g.Bytes(true, [0, 3, -7, 0], 4);
            string weights = g.Node("DequantizeLinear", [g.Node("QuantizeLinear", [W(g, 3, 4), rows, zeros], ("axis", 1)), rows, zeros], ("axis", 1));
            return g.Node("MatMul", [values, weights]);
        }),
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
            [g.Node("Pad", [y, g.Integers(0, 0, 1, 0, 0, 1)]), W(g, 6, 1, 3), W(g, 6)]), 3), 24)),
        ["a Fourier transform in rows"] = (13, (g, x) => Inside(g, Dense(g, x, 3, 48), 48, 1, y => Transform(g, y, 32, -1), 102)),
        ["magnitudes of a Fourier transform in rows, padded"] = (13, (g, x) => Inside(g, Dense(g, x, 3, 40), 40, 1, y => Magnitudes(g, Transform(g,
            g.Node("Pad", [y, g.Integers(0, 0, 0, 0, 0, 5)], ("mode", "reflect")), 40, -1), 21), 21)),
        ["magnitudes of the conjugate of a Fourier transform in rows"] = (13, (g, x) => Inside(g, Dense(g, x, 3, 48), 48, 1, y =>
            Magnitudes(g, Transform(g, y, 32, 1), 17), 51)),
        ["the conjugate of a Fourier transform in rows"] = (13, (g, x) => Inside(g, Dense(g, x, 3, 48), 48, 1, y => Transform(g, y, 32, 1), 102)),
        ["nearly a Fourier transform in rows"] = (13, (g, x) => Inside(g, Dense(g, x, 3, 48), 48, 1, y => Transform(g, y, 32, -1, 1e-4f), 102)),
        ["a Fourier transform in rows, of no fast length"] = (13, (g, x) => Inside(g, Dense(g, x, 3, 44), 44, 1, y =>
            Transform(g, y, 44, -1), 46)),
        ["a convolution inside steps that two layers read"] = (13, (g, x) => Twice(Inside(g, Dense(g, x, 3, 12), 6, 2, y =>
            g.Node("Conv", [y, W(g, 3, 2, 1), W(g, 3)]), 18), y => g.Node("Concat", [Dense(g, y, 18, 2), Dense(g, y, 18, 3)], ("axis", -1)))),
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
        ["Log of a softmax"] = (13, (g, x) => g.Node("Log", [g.Node("Softmax", [x])])),
        ["Log"] = (13, (g, x) => g.Node("Log", [g.Node("Softplus", [x])])),
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

    /// <summary>Of the first channels and the last ones.</summary>
    private static string Magnitudes(GraphFile g, string x, int bins)
    {
        string Square(int first) => g.Node("Pow", [g.Node("Slice", [x, g.Integers(first), g.Integers(first + bins), g.Integers(1)]), g.Number(2)]);
        return g.Node("Sqrt", [g.Node("Add", [Square(0), Square(bins)])]);
    }

    /// <summary>Rows of cosines and then of sines, an eighth of a frame apart, in a window that is not symmetric.</summary>
    /// <param name="g">The graph.</param>
    /// <param name="x">Samples.</param>
    /// <param name="length">Of a frame.</param>
    /// <param name="sign">Of the sines: -1 is the transform, 1 its conjugate.</param>
    /// <param name="wrong">What is added to one number.</param>
    private static string Transform(GraphFile g, string x, int length, int sign, float wrong = 0)
    {
        int bins = (length / 2) + 1;
        float[] rows = new float[2 * bins * length];
        for (int i = 0; i < bins * length; i++)
        {
            double angle = 2 * Math.PI * (i / length * (i % length)) / length;
            double window = 1 - (0.7 * Math.Cos((2 * Math.PI * (i % length) / length) + 0.3));
            rows[i] = (float)(window * Math.Cos(angle));
            rows[(bins * length) + i] = (float)(window * sign * Math.Sin(angle));
        }

        rows[(3 * length) + 5] += wrong;
        return g.Node("Conv", [x, g.Weight("rows", rows, 2 * bins, 1, length)], ("strides", (int[])[length / 4]));
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

    public static string Recurrent(GraphFile graph, string x, string start)
    {
        string turned = graph.Node("Transpose", [x], Order(1, 0, 2));
        string[] inputs = [turned, W(graph, 1, 3 * Units, Inputs), W(graph, 1, 3 * Units, Units), W(graph, 1, 6 * Units), "", start];
        return graph.Node("Transpose", [graph.Node("Squeeze", [graph.Node("GRU", inputs, ("hidden_size", Units)), graph.Integers(1)])],
            Order(1, 0, 2));
    }

    public static string Dense(GraphFile graph, string x, int inputs, int outputs) =>
        graph.Node("Add", [W(graph, outputs), graph.Node("MatMul", [x, W(graph, inputs, outputs)])]);

    private static (string, object) Order(params int[] axes) => ("perm", axes);

    public static string W(GraphFile graph, params long[] shape)
    {
        int count = (int)shape.Aggregate(1L, (a, b) => a * b);
        return graph.Weight($"w{graph.Model.Graph.Initializer.Count}", s_numbers[..count], shape);
    }

    private static string Positive(GraphFile graph, int count) =>
        graph.Weight($"w{graph.Model.Graph.Initializer.Count}", [.. s_numbers[..count].Select(value => value * value + 0.3f)], count);

    private static int[] Whole(int count, int low, int high) => [.. s_numbers[..count].Select(value => low + (int)((value + 0.5f) * (high - low)))];

    /// <summary>A matrix [1, 16, columns] of an LSTM in 8 bits, with a scale for each row.</summary>
    private static string Rows(GraphFile graph, int columns) =>
        graph.Node("DequantizeLinear", [graph.Bytes(true, Whole(16 * columns, -127, 127), 1, 16, columns), Small(graph, 16)], ("axis", 1));

    /// <summary>ONNX Runtime's LSTM with weights in 8 bits, which rounds its values by scales that it finds itself.</summary>
    private static string Recurrent(GraphFile g, string x, bool isOne)
    {
        string turned = g.Node("Transpose", [x], Order(1, 0, 2));
        string Scale() => isOne ? g.Weight($"w{g.Model.Graph.Initializer.Count}", [0.003f], 1) : Reshaped(Small(g, 16));
        string Zero(int columns) => isOne ? g.Bytes(false, [121], 1) : g.Bytes(true, new int[columns], 1, columns);
        string Reshaped(string name)
        {
            global::Onnx.TensorProto tensor = g.Model.Graph.Initializer.First(each => each.Name == name);
            tensor.Dims.Insert(0, 1);
            return name;
        }

        string Matrix(int rows) => isOne ? g.Bytes(false, Whole(16 * rows, 0, 255), 1, rows, 16) : g.Bytes(true, Whole(16 * rows, -127, 127), 1, rows, 16);
        string[] inputs = [turned, Matrix(3), Matrix(4), W(g, 1, 32), "", "", "", "", Scale(), Zero(16), Scale(), Zero(16)];
        string[] outputs = g.Microsoft("DynamicQuantizeLSTM", inputs, 1, ("hidden_size", 4));
        return g.Node("Transpose", [g.Node("Squeeze", [outputs[0], g.Integers(1)])], Order(1, 0, 2));
    }

    private static string Small(GraphFile graph, int count) =>
        graph.Weight($"w{graph.Model.Graph.Initializer.Count}", [.. s_numbers[..count].Select(value => 0.004f * (value + 0.7f))], count);
}
