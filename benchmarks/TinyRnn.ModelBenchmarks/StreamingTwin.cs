using Microsoft.ML.OnnxRuntime;
using TinyRnn.Import.Onnx;

namespace TinyRnn.Benchmarks.Whole;

/// <summary>
/// A second export of an imported model for ONNX Runtime: one step per call, where the import's file reads whole sequences. Its first input is the step; every
/// other input <c>x</c> is a state that output <c>next_x</c> gives; what is left are the model's outputs.
/// </summary>
internal static class StreamingTwin
{
    /// <summary>Reads how the file is called.</summary>
    /// <exception cref="InvalidOperationException">An input is no state by its name, or a size is open.</exception>
    public static OnnxContract Contract(string path)
    {
        using InferenceSession session = new(path);
        OnnxState[] states = [.. session.InputNames.Skip(1).Select(State)];
        HashSet<string> next = [.. states.Select(state => state.Output)];
        string first = session.InputNames[0];
        int[] shape = Shape(first, session.InputMetadata[first]);
        OnnxOutput[] outputs = [.. session.OutputNames.Where(name => !next.Contains(name)).Select(Output)];
        const int single = 1;
        return new(new(first, shape, [.. shape.Select(_ => OnnxAxis.Feature)], single), [], states, outputs, StepsPerCall: 1, Batch: 1);

        OnnxState State(string name) => session.OutputMetadata.ContainsKey($"next_{name}")
            ? new(name, $"next_{name}", Shape(name, session.InputMetadata[name]), single)
            : throw new InvalidOperationException($"{path}: no output 'next_{name}' gives the next value of input '{name}'.");

        OnnxOutput Output(string name) => new(
            name, IsGraphOutput: true, TimeAxis: -1, BatchAxis: -1, Shape(name, session.OutputMetadata[name]).Aggregate(1, (a, b) => a * b));

        int[] Shape(string name, NodeMetadata metadata) => metadata.Dimensions.All(size => size > 0)
            ? metadata.Dimensions : throw new InvalidOperationException($"{path}: a size of '{name}' is open.");
    }
}
