using Microsoft.ML.OnnxRuntime;
using TinyRnn.Import.Onnx;

namespace TinyRnn.Benchmarks.Whole;

/// <summary>
/// A file in ONNX Runtime on one thread as its contract says: inputs, outputs and states bound once, two bindings in turn, so that one call's state is the next
/// one's. What a caller has to do beside the call (values of the step before in front of the new ones) is done here as well.
/// </summary>
internal sealed class OnnxStream : IDisposable
{
    private readonly OnnxContract _contract;
    private readonly float[] _input;
    private readonly float[] _output;
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly OrtIoBinding[] _bindings;
    private readonly List<OrtValue> _values = [];
    private int _turn;

    /// <param name="path">The file.</param>
    /// <param name="contract">How it is called.</param>
    /// <param name="steps">Steps of a call.</param>
    public OnnxStream(string path, OnnxContract contract, int steps)
    {
        _contract = contract;
        using SessionOptions options = new()
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        _session = new InferenceSession(path, options);
        int[] shape = [.. contract.Sequence.Shape.Select((size, axis) => contract.Sequence.Axes[axis] == OnnxAxis.Time ? Math.Max(size, steps) : size)];
        _input = new float[shape.Aggregate(1, (a, b) => a * b)];
        _output = new float[steps * contract.Outputs[0].Size];
        OrtValue input = Value(_input, shape);
        OrtValue[][] states = [.. contract.States.Select(state => new[] { State(state), State(state) })];
        OrtValue[] constants =
            [.. contract.Constants.Select(constant => Tensor(constant.ElementType, constant.Shape, constant.Value))];
        _bindings = [Bind(0), Bind(1)];

        OrtIoBinding Bind(int turn)
        {
            OrtIoBinding binding = _session.CreateIoBinding();
            binding.BindInput(contract.Sequence.Name, input);
            for (int k = 0; k < constants.Length; k++)
                binding.BindInput(contract.Constants[k].Name, constants[k]);
            for (int k = 0; k < states.Length; k++)
            {
                binding.BindInput(contract.States[k].Input, states[k][turn]);
                binding.BindOutput(contract.States[k].Output, states[k][1 - turn]);
            }

            foreach (OnnxOutput output in contract.Outputs)
                binding.BindOutputToDevice(output.Name, OrtMemoryInfo.DefaultInstance);
            return binding;
        }
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
        _session.RunWithBinding(_options, _bindings[_turn]);
        using (IDisposableReadOnlyCollection<OrtValue> results = _bindings[_turn].GetOutputValues())
            results[_contract.States.Count].GetTensorDataAsSpan<float>()[.._output.Length].CopyTo(ys);
        _turn = 1 - _turn;
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

    private OrtValue State(OnnxState state) => Value(new float[state.Shape.Aggregate(1, (a, b) => a * b)], state.Shape);

    private OrtValue Tensor(int type, IReadOnlyList<int> shape, double number)
    {
        int count = shape.Aggregate(1, (a, b) => a * b);
        long[] sizes = [.. shape.Select(size => (long)size)];
        OrtValue value = type == 7
            ? OrtValue.CreateTensorValueFromMemory([.. Enumerable.Repeat((long)number, count)], sizes)
            : OrtValue.CreateTensorValueFromMemory([.. Enumerable.Repeat((float)number, count)], sizes);
        _values.Add(value);
        return value;
    }

    private OrtValue Value(float[] memory, IReadOnlyList<int> shape)
    {
        OrtValue value = OrtValue.CreateTensorValueFromMemory(memory, [.. shape.Select(size => (long)size)]);
        _values.Add(value);
        return value;
    }
}
