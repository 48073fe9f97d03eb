using Microsoft.ML.OnnxRuntime;

namespace TinyRnn.Benchmarks;

/// <summary>ONNX Runtime on one thread, inputs, outputs and states bound once.</summary>
internal sealed class OnnxLstm : ISequence
{
    private readonly int _steps;
    private readonly float[] _x;
    private readonly float[] _y;
    private readonly BoundSession _session;

    /// <param name="weights">The network.</param>
    /// <param name="steps">Time steps of one call of the runtime: 1 is streaming.</param>
    /// <param name="isQuantized">Weights in 8 bits, by the runtime's <c>DynamicQuantizeLSTM</c>.</param>
    public OnnxLstm(CellWeights weights, int steps, bool isQuantized = false)
    {
        _steps = steps;
        _x = new float[steps * weights.Inputs];
        _y = new float[steps];
        _session = new BoundSession(options => new InferenceSession(
            isQuantized ? OnnxFile.BuildQuantized(weights, steps) : OnnxFile.Build(weights, steps), options));
        _session.BindInput("X", _session.Value(_x, [steps, 1, weights.Inputs]));
        _session.BindOutput("Y", _session.Value(_y, [steps, 1]));
        _session.BindState("h0", "hn", [1, 1, weights.Units]);
        _session.BindState("c0", "cn", [1, 1, weights.Units]);
    }

    public void Run(ReadOnlySpan<float> xs, Span<float> ys)
    {
        int inputs = _x.Length / _steps;
        for (int t = 0; t < ys.Length; t += _steps)
        {
            xs.Slice(t * inputs, _x.Length).CopyTo(_x);
            _session.Run();
            _y.CopyTo(ys[t..]);
        }
    }

    public void Dispose() => _session.Dispose();
}
