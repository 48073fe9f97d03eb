using Microsoft.ML.OnnxRuntime;

namespace TinyRnn.Benchmarks;

/// <summary>ONNX Runtime on one thread, inputs, outputs and states bound once; two bindings in turn, so that one call's state is the next one's.</summary>
internal sealed class OnnxLstm : ISequence
{
    private readonly int _steps;
    private readonly float[] _x;
    private readonly float[] _y;
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly OrtIoBinding[] _bindings;
    private readonly List<OrtValue> _values = [];
    private int _turn;

    /// <param name="weights">The network.</param>
    /// <param name="steps">Time steps of one call of the runtime: 1 is streaming.</param>
    public OnnxLstm(CellWeights weights, int steps)
    {
        _steps = steps;
        _x = new float[steps * weights.Inputs];
        _y = new float[steps];
        using SessionOptions options = new()
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        _session = new InferenceSession(OnnxFile.Build(weights, steps), options);
        OrtValue x = Value(_x, [steps, 1, weights.Inputs]);
        OrtValue y = Value(_y, [steps, 1]);
        OrtValue[] h = [Value(new float[weights.Units], [1, 1, weights.Units]), Value(new float[weights.Units], [1, 1, weights.Units])];
        OrtValue[] c = [Value(new float[weights.Units], [1, 1, weights.Units]), Value(new float[weights.Units], [1, 1, weights.Units])];
        _bindings = [Bind(0), Bind(1)];

        OrtIoBinding Bind(int turn)
        {
            OrtIoBinding binding = _session.CreateIoBinding();
            binding.BindInput("X", x);
            binding.BindInput("h0", h[turn]);
            binding.BindInput("c0", c[turn]);
            binding.BindOutput("Y", y);
            binding.BindOutput("hn", h[1 - turn]);
            binding.BindOutput("cn", c[1 - turn]);
            return binding;
        }
    }

    public void Run(ReadOnlySpan<float> xs, Span<float> ys)
    {
        int inputs = _x.Length / _steps;
        for (int t = 0; t < ys.Length; t += _steps)
        {
            xs.Slice(t * inputs, _x.Length).CopyTo(_x);
            _session.RunWithBinding(_options, _bindings[_turn]);
            _turn = 1 - _turn;
            _y.CopyTo(ys[t..]);
        }
    }

    public void Dispose()
    {
        foreach (OrtIoBinding binding in _bindings)
            binding.Dispose();
        foreach (OrtValue value in _values)
            value.Dispose();
        _options.Dispose();
        _session.Dispose();
    }

    private OrtValue Value(float[] memory, long[] shape)
    {
        OrtValue value = OrtValue.CreateTensorValueFromMemory(memory, shape);
        _values.Add(value);
        return value;
    }
}
