using System.Text.Json;
using TinyRnn.Weights;

namespace TinyRnn.Import.Tests.EndToEnd;

/// <summary><c>tinyrnn quantize</c> with PyTorch's model of gestures: what its formats cost, by its own test set, and the class in one of them.</summary>
public class QuantizeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private readonly string _out;
    private readonly string _model;
    private readonly string _gestures;

    public QuantizeTests()
    {
        _out = Directory.CreateDirectory(Path.Combine(_folder, "out")).FullName;
        _model = Path.Combine(_folder, "gestures.safetensors");
        _gestures = Path.Combine(_folder, "calibration.safetensors");
        string data = Path.Combine(AppContext.BaseDirectory, "data", "training");
        SafetensorsWriter weights = new();
        using (SafetensorsReader trained = SafetensorsReader.Open(Path.Combine(data, "gestures_lstm32_trained.safetensors")))
        {
            foreach (TensorInfo tensor in trained.Tensors.Where(tensor => tensor.Name.Contains("weight") || tensor.Name.Contains("bias")))
                weights.Add(tensor.Name, [.. tensor.Shape], Floats(trained, tensor.Name));
        }

        Write(weights, _model);
        using SafetensorsReader gestures = SafetensorsReader.Open(Path.Combine(data, "gestures.safetensors"));
        SafetensorsWriter calibration = new();
        float[] inputs = Array.ConvertAll(Integers(gestures, "x_test"), value => value / 2048f);
        calibration.Add("inputs", [inputs.Length / 150, 50, 3], inputs);
        long[] labels = Integers(gestures, "y_test");
        calibration.Add("labels", [labels.Length], Array.ConvertAll(labels, label => (float)label));
        Write(calibration, _gestures);
    }

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Formats_are_compared_by_error_size_and_what_they_get_right()
    {
        (int code, string output, string error) = Run("--calibrate", _gestures, "--json");
        Assert.True(code == 0, error);
        using JsonDocument json = JsonDocument.Parse(output);
        JsonElement[] formats = [.. json.RootElement.GetProperty("formats").EnumerateArray()];
        Assert.Equal(["float32", "int8", "int16"], formats.Select(format => format.GetProperty("format").GetString()));
        Assert.Equal([93.5, 93.833, 93.5], formats.Select(format => Math.Round(format.GetProperty("rightPercent").GetDouble(), 3)));
        long[] bytes = [.. formats.Select(format => format.GetProperty("weightBytes").GetInt64())];

        // 128 rows of 32 weights: three of four bytes less but for two numbers a row, and half but for one.
        Assert.Equal(bytes[0] - (128 * 32 * 3) + (128 * 8), bytes[1]);
        Assert.Equal(bytes[0] - (128 * 32 * 2) + (128 * 4), bytes[2]);
        double[] errors = [.. formats.Skip(1).Select(format => format.GetProperty("errorToSignal").GetDouble())];
        Assert.InRange(errors[0], -60, -20);
        Assert.InRange(errors[1], -120, errors[0] - 20);
        JsonElement layer = Assert.Single(json.RootElement.GetProperty("layers").EnumerateArray());
        Assert.StartsWith("Lstm(32", layer.GetProperty("layer").GetString(), StringComparison.Ordinal);
        Assert.Equal(errors[0], layer.GetProperty("errorToSignal").GetDouble());
    }

    [Fact]
    public void The_report_goes_step_by_step()
    {
        (int code, string output, string error) = Run("--calibrate", _gestures, "--report");
        Assert.True(code == 0, error);
        Assert.Contains("int8x16: none of its matrices is large enough.", output, StringComparison.Ordinal);
        Assert.Contains("right, %", output, StringComparison.Ordinal);
        Assert.Contains("          50   ", output, StringComparison.Ordinal);
        Assert.Contains("600 sequences of 50 steps", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_is_written_with_the_error_that_it_has()
    {
        string[] arguments = ["--format", "int8", "--out", _out, "--class", "Gesture"];
        (int code, string output, string error) = Run(arguments);
        Assert.True(code == 0, error);
        Assert.Contains("proven: the largest error of ", output, StringComparison.Ordinal);
        string source = File.ReadAllText(Path.Combine(_out, "Gesture.cs"));
        Assert.Contains("[RecurrentModel(3, Mode = SequenceMode.ManyToOne, Weights = WeightFormat.Int8)]", source, StringComparison.Ordinal);
        string words = string.Join(' ', source.Split('\n', '/', ' ').Where(word => word.Length > 0));
        Assert.Contains("Weights in int8: outputs of the golden vectors are within", words, StringComparison.Ordinal);
        using (SafetensorsReader written = SafetensorsReader.Open(Path.Combine(_out, "gesture.safetensors")))
        {
            Assert.Equal("I8 [128, 32]", written.Get("Lstm.weight_hh_l0").ToString());
            Assert.Equal("F32 [128]", written.Get("Lstm.weight_hh_l0_scale").ToString());
            Assert.Equal(TensorType.F32, written.Get("Lstm.weight_ih_l0").Type);
        }

        Assert.Equal(0, TinyRnnTool.Run("verify", Path.Combine(_out, "Gesture.cs")).Code);
        (code, _, error) = Run(arguments);
        Assert.Equal(1, code);
        Assert.Contains("--force", error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_gains_nothing_is_refused()
    {
        (int code, _, string error) = Run("--format", "int8x16", "--out", _out);
        Assert.Equal(1, code);
        Assert.Contains("nothing to store in int8x16", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_out));
        (code, _, error) = Run("--format", "int4");
        Assert.NotEqual(0, code);
        Assert.Contains("int4", error, StringComparison.Ordinal);
    }

    /// <summary>What relu gives has no bound, but calibration shows one: the LSTM behind it has its input's matrix in integers then.</summary>
    [Fact]
    public void Ranges_of_inputs_come_from_calibration()
    {
        (string model, string calibration) = BehindRelu();
        string[] tool = ["quantize", model, "--calibrate", calibration];
        (int code, string output, string error) = TinyRnnTool.Run([.. tool, "--json"]);
        Assert.True(code == 0, error);
        using JsonDocument json = JsonDocument.Parse(output);
        JsonElement[] formats = [.. json.RootElement.GetProperty("formats").EnumerateArray()];
        JsonElement plain = formats[1];
        JsonElement ranged = formats[2];
        Assert.Equal("int8", ranged.GetProperty("format").GetString());
        Assert.Empty(plain.GetProperty("inputRanges").EnumerateArray());
        JsonElement range = Assert.Single(ranged.GetProperty("inputRanges").EnumerateArray());
        Assert.StartsWith("Lstm(40", range.GetProperty("layer").GetString(), StringComparison.Ordinal);

        // Inputs are at most 1, and the dense layer's weights are an eighth and a constant: 0.5 x + 2 at most.
        Assert.InRange(range.GetProperty("largest").GetSingle(), 2.3f, 2.5f);
        Assert.InRange(range.GetProperty("range").GetSingle(), 2.2f, 2.5f);
        long saved = plain.GetProperty("weightBytes").GetInt64() - ranged.GetProperty("weightBytes").GetInt64();
        Assert.Equal((160 * 64 * 3) - (160 * 8), saved);
        Assert.InRange(ranged.GetProperty("errorToSignal").GetDouble(), plain.GetProperty("errorToSignal").GetDouble() - 1, -20);

        (code, output, error) = TinyRnnTool.Run([.. tool, "--format", "int8", "--inputs", "--out", _out, "--class", "Behind"]);
        Assert.True(code == 0, error);
        Assert.Contains("int8, inputs too", output, StringComparison.Ordinal);
        Assert.Contains("99.9 % within", output, StringComparison.Ordinal);
        Assert.Matches(@"\[Lstm\(40.*InputRange = 2\.\d+f\)\]", File.ReadAllText(Path.Combine(_out, "Behind.cs")));
        Assert.Equal(0, TinyRnnTool.Run("verify", Path.Combine(_out, "Behind.cs")).Code);

        // Noise says nothing of what the model will see.
        (code, _, error) = TinyRnnTool.Run("quantize", model, "--format", "int8", "--inputs", "--out", _out, "--class", "Again");
        Assert.Equal(1, code);
        Assert.Contains("nothing to store in int8 with --inputs", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new float[] { 0, 1, 2 }, "has 3 labels, but 2 sequences of 5 steps have 2")]
    [InlineData(new float[] { 0, 6 }, "Label 1 of wrong.safetensors is 6, but the model has 6 outputs")]
    public void Labels_that_do_not_fit_are_refused(float[] labels, string message)
    {
        SafetensorsWriter writer = new();
        writer.Add("inputs", [2, 5, 3], new float[30]);
        writer.Add("labels", [labels.Length], labels);
        string path = Path.Combine(_folder, "wrong.safetensors");
        Write(writer, path);
        (int code, _, string error) = Run("--calibrate", path);
        Assert.Equal(1, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Outputs_that_are_right_are_what_formats_are_held_to()
    {
        SafetensorsWriter writer = new();
        writer.Add("inputs", [2, 5, 3], new float[30]);
        writer.Add("outputs", [2, 6], Enumerable.Repeat(100f, 12).ToArray());
        string path = Path.Combine(_folder, "outputs.safetensors");
        Write(writer, path);
        (int code, string output, string error) = Run("--calibrate", path, "--json");
        Assert.True(code == 0, error);
        using JsonDocument json = JsonDocument.Parse(output);

        // Scores are some units; all of them are about 100 from what is called right, squared over six outputs.
        Assert.All(json.RootElement.GetProperty("formats").EnumerateArray(), format =>
            Assert.InRange(format.GetProperty("errorAgainstOutputs").GetDouble(), 90, 110));
    }

    [Fact]
    public void Inputs_of_another_size_are_refused()
    {
        SafetensorsWriter writer = new();
        writer.Add("inputs", [2, 5, 4], new float[40]);
        string path = Path.Combine(_folder, "wide.safetensors");
        Write(writer, path);
        (int code, _, string error) = Run("--calibrate", path);
        Assert.Equal(1, code);
        Assert.Contains("[sequences, steps, 3] is expected", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_of_whole_sequences_is_told_what_to_do()
    {
        string model = Directory.GetFiles(Path.Combine(ImportRun.Data, "onnx_pytorch", "lstm_bidirectional_unfolded"), "*.onnx").Single();
        (int code, _, string error) = TinyRnnTool.Run("quantize", model);
        Assert.Equal(1, code);
        Assert.Contains("reads whole sequences or has a stride", error, StringComparison.Ordinal);
        Assert.Contains("add Weights = WeightFormat.Int8", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_cannot_be_imported_cannot_be_compared()
    {
        (int code, _, string error) = TinyRnnTool.Run("quantize", Path.Combine(ImportRun.Data, "refuse", "onnx_weights_are_inputs.onnx"));
        Assert.Equal(1, code);
        Assert.Contains("cannot be imported, for ", error, StringComparison.Ordinal);
    }

    private (int Code, string Output, string Error) Run(params string[] arguments) => TinyRnnTool.Run(["quantize", _model, "--last", "output", .. arguments]);

    /// <summary>An RTNeural file: a dense layer of 64 with relu, an LSTM of 40, a dense layer of 2.</summary>
    private (string Model, string Calibration) BehindRelu()
    {
        Random random = new(1);
        float[][] Matrix(int rows, int columns, Func<double> weight) =>
            [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, columns).Select(_ => (float)weight()).ToArray())];
        double Small() => (random.NextDouble() - 0.5) / 4;
        object[] layers =
        [
            new
            {
                type = "dense", activation = "relu", shape = new int?[] { null, null, 64 },
                weights = new object[] { Matrix(4, 64, () => 0.125), Bias(64, 2) },
            },
            new
            {
                type = "lstm", activation = "", shape = new int?[] { null, null, 40 },
                weights = new object[] { Matrix(64, 160, Small), Matrix(40, 160, Small), Bias(160, 0) },
            },
            new { type = "dense", activation = "", shape = new int?[] { null, null, 2 }, weights = new object[] { Matrix(40, 2, Small), Bias(2, 0) } },
        ];
        string model = Path.Combine(_folder, "behind.json");
        File.WriteAllText(model, JsonSerializer.Serialize(new { in_shape = new int?[] { null, null, 4 }, layers }));
        SafetensorsWriter writer = new();
        writer.Add("inputs", [3, 100, 4], Enumerable.Range(0, 1200).Select(_ => (float)((2 * random.NextDouble()) - 1)).ToArray());
        string calibration = Path.Combine(_folder, "behind.safetensors");
        Write(writer, calibration);
        return (model, calibration);

        static float[] Bias(int size, float value) => [.. Enumerable.Repeat(value, size)];
    }

    private static float[] Floats(SafetensorsReader reader, string name)
    {
        TensorInfo tensor = reader.Get(name);
        float[] values = new float[tensor.ElementCount];
        reader.Read(tensor, values);
        return values;
    }

    private static long[] Integers(SafetensorsReader reader, string name)
    {
        TensorInfo tensor = reader.Get(name);
        long[] values = new long[tensor.ElementCount];
        reader.Read(tensor, values);
        return values;
    }

    private static void Write(SafetensorsWriter writer, string path)
    {
        using FileStream stream = File.Create(path);
        writer.Write(stream);
    }
}
