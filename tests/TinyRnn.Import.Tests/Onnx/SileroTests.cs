using System.Text;
using TinyRnn.Import.Interpretation;
using TinyRnn.Import.Onnx;
using TinyRnn.Import.Tests.EndToEnd;
using TinyRnn.Import.Vectors;
using TinyRnn.Tool.Recording;
using TinyRnn.Weights;

namespace TinyRnn.Import.Tests.Onnx;

/// <summary>Silero VAD from its own file: read, imported and held to what ONNX Runtime recorded, with the context that its file does not mention.</summary>
public sealed class SileroTests : IDisposable
{
    /// <summary>How far a probability may be from the recorded one.</summary>
    private const double Wanted = 1e-5;

    private const int Chunks = 156, Samples = 512, Context = 64;

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private static string File { get; } = Path.Combine(ImportRun.Data, "silero", "silero_vad_16k_op15.onnx");

    private static ReadOptions Rate { get; } = new() { Values = new Dictionary<string, double> { ["sr"] = 16000 } };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Each_node_is_a_layer_and_the_context_is_known()
    {
        (SourceModel model, OnnxContract? contract) = OnnxModel.Read(File, Rate);
        Assert.Empty(model.Problems);
        Assert.Equal(Samples, model.InputSize);
        Assert.Equal(
            ["Context", "FrameConv1D", "Magnitude", "FrameConv1D", "Activation", "FrameConv1D", "Activation", "FrameConv1D", "Activation", "FrameConv1D",
                "Activation", "LSTM", "Activation", "Dense", "Activation"],
            model.Nodes.Select(node => node.Kind));
        Assert.Equal([(4, 258), (4, 128), (2, 64), (1, 64), (1, 128)],
            model.Nodes.OfType<FrameConvNode>().Select(node => (node.Positions, node.Channels)));
        Assert.Equal(Context, contract!.Context);
        Assert.Equal([1, Samples + Context], contract.Sequence.Shape);
        Assert.Equal("stateN", Assert.Single(contract.States).Output);
        Assert.Contains(model.Remarks, remark => remark.Contains("Silero VAD", StringComparison.Ordinal)
            && remark.Contains("--context 0", StringComparison.Ordinal));
    }

    [Fact]
    public void The_class_gives_the_recorded_probabilities()
    {
        (ModelImport import, ProofResult proof) = ImportRun.Prove(File, new ImportOptions { Reading = Rate, Class = "VoiceActivity", Vectors = Recording() });
        Assert.Equal("recorded in recording.safetensors", import.Origin);
        Assert.InRange(proof.LargestError, 0, Math.Min(Wanted, proof.Bound));
        Assert.True(proof.Outputs >= Chunks);
        Assert.Contains("[Context(64)]", Encoding.UTF8.GetString(import.Files[0].Content.Span), StringComparison.Ordinal);

        // The conformance program, which reads no ONNX, has these weights in a file.
        Assert.Equal(System.IO.File.ReadAllBytes(Path.ChangeExtension(File, ".class.safetensors")), import.Files[1].Content.ToArray());
    }

    [Fact]
    public void The_files_numbers_give_the_recorded_probabilities_and_the_last_state()
    {
        SourceModel model = OnnxModel.Read(File, Rate).Model;
        Interpretation<double> exact = new Interpreter<double>(model).Run(Read("audio"));
        Interpretation<float> rounded = new Interpreter<float>(model).Run(Read("audio"));
        double[] probabilities = [.. exact.Outputs[model.Outputs[0]].Select(step => step[0])];
        AssertClose(Read("probability"), probabilities, Wanted);
        Assert.True(probabilities.Max() > 0.9 && probabilities.Min() < 0.1, "there is speech in it, and silence");
        float[] state = Read("final_state");
        FinalState<double> last = Assert.Single(exact.States);
        AssertClose(state[..128], last.Hidden, 2 * ErrorBound.Of(last.Hidden, rounded.States[0].Hidden));
        AssertClose(state[128..], last.Cell, 2 * ErrorBound.Of(last.Cell, rounded.States[0].Cell));
    }

    [Fact]
    public void ONNX_Runtime_is_given_the_context()
    {
        var recorder = new OnnxRecorder();
        (float[] Outputs, string Origin)? recorded = recorder.Record(File, OnnxModel.Read(File, Rate).Model, Rate, Chunks, Read("audio"));
        Assert.Null(recorder.Refusal);
        AssertClose(Read("probability"), Array.ConvertAll(recorded!.Value.Outputs, value => (double)value), Wanted);
    }

    /// <summary>Without its context the graph runs, and hears no speech where there is some.</summary>
    [Fact]
    public void A_length_that_gives_wrong_probabilities_is_refused()
    {
        SourceModel model = OnnxModel.Read(File, With(Samples)).Model;
        SourceProblem problem = Assert.Single(model.Problems);
        Assert.Contains("the last 64 samples of the call before and then 512 new ones, 576 in all", problem.What, StringComparison.Ordinal);
        Assert.Contains("--context", problem.Remedy, StringComparison.Ordinal);
        Assert.Null(OnnxModel.Read(File, With(Samples)).Contract);

        // What it would have given.
        double[] wrong = [.. new Interpreter<double>(OnnxModel.Read(File, With(Samples) with { Context = 0 }).Model).Run(Read("audio"))
            .Outputs[^1].Select(step => step[0])];
        Assert.True(wrong.Zip(Read("probability"), (found, right) => Math.Abs(found - right)).Max() > 0.3);
    }

    [Fact]
    public void The_context_can_be_said_or_left_to_the_caller()
    {
        SourceModel known = OnnxModel.Read(File, Rate).Model;
        SourceModel said = OnnxModel.Read(File, With(Samples + Context) with { Context = Context }).Model;
        Assert.Empty(said.Problems);
        Assert.Equal(known.Nodes.Select(node => node.Kind), said.Nodes.Select(node => node.Kind));
        SourceModel none = OnnxModel.Read(File, With(Samples + Context) with { Context = 0 }).Model;
        Assert.Empty(none.Problems);
        Assert.Equal(Samples + Context, none.InputSize);
        Assert.DoesNotContain(none.Nodes, node => node is ContextNode);
        SourceProblem problem = Assert.Single(OnnxModel.Read(File, With(Samples + Context) with { Context = 300 }).Model.Problems);
        Assert.Contains("576 values a step, of which 300 would be the end of the step before", problem.What, StringComparison.Ordinal);
    }

    /// <summary>A graph of that family with random weights, at 8 kHz, whose length is open.</summary>
    [Fact]
    public void At_8_kHz_a_step_is_256_samples()
    {
        string path = Path.Combine(_folder, "eight.onnx");
        System.IO.File.WriteAllBytes(path, Family(32, 128, 64).Bytes());
        (ModelImport import, ProofResult proof) = ImportRun.Prove(path, new ImportOptions { Recorder = new OnnxRecorder() });
        Assert.StartsWith("recorded by ONNX Runtime", import.Origin, StringComparison.Ordinal);
        Assert.Equal(256, import.Source.InputSize);
        Assert.Contains("[Context(32)]", Encoding.UTF8.GetString(import.Files[0].Content.Span), StringComparison.Ordinal);
        Assert.InRange(proof.LargestError, 0, proof.Bound);
    }

    /// <summary>What only looks like it stays as it is, and is not understood where its length is open.</summary>
    [Fact]
    public void Another_graph_is_given_no_context()
    {
        string path = Path.Combine(_folder, "other.onnx");
        System.IO.File.WriteAllBytes(path, Family(32, 128, 32).Bytes());
        OnnxModel open = OnnxModel.Read(path);
        Assert.NotEmpty(open.Model.Problems);
        OnnxModel given = OnnxModel.Read(path, new ReadOptions { Values = new Dictionary<string, double> { ["open1"] = 224 } });
        Assert.DoesNotContain(given.Model.Nodes, node => node is ContextNode);
    }

    private static GraphFile Family(int pad, int window, int hop)
    {
        Random random = new(3);
        GraphFile g = new(14);
        int next = 0;
        string W(params long[] shape) => g.Weight($"w{next++}",
            [.. Enumerable.Range(0, (int)shape.Aggregate(1L, (a, b) => a * b)).Select(_ => (random.NextSingle() - 0.5f) / 4)], shape);
        string x = g.Input("x", 1, 0), state = g.Input("state", 2, 1, 8);
        string Part(string of, int axis, int from, int to) => g.Node("Slice", [of, g.Integers(from), g.Integers(to), g.Integers(axis)]);
        string padded = g.Node("Pad", [g.Node("Unsqueeze", [x, g.Integers(1)]), g.Integers(0, 0, 0, 0, 0, pad)], ("mode", "reflect"));
        string z = g.Node("Conv", [padded, W(window + 2, 1, window)], ("strides", (int[])[hop]));
        string Square(int from) => g.Node("Pow", [Part(z, 1, from, from + (window / 2) + 1), g.Number(2)]);
        string magnitude = g.Node("Sqrt", [g.Node("Add", [Square(0), Square((window / 2) + 1)])]);
        string features = g.Node("Relu", [g.Node("Conv", [magnitude, W(6, (window / 2) + 1, 4), W(6)])]);
        string[] results = g.Nodes("LSTM",
            [g.Node("Transpose", [features], ("perm", (int[])[2, 0, 1])), W(1, 32, 6), W(1, 32, 8), W(1, 64), "", Part(state, 0, 0, 1), Part(state, 0, 1, 2)],
            3, ("hidden_size", 8));
        string last = g.Node("Reshape", [results[0], g.Integers(1, 8)]);
        g.Name(g.Node("Sigmoid", [g.Node("MatMul", [last, W(8, 1)])]), "y");
        g.Name(g.Node("Concat", results[1..], ("axis", 0)), "stateN");
        g.Output("y", 1, 1);
        g.Output("stateN", 2, 1, 8);
        return g;
    }

    private static ReadOptions With(int length) => Rate with { Values = new Dictionary<string, double> { ["sr"] = 16000, ["sequence"] = length } };

    private static void AssertClose(float[] expected, double[] found, double bound)
    {
        Assert.Equal(expected.Length, found.Length);
        double largest = expected.Zip(found, (a, b) => Math.Abs(a - b)).Max();
        Assert.True(largest <= bound, $"{largest:g3} apart, {bound:g3} allowed");
    }

    private static float[] Read(string name)
    {
        using SafetensorsReader reader = SafetensorsReader.Open(Path.ChangeExtension(File, ".expected.safetensors"));
        TensorInfo tensor = reader.Get(name);
        float[] values = new float[tensor.ElementCount];
        reader.Read(tensor, values);
        return values;
    }

    /// <summary>The recorded probabilities as a user's own recording.</summary>
    private string Recording()
    {
        SafetensorsWriter writer = new();
        writer.Add("inputs", [1, Chunks, Samples], Read("audio"));
        writer.Add("outputs", [1, Chunks, 1], Read("probability"));
        string path = Path.Combine(_folder, "recording.safetensors");
        using FileStream file = System.IO.File.Create(path);
        writer.Write(file);
        return path;
    }
}
