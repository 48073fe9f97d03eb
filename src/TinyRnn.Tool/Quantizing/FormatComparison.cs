using System.Diagnostics;
using System.Reflection;
using TinyRnn.Import.Writing;

namespace TinyRnn.Tool.Quantizing;

/// <summary>A model's weights in several formats beside each other, each in the class that the generator makes of it.</summary>
internal sealed class FormatComparison
{
    private readonly ModelImport _import;
    private readonly CalibrationData _data;
    private readonly CompiledFormat _float32;

    /// <param name="import">The import, proven in float32.</param>
    /// <param name="data">What it is run with.</param>
    public FormatComparison(ModelImport import, CalibrationData data)
    {
        (_import, _data) = (import, data);
        _float32 = CompiledFormat.Of(import, ImportedFormats.Float32)!;
        Float32 = new(WeightFormat.Float32, _float32.PackedBytes, Measure(_float32, _float32).Nanoseconds, null, MetricOf(_float32));
    }

    /// <summary>The model as it is.</summary>
    public FormatResult Float32 { get; }

    /// <summary>
    /// What a format gives: as it is, and, where calibration data shows the ranges of inputs that nothing bounds, with the products of these in integers, too.
    /// Empty: the model has nothing to store so.
    /// </summary>
    public IEnumerable<FormatResult> Of(WeightFormat format)
    {
        CompiledFormat? plain = CompiledFormat.Of(_import, new(format));
        if (plain is not null)
            yield return Of(format, plain, []);
        if (RangesFor(format, plain?.PackedBytes ?? _float32.PackedBytes) is { Count: > 0 } ranges)
            yield return Of(format, CompiledFormat.Of(_import, new FormatResult(format, 0, 0, null, null) { Ranges = ranges }.Formats)!, ranges);
    }

    private FormatResult Of(WeightFormat format, CompiledFormat compiled, IReadOnlyList<InputRange> ranges)
    {
        Measurement found = Measure(_float32, compiled);
        return new(format, compiled.PackedBytes, found.Nanoseconds * Float32.Nanoseconds / found.Float32Nanoseconds, found.Report, MetricOf(compiled))
        {
            Ranges = ranges,
        };
    }

    /// <summary>Layers of which more is stored in integers when the range of their input is known, with that range.</summary>
    /// <param name="format">The format.</param>
    /// <param name="bytes">What weights take without ranges.</param>
    private List<InputRange> RangesFor(WeightFormat format, long bytes)
    {
        List<InputRange> ranges = [];
        if (_data.IsNoise)
            return ranges;
        for (int layer = 0; layer < _import.Layers.Count; layer++)
        {
            if (!ImportedFormats.IsFor(_import.Layers[layer]) || _import.ProductsOf(layer) < FewestProducts)
                continue;
            ImportedFormats tried = new(format) { InputRanges = new Dictionary<int, float> { [layer] = 1 } };
            if (CompiledFormat.Of(_import, tried) is { } compiled && compiled.PackedBytes < bytes)
                ranges.Add(InputRange.Of(layer, _import.Layers[layer], ValuesOf(_import.InputOf(layer)), format));
        }

        return ranges;
    }

    /// <summary>Matrices of fewer weights are in float32, whatever reads them.</summary>
    private const long FewestProducts = 1536;

    /// <summary>A value of the model, at every step of the data: 0 is the input, k + 1 what layer k gives.</summary>
    private float[] ValuesOf(int value)
    {
        if (value == 0)
            return _data.Inputs;
        if (!_values.TryGetValue(value, out float[]? values))
        {
            CompiledFormat part = CompiledFormat.OfFirst(_import, value);
            values = (float[])Call(nameof(Outputs), part.Contract.GetGenericArguments(), [part.Model, _data])!;
            _values.Add(value, values);
        }

        return values;
    }

    private readonly Dictionary<int, float[]> _values = [];

    /// <summary>What each layer costs alone, the dearest first; with its input, where the range of that is known.</summary>
    /// <param name="examined">The format.</param>
    public IReadOnlyList<LayerCost> Layers(FormatResult examined)
    {
        List<LayerCost> costs = [];
        for (int layer = 0; layer < _import.Layers.Count; layer++)
        {
            ImportedFormats alone = new(WeightFormat.Float32)
            {
                Layers = new Dictionary<int, WeightFormat> { [layer] = examined.Format },
                InputRanges = examined.Formats.InputRanges.Where(range => range.Key == layer).ToDictionary(),
            };
            if (ImportedFormats.IsFor(_import.Layers[layer]) && CompiledFormat.Of(_import, alone) is { } compiled)
                costs.Add(new(_import.Layers[layer], Measure(_float32, compiled, isTimed: false).Report));
        }

        return [.. costs.OrderByDescending(cost => cost.Report.ErrorToSignal)];
    }

    private Measurement Measure(CompiledFormat reference, CompiledFormat format, bool isTimed = true) => (Measurement)Call(
        nameof(MeasureTyped), [.. reference.Contract.GetGenericArguments()[..2], .. format.Contract.GetGenericArguments()],
        [reference.Model, format.Model, _data, isTimed])!;

    private double? MetricOf(CompiledFormat format) =>
        (double?)Call(nameof(Metric), format.Contract.GetGenericArguments(), [format.Model, _data]);

    private static object? Call(string method, Type[] types, object[] arguments)
    {
        try
        {
            return typeof(FormatComparison).GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(types).Invoke(null, arguments);
        }
        catch (TargetInvocationException exception) when (exception.InnerException is ArgumentException cause)
        {
            throw new SourceFormatException(cause.Message);
        }
    }

    private sealed record Measurement(QuantizationReport Report, double Float32Nanoseconds, double Nanoseconds);

    private static Measurement MeasureTyped<TFloat, TFloatState, TQuantized, TQuantizedState, TInput>(
        TFloat reference, TQuantized quantized, CalibrationData data, bool isTimed)
        where TFloat : class, IStreamingModel<TFloat, TFloatState, TInput>
        where TFloatState : unmanaged
        where TQuantized : class, IStreamingModel<TQuantized, TQuantizedState, TInput>
        where TQuantizedState : unmanaged
        where TInput : unmanaged
    {
        TInput[] inputs = Typed<TInput>(data.Inputs);
        QuantizationReport report =
            QuantizationReport.Compare<TFloat, TFloatState, TQuantized, TQuantizedState, TInput>(reference, quantized, inputs, data.Sequences);
        (double slow, double fast) = (double.MaxValue, double.MaxValue);

        // Turn by turn, and the best of each: what else the machine does strikes both.
        for (int turn = 0; turn < (isTimed ? Turns : 0); turn++)
        {
            slow = Math.Min(slow, Time<TFloat, TFloatState, TInput>(reference, inputs));
            fast = Math.Min(fast, Time<TQuantized, TQuantizedState, TInput>(quantized, inputs));
        }

        return new(report, slow, fast);
    }

    private const int Turns = 15;
    private const double TurnNanoseconds = 5e6;

    private static double Time<TModel, TState, TInput>(TModel model, TInput[] inputs)
        where TModel : class, IStreamingModel<TModel, TState, TInput>
        where TState : unmanaged
        where TInput : unmanaged
    {
        TState state = model.Initial;
        float[] y = new float[TModel.OutputSize];
        int available = inputs.Length / TModel.InputSize;
        long steps = 0;
        long start = Stopwatch.GetTimestamp();
        double elapsed;
        do
        {
            for (int step = 0; step < 100; step++, steps++)
                model.Step(ref state, inputs.AsSpan((int)(steps % available) * TModel.InputSize, TModel.InputSize), y);
            elapsed = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        }
        while (elapsed < TurnNanoseconds);
        return elapsed / steps;
    }

    /// <summary>All outputs, each sequence from the beginning.</summary>
    private static float[] Outputs<TModel, TState, TInput>(TModel model, CalibrationData data)
        where TModel : class, IStreamingModel<TModel, TState, TInput>
        where TState : unmanaged
        where TInput : unmanaged
    {
        TInput[] inputs = Typed<TInput>(data.Inputs);
        float[] ys = new float[data.Sequences * data.Steps * TModel.OutputSize];
        for (int sequence = 0; sequence < data.Sequences; sequence++)
        {
            TState state = model.Initial;
            model.Run(
                ref state,
                inputs.AsSpan(sequence * data.Steps * TModel.InputSize, data.Steps * TModel.InputSize),
                ys.AsSpan(sequence * data.Steps * TModel.OutputSize, data.Steps * TModel.OutputSize));
        }

        return ys;
    }

    /// <summary>Per cent of right classes, or the root mean square error against the right outputs.</summary>
    private static double? Metric<TModel, TState, TInput>(TModel model, CalibrationData data)
        where TModel : class, IStreamingModel<TModel, TState, TInput>
        where TState : unmanaged
        where TInput : unmanaged
    {
        if (data.Labels.Length == 0 && data.Targets.Length == 0)
            return null;
        int size = data.Steps * TModel.InputSize;
        int outputs = TModel.Mode == SequenceMode.ManyToOne ? 1 : data.Steps;
        int expected = data.Sequences * outputs * (data.Labels.Length > 0 ? 1 : TModel.OutputSize);
        int given = data.Labels.Length > 0 ? data.Labels.Length : data.Targets.Length;
        if (given != expected)
            throw new ArgumentException(
                $"{data.Origin} has {Counted.Of(given, data.Labels.Length > 0 ? "label" : "output")}, but {Counted.Of(data.Sequences, "sequence")} of "
                + $"{Counted.Of(data.Steps, "step")} have {expected}. Write one for each output of the model.");
        int wrong = Array.FindIndex(data.Labels, label => label < 0 || label >= TModel.OutputSize);
        if (wrong >= 0)
            throw new ArgumentException(
                $"Label {wrong} of {data.Origin} is {data.Labels[wrong]}, but the model has {Counted.Of(TModel.OutputSize, "output")}. Classes are counted from 0.");
        TInput[] inputs = Typed<TInput>(data.Inputs);
        float[] ys = new float[outputs * TModel.OutputSize];
        double sum = 0;
        for (int sequence = 0; sequence < data.Sequences; sequence++)
        {
            TState state = model.Initial;
            model.Run(ref state, inputs.AsSpan(sequence * size, size), ys);
            for (int output = 0; output < outputs; output++)
            {
                ReadOnlySpan<float> y = ys.AsSpan(output * TModel.OutputSize, TModel.OutputSize);
                int place = (sequence * outputs) + output;
                if (data.Labels.Length > 0)
                    sum += System.Numerics.Tensors.TensorPrimitives.IndexOfMax(y) == data.Labels[place] ? 1 : 0;
                else
                    sum += Math.Pow(System.Numerics.Tensors.TensorPrimitives.Distance(y, data.Targets.AsSpan(place * y.Length, y.Length)), 2);
            }
        }

        return data.Labels.Length > 0 ? 100 * sum / given : Math.Sqrt(sum / given);
    }

    private static TInput[] Typed<TInput>(float[] inputs) =>
        typeof(TInput) == typeof(float) ? (TInput[])(object)inputs : (TInput[])(object)Array.ConvertAll(inputs, value => (int)value);
}
