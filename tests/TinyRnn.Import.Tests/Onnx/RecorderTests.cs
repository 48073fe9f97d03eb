using TinyRnn.Import.Interpretation;
using TinyRnn.Import.Lowering;
using TinyRnn.Import.Onnx;
using TinyRnn.Tool.Recording;

namespace TinyRnn.Import.Tests.Onnx;

/// <summary>ONNX Runtime runs the files as their contracts say, and gives what the file's numbers give.</summary>
public class RecorderTests
{
    private const double Single = 1.0 / (1 << 24);

    public static TheoryData<string> Cases => [.. PyTorchExportTests.Whole.Select(row => row.Data).Except(["agent_lstm", "rnnoise_form"])];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_recording_agrees_with_the_files_numbers(string name)
    {
        const int steps = 14, sequences = 2;
        string path = Path.Combine(OnnxCase.Folder, "onnx_pytorch", name, "model.onnx");
        OnnxModel read = OnnxModel.Read(path);
        var random = new Random(11);
        SourceModel model = read.Model;
        float[] inputs = [.. Enumerable.Range(0, steps * sequences * model.InputSize)
            .Select(_ => model.Vocabulary > 0 ? random.Next(model.Vocabulary) : random.NextSingle() * 2 - 1)];
        var recorder = new OnnxRecorder();
        (float[] Outputs, string Origin)? recorded = recorder.Record(path, model, ReadOptions.None, steps, inputs);
        Assert.Null(recorder.Refusal);
        Assert.StartsWith("recorded by ONNX Runtime 1.", recorded!.Value.Origin, StringComparison.Ordinal);
        double[] exact = Run<double>(model, inputs, steps);
        double[] rounded = Run<float>(model, inputs, steps);
        Assert.Equal(exact.Length, recorded.Value.Outputs.Length);

        // Both round to float32, in orders of their own.
        double bound = 2 * 8 * Math.Max(exact.Zip(rounded, (a, b) => Math.Abs(a - b)).Max(), exact.Max(Math.Abs) * Single);
        Assert.All(exact.Zip(recorded.Value.Outputs), pair => Assert.Equal(pair.First, pair.Second, bound));
    }

    [Fact]
    public void A_cut_point_is_recorded()
    {
        string path = Path.Combine(OnnxCase.Folder, "onnx_pytorch", "agent_lstm", "model.onnx");
        var options = new ReadOptions { Outputs = ["/br/Gemm"] };
        SourceModel model = OnnxModel.Read(path, options).Model;
        float[] inputs = [.. Enumerable.Range(0, 8 * 6).Select(i => MathF.Sin(i))];
        var recorder = new OnnxRecorder();
        (float[] Outputs, string Origin)? recorded = recorder.Record(path, model, options, 8, inputs);
        Assert.Null(recorder.Refusal);
        double[] exact = Run<double>(model, inputs, 8), rounded = Run<float>(model, inputs, 8);
        double bound = 2 * 8 * Math.Max(exact.Zip(rounded, (a, b) => Math.Abs(a - b)).Max(), exact.Max(Math.Abs) * Single);
        Assert.All(exact.Zip(recorded!.Value.Outputs), pair => Assert.Equal(pair.First, pair.Second, bound));
    }

    [Fact]
    public void Several_outputs_are_recorded_side_by_side()
    {
        string path = Path.Combine(OnnxCase.Folder, "onnx_pytorch", "rnnoise_form", "model.onnx");
        SourceModel model = ModelLowering.Pruned(OnnxModel.Read(path).Model);
        float[] inputs = [.. Enumerable.Range(0, 9 * model.InputSize).Select(i => MathF.Sin(i))];
        var recorder = new OnnxRecorder();
        (float[] Outputs, string Origin)? recorded = recorder.Record(path, model, ReadOptions.None, 9, inputs);
        Assert.Null(recorder.Refusal);
        double[] exact = Run<double>(model, inputs, 9), rounded = Run<float>(model, inputs, 9);
        double bound = 2 * 8 * Math.Max(exact.Zip(rounded, (a, b) => Math.Abs(a - b)).Max(), exact.Max(Math.Abs) * Single);
        Assert.Equal(exact.Length, recorded!.Value.Outputs.Length);
        Assert.All(exact.Zip(recorded.Value.Outputs), pair => Assert.Equal(pair.First, pair.Second, bound));
    }

    [Fact]
    public void A_file_without_an_axis_of_steps_is_called_step_by_step()
    {
        var graph = new GraphFile();
        graph.Name(GraphZoo.Dense(graph, graph.Input("x", 0, 3), 3, 2), "y");
        graph.Output("y", 0, 2);
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.onnx");
        try
        {
            GraphCheck.Run(graph, path, steps: 7);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Import refuses such outputs before they are recorded; beside one another they would be nonsense.</summary>
    [Fact]
    public void Outputs_of_different_lengths_are_not_recorded()
    {
        var graph = new GraphFile();
        string[] values =
        [
            graph.Input("x", 0, 1, 3), graph.Weight("w", [.. Enumerable.Repeat(0.5f, 36)], 1, 12, 3),
            graph.Weight("r", [.. Enumerable.Repeat(0.25f, 36)], 1, 12, 3),
        ];
        string[] results = graph.Nodes("LSTM", values, 2, ("hidden_size", 3));
        graph.Name(results[0], "each");
        graph.Output("each", 0, 1, 1, 3);
        graph.Name(graph.Node("Relu", [results[1]]), "once");
        graph.Output("once", 1, 1, 3);
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.onnx");
        File.WriteAllBytes(path, graph.Bytes());
        try
        {
            var recorder = new OnnxRecorder();
            Assert.Null(recorder.Record(path, OnnxModel.Read(path).Model, ReadOptions.None, 5, new float[15]));
            Assert.Equal("of its outputs, some have 5 steps and others 1", recorder.Refusal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void What_cannot_be_run_says_why()
    {
        string path = Path.Combine(OnnxCase.Folder, "refuse", "onnx_attention.onnx");
        SourceModel model = OnnxModel.Read(path).Model;
        var recorder = new OnnxRecorder();
        Assert.Null(recorder.Record(path, model, ReadOptions.None, 4, new float[4 * model.InputSize]));
        Assert.False(string.IsNullOrEmpty(recorder.Refusal));
    }

    private static double[] Run<T>(SourceModel model, float[] inputs, int steps)
        where T : struct, System.Numerics.IFloatingPointIeee754<T> =>
        [.. inputs.Chunk(steps * model.InputSize).SelectMany(sequence => new Interpreter<T>(model).Run(sequence).Outputs[model.Outputs[0]])
            .SelectMany(step => step).Select(double.CreateChecked)];
}
