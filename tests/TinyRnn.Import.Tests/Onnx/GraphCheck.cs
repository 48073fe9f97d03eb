using TinyRnn.Import.Interpretation;
using TinyRnn.Import.Lowering;
using TinyRnn.Import.Onnx;
using TinyRnn.Import.Vectors;
using TinyRnn.Tool.Recording;

namespace TinyRnn.Import.Tests.Onnx;

/// <summary>Holds what is read of a graph to what ONNX Runtime gives.</summary>
internal static class GraphCheck
{
    /// <summary>Writes the graph, reads it without a problem, and compares.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="path">Where it is written.</param>
    /// <param name="steps">Steps of the sequence.</param>
    /// <param name="options">What is fixed of it.</param>
    public static void Run(GraphFile graph, string path, int steps, ReadOptions? options = null)
    {
        File.WriteAllBytes(path, graph.Bytes());
        Run(path, steps, options ?? ReadOptions.None);
    }

    /// <summary>Reads a file without a problem, and compares all its outputs.</summary>
    /// <param name="path">The file.</param>
    /// <param name="steps">Steps of the sequence.</param>
    /// <param name="options">What is fixed of it.</param>
    public static void Run(string path, int steps, ReadOptions options)
    {
        SourceModel model = OnnxModel.Read(path, options).Model;
        Assert.Empty(model.Problems);
        Assert.DoesNotContain(model.Nodes, node => node is OtherNode);
        float[] inputs = model.Inputs.Count > 1 ? GoldenInputs.Draw(1, steps, model) : [.. Enumerable.Range(0, steps * model.InputSize)
            .Select(i => model.Vocabulary > 0 ? i % model.Vocabulary : 2 * MathF.Sin(1 + 1.7f * i))];
        var recorder = new OnnxRecorder();
        (float[] Outputs, string Origin)? recorded = recorder.Record(path, model, options, steps, inputs);
        Assert.Null(recorder.Refusal);
        SourceModel joined = JoinedOutputs.Of(model);
        double[] exact = [.. new Interpreter<double>(joined).Run(inputs).Outputs[joined.Outputs[0]].SelectMany(step => step)];
        float[] rounded = [.. new Interpreter<float>(joined).Run(inputs).Outputs[joined.Outputs[0]].SelectMany(step => step)];
        Assert.Equal(exact.Length, recorded!.Value.Outputs.Length);
        double bound = 2 * 8 * Math.Max(exact.Zip(rounded, (a, b) => Math.Abs(a - b)).Max(), exact.Max(Math.Abs) / (1 << 24));
        Assert.All(exact.Zip(recorded.Value.Outputs), pair => Assert.Equal(pair.First, pair.Second, bound));
    }
}
