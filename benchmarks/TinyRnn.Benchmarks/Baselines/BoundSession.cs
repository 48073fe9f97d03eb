using Microsoft.ML.OnnxRuntime;

namespace TinyRnn.Benchmarks;

/// <summary>
/// A session of ONNX Runtime on one thread with two bindings that are called in turn, so that the states that one call gives are those that the next one reads.
/// </summary>
internal sealed class BoundSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly OrtIoBinding[] _bindings;
    private readonly List<OrtValue> _values = [];
    private int _turn;

    /// <param name="open">Opens the model with the options given.</param>
    public BoundSession(Func<SessionOptions, InferenceSession> open)
    {
        using SessionOptions options = new()
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        _session = open(options);
        _bindings = [_session.CreateIoBinding(), _session.CreateIoBinding()];
    }

    /// <summary>An input that every call reads.</summary>
    public void BindInput(string name, OrtValue value) => Each((binding, _) => binding.BindInput(name, value));

    /// <summary>An output that every call writes into the same memory.</summary>
    public void BindOutput(string name, OrtValue value) => Each((binding, _) => binding.BindOutput(name, value));

    /// <summary>An output whose memory is the runtime's.</summary>
    public void BindOutput(string name) => Each((binding, _) => binding.BindOutputToDevice(name, OrtMemoryInfo.DefaultInstance));

    /// <summary>A state, zero before the first call.</summary>
    public void BindState(string input, string output, IReadOnlyList<int> shape)
    {
        OrtValue[] states = [Zeros(), Zeros()];
        Each((binding, turn) =>
        {
            binding.BindInput(input, states[turn]);
            binding.BindOutput(output, states[1 - turn]);
        });

        OrtValue Zeros() => Value(new float[shape.Aggregate(1, (a, b) => a * b)], shape);
    }

    /// <summary>A tensor in the caller's memory, which goes with the session.</summary>
    public OrtValue Value<T>(T[] memory, IReadOnlyList<int> shape)
        where T : unmanaged
    {
        OrtValue value = OrtValue.CreateTensorValueFromMemory(memory, [.. shape.Select(size => (long)size)]);
        _values.Add(value);
        return value;
    }

    /// <summary>One call.</summary>
    /// <returns>The binding with its outputs.</returns>
    public OrtIoBinding Run()
    {
        OrtIoBinding binding = _bindings[_turn];
        _session.RunWithBinding(_options, binding);
        _turn = 1 - _turn;
        return binding;
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

    private void Each(Action<OrtIoBinding, int> bind)
    {
        for (int turn = 0; turn < _bindings.Length; turn++)
            bind(_bindings[turn], turn);
    }
}
