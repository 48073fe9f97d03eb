using Microsoft.ML.OnnxRuntime;
using TinyRnn.Import.Onnx;

namespace TinyRnn.Tool.Recording;

/// <summary>One file in ONNX Runtime, and how it is called.</summary>
internal sealed class OnnxSession : IDisposable
{
    private readonly OnnxContract _contract;
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly int _stepsPerCall;

    /// <summary>Whether a call is a step, for lack of an axis of steps.</summary>
    private readonly bool _isStep;

    /// <param name="path">The file.</param>
    /// <param name="contract">How it is called.</param>
    /// <param name="steps">Steps of a sequence.</param>
    /// <param name="isRounded">With the roundings of values that it may have.</param>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime cannot run it.</exception>
    public OnnxSession(string path, OnnxContract contract, int steps, bool isRounded = false)
    {
        _contract = contract;

        // Without states a call is a whole sequence, whose length a file may have fixed; with states, or without an axis of steps, a call
        // is what the file says.
        _isStep = !contract.Joined.Any(sequence => sequence.Axes.Contains(OnnxAxis.Time));
        bool isWhole = contract.StepsPerCall == 0 || (contract.States.Count == 0 && !_isStep);
        _stepsPerCall = isWhole ? steps : contract.StepsPerCall;
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };

        // A product with weights of integers would otherwise round its other factor, too, which the file does not say.
        options.AddSessionConfigEntry("session.disable_quant_qdq", "1");
        _session = new InferenceSession(OnnxOpening.Bytes(path, contract, isLengthOpen: isWhole && contract.StepsPerCall != steps, isRounded), options);
    }

    /// <summary>Runs a sequence from a fresh state on.</summary>
    /// <param name="inputs">[T, I].</param>
    /// <returns>[T, O], or [O]; several outputs side by side.</returns>
    /// <exception cref="NotSupportedException">The file gives fewer values than its sizes say, or outputs of different lengths.</exception>
    public float[] Run(float[] inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        int features = _contract.Joined.Sum(Features);
        inputs = WithContext(inputs, features - _contract.Context);
        int steps = inputs.Length / features;
        OnnxOutput[] outputs = [.. _contract.Outputs];
        float[][] states = [.. _contract.States.Select(state => new float[state.Shape.Aggregate(1, (a, b) => a * b)])];
        List<float>[] results = [.. outputs.Select(_ => new List<float>())];
        for (int first = 0; first < steps; first += _stepsPerCall)
        {
            float[][] called = Call(inputs, first, features, states, outputs);
            for (int k = 0; k < outputs.Length; k++)
                results[k].AddRange(called[k]);
        }

        int[] rows = [.. outputs.Select(output => output.TimeAxis >= 0 || _isStep || _contract.States.Count > 0 ? steps / output.Stride : 1)];
        for (int k = 0; k < outputs.Length; k++)
        {
            int wanted = rows[k] * outputs[k].Size;
            if (results[k].Count < wanted)
                throw new NotSupportedException($"its output '{outputs[k].Name}' has {Counted.Of(results[k].Count, "value")} where {wanted} are expected");
        }

        if (rows.Distinct().Count() > 1)
            throw new NotSupportedException($"of its outputs, some have {Counted.Of(rows.Max(), "step")} and others {rows.Min()}");
        return [.. Enumerable.Range(0, rows[0]).SelectMany(row => outputs.SelectMany((output, k) => results[k].Skip(row * output.Size).Take(output.Size)))];
    }

    public void Dispose()
    {
        _session.Dispose();
        _run.Dispose();
    }

    private float[][] Call(float[] inputs, int first, int features, float[][] states, OnnxOutput[] outputs)
    {
        var values = new List<OrtValue>();
        var names = new List<string>();
        try
        {
            int place = 0;
            foreach (OnnxSequence sequence in _contract.Joined)
            {
                Add(sequence.Name, OnnxTensors.Of(sequence.ElementType, Shape(sequence), Arranged(sequence, inputs, first, features, place)));
                place += Features(sequence);
            }

            foreach (OnnxConstant constant in _contract.Constants)
                Add(constant.Name, OnnxTensors.Of(constant.ElementType, Shape(constant), Filled(constant)));
            for (int k = 0; k < states.Length; k++)
                Add(_contract.States[k].Input, OnnxTensors.Of(_contract.States[k].ElementType, _contract.States[k].Shape, states[k]));
            using IDisposableReadOnlyCollection<OrtValue> results =
                _session.Run(
                    _run, names, values, [.. outputs.Select(output => output.Name), .. _contract.States.Select(state => state.Output)]);
            for (int k = 0; k < states.Length; k++)
                OnnxTensors.Floats(results[k + outputs.Length]).CopyTo(states[k], 0);
            return
            [
                .. outputs.Select((output, k) => Steps(OnnxTensors.Floats(results[k]), [.. results[k].GetTensorTypeAndShape().Shape], output)),
            ];
        }
        finally
        {
            foreach (OrtValue value in values)
                value.Dispose();
        }

        void Add(string name, OrtValue value)
        {
            names.Add(name);
            values.Add(value);
        }
    }

    /// <summary>Each step behind the end of the one before, as the file is called.</summary>
    private float[] WithContext(float[] inputs, int size)
    {
        int context = _contract.Context;
        if (context == 0)
            return inputs;
        float[] end = new float[context];
        var all = new List<float>();
        foreach (float[] step in inputs.Chunk(size))
        {
            all.AddRange(end);
            all.AddRange(step);
            end = step[^context..];
        }

        return [.. all];
    }

    private int[] Shape(OnnxSequence sequence) =>
        [.. sequence.Shape.Select((size, axis) => sequence.Axes[axis] == OnnxAxis.Time ? _stepsPerCall : size)];

    private int[] Shape(OnnxConstant constant) => [.. constant.Shape.Select(size => size == 0 ? _stepsPerCall : size)];

    private static int Features(OnnxSequence sequence) =>
        sequence.Shape.Where((_, at) => sequence.Axes[at] == OnnxAxis.Feature).Aggregate(1, (a, b) => a * b);

    private float[] Filled(OnnxConstant constant) =>
        [.. Enumerable.Repeat((float)constant.Value, Shape(constant).Aggregate(1, (a, b) => a * b))];

    /// <summary>
    /// Steps of one of the inputs in the order of its axes; every member of the batch gets the same. Behind the sequence's end there are
    /// zeros.
    /// </summary>
    private float[] Arranged(OnnxSequence sequence, float[] inputs, int first, int features, int place)
    {
        int[] shape = Shape(sequence);
        float[] values = new float[shape.Aggregate(1, (a, b) => a * b)];
        for (int i = 0; i < values.Length; i++)
        {
            int rest = i, step = 0, feature = 0, scale = 1;
            for (int axis = shape.Length - 1; axis >= 0; axis--)
            {
                int at = rest % shape[axis];
                rest /= shape[axis];
                if (sequence.Axes[axis] == OnnxAxis.Time)
                {
                    step = at;
                }
                else if (sequence.Axes[axis] == OnnxAxis.Feature)
                {
                    feature += at * scale;
                    scale *= shape[axis];
                }
            }

            int source = ((first + step) * features) + place + feature;
            values[i] = source < inputs.Length ? inputs[source] : 0;
        }

        return values;
    }

    /// <summary>The first member of the batch, step by step.</summary>
    private static float[] Steps(float[] values, long[] shape, OnnxOutput output)
    {
        long steps = output.TimeAxis < 0 ? 1 : shape[output.TimeAxis];
        float[] result = new float[steps * output.Size];
        int[] next = new int[steps];
        for (int i = 0; i < values.Length; i++)
        {
            long rest = i, step = 0, item = 0;
            for (int axis = shape.Length - 1; axis >= 0; axis--)
            {
                long at = rest % shape[axis];
                rest /= shape[axis];
                if (axis == output.TimeAxis)
                    step = at;
                else if (axis == output.BatchAxis)
                    item = at;
            }

            if (item > 0)
                continue;
            if (next[step] == output.Size)
                throw new NotSupportedException($"its output '{output.Name}' has more than {Counted.Of(output.Size, "value")} a step");
            result[(step * output.Size) + next[step]++] = values[i];
        }

        return result;
    }
}
