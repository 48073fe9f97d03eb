using Microsoft.ML.OnnxRuntime;
using TinyRnn.Import.Onnx;

namespace TinyRnn.Benchmarks.Whole;

/// <summary>
/// A file in ONNX Runtime on one thread as its contract says: inputs, outputs and states bound once. What a caller has to do beside the call (values of the
/// step before in front of the new ones) is done here as well.
/// </summary>
internal sealed class OnnxStream : IDisposable
{
    private const int Int64 = 7;

    private readonly OnnxContract _contract;
    private readonly float[] _input;
    private readonly int _outputs;
    private readonly BoundSession _session;

    /// <param name="path">The file.</param>
    /// <param name="contract">How it is called.</param>
    /// <param name="steps">Steps of a call.</param>
    public OnnxStream(string path, OnnxContract contract, int steps)
    {
        _contract = contract;
        int[] shape = [.. contract.Sequence.Shape.Select((size, axis) => contract.Sequence.Axes[axis] == OnnxAxis.Time ? Math.Max(size, steps) : size)];
        _input = new float[Count(shape)];
        _outputs = steps * contract.Outputs[0].Size;
        _session = new BoundSession(options => new InferenceSession(path, options));
        _session.BindInput(contract.Sequence.Name, _session.Value(_input, shape));
        foreach (OnnxConstant constant in contract.Constants)
            _session.BindInput(constant.Name, Tensor(constant));
        foreach (OnnxState state in contract.States)
            _session.BindState(state.Input, state.Output, state.Shape);
        foreach (OnnxOutput output in contract.Outputs)
            _session.BindOutput(output.Name);
    }

    /// <summary>One call; its first output is copied to where a caller would want it.</summary>
    /// <param name="xs">[T, I] without context.</param>
    /// <param name="ys">[T, O] of the first output.</param>
    public void Run(ReadOnlySpan<float> xs, Span<float> ys)
    {
        int context = _contract.Context;
        if (context > 0)
            _input.AsSpan(_input.Length - context).CopyTo(_input);
        xs.CopyTo(_input.AsSpan(context));
        using IDisposableReadOnlyCollection<OrtValue> results = _session.Run().GetOutputValues();
        results[_contract.States.Count].GetTensorDataAsSpan<float>()[.._outputs].CopyTo(ys);
    }

    public void Dispose() => _session.Dispose();

    private static int Count(IReadOnlyList<int> shape) => shape.Aggregate(1, (a, b) => a * b);

    private OrtValue Tensor(OnnxConstant constant) => constant.ElementType == Int64
        ? _session.Value([.. Enumerable.Repeat((long)constant.Value, Count(constant.Shape))], constant.Shape)
        : _session.Value([.. Enumerable.Repeat((float)constant.Value, Count(constant.Shape))], constant.Shape);
}
