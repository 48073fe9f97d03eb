using TinyRnn.Import.Interpretation;
using TinyRnn.Import.Tests.EndToEnd;

namespace TinyRnn.Import.Tests.TfLite;

/// <summary>Spellings of converters, against the equations over the file's own arrays.</summary>
public class OperatorTests
{
    private const int Units = 3;
    private const int Features = 2;
    private const int Steps = 5;

    /// <summary>Terms of a sum, a rounding each, carried over the steps, in double.</summary>
    private const double Bound = Steps * 64.0 / (1L << 52);

    private readonly Random _random = new(7);
    private readonly GraphBuilder _graph = new();

    /// <summary>
    /// Keras' last step: turned to time first, one step cut out; half-precision weights widened in the graph; gates coupled, with peepholes;
    /// projected, with a bound of the cell.
    /// </summary>
    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, false)]
    [InlineData(true, true, false)]
    [InlineData(false, false, true)]
    [InlineData(true, true, true)]
    [InlineData(false, false, false, true)]
    [InlineData(true, true, true, true)]
    public void An_LSTM_gives_what_its_equations_give(bool isTimeMajor, bool isHalf, bool isCoupled, bool isProjected = false)
    {
        int outputs = isProjected ? 2 : Units;
        float cellClip = isProjected ? 0.25f : 0;
        int input = _graph.Value("x", 1, Steps, Features);
        int read = input;
        if (isTimeMajor)
        {
            read = _graph.Value("turned", Steps, 1, Features);
            _graph.Add(39, [input, _graph.Ints("order", 1, 0, 2)], read);
        }

        float[][] kernels = [.. Enumerable.Range(0, 4).Select(_ => Numbers(Units * Features, isHalf))];
        float[][] recurrent = [.. Enumerable.Range(0, 4).Select(_ => Numbers(Units * outputs, isHalf))];
        float[] projection = Numbers(outputs * Units, isHalf);
        float[][] biases = [.. Enumerable.Range(0, 4).Select(_ => Numbers(Units, isHalf))];
        float[][] peepholes = [.. Enumerable.Range(0, 3).Select(_ => Numbers(Units, isHalf))];
        int Weights(string name, int[] shape, float[] values) => isHalf ? Widened(name, shape, values) : _graph.Floats(name, shape, values);
        int First(int gate, Func<int> make) => gate == 0 && isCoupled ? -1 : make();
        int[] inputs =
        [
            read,
            .. kernels.Select((values, gate) => First(gate, () => Weights($"w{gate}", [Units, Features], values))),
            .. recurrent.Select((values, gate) => First(gate, () => Weights($"u{gate}", [Units, outputs], values))),
            .. peepholes.Select((values, gate) => isCoupled && gate > 0 ? Weights($"p{gate}", [Units], values) : -1),
            .. biases.Select((values, gate) => First(gate, () => Weights($"b{gate}", [Units], values))),
            isProjected ? Weights("p", [outputs, Units], projection) : -1, -1, _graph.Value("h", 1, outputs), _graph.Value("c", 1, Units), -1, -1, -1, -1,
        ];
        int lstm = _graph.Value("lstm", isTimeMajor ? [Steps, 1, outputs] : [1, Steps, outputs]);
        _graph.Add(44, inputs, lstm, 4, options =>
        {
            options.AddSbyte(0, 4, 0);
            options.AddFloat(1, cellClip, 0);
            options.AddBool(3, isTimeMajor, false);
        });
        int last = _graph.Value("last", 1, outputs);
        int axis = isTimeMajor ? 0 : 1;
        int[] begin = isTimeMajor ? [-1, 0, 0] : [0, -1, 0];
        _graph.Add(45, [lstm, _graph.Ints("begin", begin), _graph.Ints("end", 0, 0, 0), _graph.Ints("strides", 1, 1, 1)], last, 5, options =>
        {
            options.AddInt(0, 7 & ~(1 << axis), 0);
            options.AddInt(1, 7, 0);
            options.AddInt(4, 1 << axis, 0);
        });

        SourceModel model = Read(input, last);
        Assert.Empty(model.Problems);
        float[] x = Numbers(Steps * Features, false);
        double[] expected = Equations(x, kernels, recurrent, biases, peepholes, isCoupled, isProjected ? projection : null, cellClip);
        double[] actual = Assert.Single(new Interpreter<double>(model).Run(x).Outputs[model.Outputs[0]]);
        Assert.Equal(outputs, actual.Length);
        for (int k = 0; k < outputs; k++)
            Assert.Equal(expected[k], actual[k], Bound);
        Assert.NotNull(Lowering.ModelLowering.TryLower(model, out IReadOnlyList<SourceProblem> problems));
        Assert.Empty(problems);
    }

    /// <summary>As TensorFlow's own example has it, but without a bound of the cell: the row is made by RESHAPE, or by the dense layer itself.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_flattened_sequence_is_a_window(bool isReshaped)
    {
        const int outputs = 2;
        int input = _graph.Value("x", 1, Steps, Features);
        int Numbered(string name, params int[] shape) => _graph.Floats(name, shape, Numbers(shape.Aggregate(1, (a, b) => a * b), false));
        int[] inputs =
        [
            input,
            .. Enumerable.Range(0, 4).Select(gate => Numbered($"w{gate}", Units, Features)),
            .. Enumerable.Range(0, 4).Select(gate => Numbered($"u{gate}", Units, Units)),
            -1, -1, -1,
            .. Enumerable.Range(0, 4).Select(gate => Numbered($"b{gate}", Units)),
            -1, -1, _graph.Value("h", 1, Units), _graph.Value("c", 1, Units), -1, -1, -1, -1,
        ];
        int lstm = _graph.Value("lstm", 1, Steps, Units);
        _graph.Add(44, inputs, lstm, 4, options => options.AddSbyte(0, 4, 0));
        int read = lstm;
        if (isReshaped)
        {
            read = _graph.Value("row", 1, Steps * Units);
            _graph.Add(22, [lstm, _graph.Ints("shape", 1, Steps * Units)], read);
        }

        float[] weights = Numbers(outputs * Steps * Units, false);
        int dense = _graph.Value("dense", 1, outputs);
        _graph.Add(9, [read, _graph.Floats("w", [outputs, Steps * Units], weights), -1], dense, 3, options => options.AddSbyte(0, 0, 0));
        string path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "flattened.tflite");
        try
        {
            File.WriteAllBytes(path, _graph.Finish(input, dense));
            (ModelImport import, ProofResult proof) = ImportRun.Prove(path);
            Assert.InRange(proof.LargestError, 0, proof.Bound);
            Assert.Contains("[Window(5)]", System.Text.Encoding.UTF8.GetString(import.Files[0].Content.Span), StringComparison.Ordinal);
            float[] x = Numbers(Steps * Features, false);
            Interpretation<double> all = new Interpreter<double>(import.Source).Run(x);
            double[] row = [.. all.Outputs[0].SelectMany(h => h)];
            for (int o = 0; o < outputs; o++)
                Assert.Equal(row.Select((h, k) => h * weights[(o * Steps * Units) + k]).Sum(), all.Outputs[^1][0][o], Bound);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    [Theory]
    [InlineData(new[] { 2, Units }, false, 0.5f, "LSTM with a projection that is clipped at 0.5")]
    [InlineData(new[] { 2, Units }, true, 0f, "LSTM with a bias of its projection")]
    public void What_a_projection_has_besides_is_named(int[] projection, bool hasBias, float clip, string message)
    {
        Assert.Null(Lowering.ModelLowering.TryLower(Projected(projection, hasBias, clip), out IReadOnlyList<SourceProblem> problems));
        Assert.Contains(problems, problem => problem.What.Contains(message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(new[] { Units, 2 })]
    [InlineData(null)]
    public void A_projection_of_other_sizes_contradicts_the_recurrent_kernels(int[]? projection) =>
        Assert.Contains(
            "or [3, P] with a projection [P, 3]", Assert.Throws<SourceFormatException>(() => Projected(projection, false, 0)).Message,
            StringComparison.Ordinal);

    /// <summary>An LSTM whose recurrent kernels are [Units, 2].</summary>
    private SourceModel Projected(int[]? projection, bool hasBias, float clip)
    {
        int input = _graph.Value("x", 1, Steps, Features);
        int Numbered(string name, params int[] shape) => _graph.Floats(name, shape, Numbers(shape.Aggregate(1, (a, b) => a * b), false));
        int[] inputs =
        [
            input,
            .. Enumerable.Range(0, 4).Select(gate => Numbered($"w{gate}", Units, Features)),
            .. Enumerable.Range(0, 4).Select(gate => Numbered($"u{gate}", Units, 2)),
            -1, -1, -1,
            .. Enumerable.Range(0, 4).Select(gate => Numbered($"b{gate}", Units)),
            projection is null ? -1 : Numbered("p", projection), hasBias ? Numbered("pb", 2) : -1,
            _graph.Value("h", 1, 2), _graph.Value("c", 1, Units), -1, -1, -1, -1,
        ];
        int lstm = _graph.Value("lstm", 1, Steps, 2);
        _graph.Add(44, inputs, lstm, 4, options =>
        {
            options.AddSbyte(0, 4, 0);
            options.AddFloat(2, clip, 0);
        });
        return Read(input, lstm);
    }

    [Fact]
    public void Operators_that_are_not_read_and_quantised_weights_are_named_together()
    {
        int input = _graph.Value("x", 1, Steps, Features);
        int dense = _graph.Value("dense", 1, Steps, 4);
        _graph.Add(9, [input, _graph.Bytes("w", [4, Features], new sbyte[4 * Features]), -1], dense, 3, options => options.AddBool(2, true, false));
        int loop = _graph.Value("loop", 1, Steps, 4);
        _graph.Add(119, [dense], loop);
        SourceModel model = Read(input, loop);
        Assert.Contains(model.Problems, problem => problem.ToString().Contains("FULLY_CONNECTED has quantised numbers, INT8 [4, 2]", StringComparison.Ordinal));
        Assert.Contains(
            model.Problems, problem => problem.ToString().Contains("loop: WHILE of FLOAT32 [1, 5, 4] is nothing that is read", StringComparison.Ordinal));
        Assert.Equal(["FULLY_CONNECTED", "WHILE"], model.Nodes.Select(node => node.Kind));
    }

    private SourceModel Read(int input, int output)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, _graph.Finish(input, output));
            return FormatReaders.Read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private int Widened(string name, int[] shape, float[] values)
    {
        int wide = _graph.Value(name, shape);
        _graph.Add(6, [_graph.Halves($"{name}_half", shape, Array.ConvertAll(values, value => (Half)value))], wide);
        return wide;
    }

    private float[] Numbers(int count, bool isHalf) =>
        [.. Enumerable.Range(0, count).Select(_ => (_random.NextSingle() * 2) - 1).Select(value => isHalf ? (float)(Half)value : value)];

    /// <summary>h after the last step.</summary>
    private static double[] Equations(
        float[] x, float[][] w, float[][] u, float[][] b, float[][] p, bool isCoupled, float[]? projection, float cellClip)
    {
        int outputs = u[0].Length / Units;
        double[] h = new double[outputs];
        double[] c = new double[Units];
        double Sigmoid(double value) => 1 / (1 + Math.Exp(-value));
        for (int t = 0; t < Steps; t++)
        {
            double[] before = [.. h];
            double[] shown = new double[Units];
            for (int k = 0; k < Units; k++)
            {
                double Sum(int gate) => b[gate][k]
                    + Enumerable.Range(0, Features).Sum(j => (double)w[gate][(k * Features) + j] * x[(t * Features) + j])
                    + Enumerable.Range(0, outputs).Sum(j => u[gate][(k * outputs) + j] * before[j]);
                double f = Sigmoid(Sum(1) + (isCoupled ? p[1][k] * c[k] : 0));
                double i = isCoupled ? 1 - f : Sigmoid(Sum(0));
                c[k] = (f * c[k]) + (i * Math.Tanh(Sum(2)));
                if (cellClip > 0)
                    c[k] = Math.Clamp(c[k], -cellClip, cellClip);
                shown[k] = Sigmoid(Sum(3) + (isCoupled ? p[2][k] * c[k] : 0)) * Math.Tanh(c[k]);
            }

            h = projection is null ? shown
                : [.. Enumerable.Range(0, outputs).Select(row => Enumerable.Range(0, Units).Sum(k => projection[(row * Units) + k] * shown[k]))];
        }

        return h;
    }
}
