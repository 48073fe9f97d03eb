namespace TinyRnn.Data;

/// <summary>Pieces of one long series, of equal lengths, that begin every so many steps: sliding windows.</summary>
/// <example>
/// <code>
/// float[] load = new float[2400];                                       // a number an hour
/// SeriesWindows windows = SeriesWindows.Forecast(load, features: 1, steps: 48);
/// Console.WriteLine(windows.Count);                                     // 2352: each hour but the last 48 begins one
/// </code>
/// </example>
public sealed class SeriesWindows : SequenceSet<float, float>
{
    private readonly ReadOnlyMemory<float> _inputs;
    private readonly ReadOnlyMemory<float> _targets;
    private readonly int _steps;
    private readonly int _every;

    /// <summary>Windows over inputs and targets that stand side by side.</summary>
    /// <param name="inputs"><c>[N, I]</c>, of which the memory is read when a window's turn comes.</param>
    /// <param name="inputSize">Numbers of a step I.</param>
    /// <param name="targets"><c>[N, O]</c>: those of step n belong to the inputs of step n.</param>
    /// <param name="targetSize">Targets of a step O.</param>
    /// <param name="steps">Steps T of a window.</param>
    /// <param name="every">Steps from where a window begins to where the next one does.</param>
    /// <param name="hasStepTargets">Targets of all its steps; otherwise those of its last step, for a model with one output a sequence.</param>
    /// <exception cref="ArgumentException">No whole steps, or another number of steps in the targets.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number below 1, or a window longer than the series.</exception>
    public SeriesWindows(
        ReadOnlyMemory<float> inputs, int inputSize, ReadOnlyMemory<float> targets, int targetSize, int steps, int every = 1, bool hasStepTargets = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(targetSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        if (inputs.Length % inputSize != 0)
            throw new ArgumentException($"There are {Counted.Of(inputs.Length, "input")}, and a step has {inputSize}: pass whole steps.", nameof(inputs));
        int all = inputs.Length / inputSize;
        if (targets.Length != (long)all * targetSize)
            throw new ArgumentException(
                $"There are {Counted.Of(targets.Length, "target")} for {Counted.Of(all, "step")} of inputs: pass {targetSize} for each step.", nameof(targets));
        if (steps > all)
            throw new ArgumentOutOfRangeException(
                nameof(steps), steps,
                $"A window of {Counted.Of(steps, "step")} does not fit into a series of {all}: choose shorter windows, or a longer series.");
        (_inputs, _targets, _steps, _every) = (inputs, targets, steps, every);
        (InputSize, TargetSize, HasStepTargets) = (inputSize, targetSize, hasStepTargets);
        Count = ((all - steps) / every) + 1;
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override int InputSize { get; }

    /// <inheritdoc/>
    public override int TargetSize { get; }

    /// <inheritdoc/>
    public override bool HasStepTargets { get; }

    /// <summary>Windows whose targets are the series itself, some steps later.</summary>
    /// <param name="rows">The series, <c>[N, F]</c>.</param>
    /// <param name="features">Features F of a row, all of which are inputs.</param>
    /// <param name="steps">Steps T of a window.</param>
    /// <param name="ahead">How many steps later: 1 is the next one.</param>
    /// <param name="every">Steps from where a window begins to where the next one does.</param>
    /// <param name="hasStepTargets">Targets of all its steps; otherwise those of its last step, for a model with one output a sequence.</param>
    /// <param name="forecast">Which features are targets, in this order; none: all.</param>
    /// <exception cref="ArgumentException">No whole rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number below 1, no such feature, or a series too short for a window and what is ahead of it.</exception>
    public static SeriesWindows Forecast(
        ReadOnlyMemory<float> rows, int features, int steps, int ahead = 1, int every = 1, bool hasStepTargets = true, params ReadOnlySpan<int> forecast)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ahead, 1);
        if (rows.Length % features != 0)
            throw new ArgumentException($"There are {Counted.Of(rows.Length, "value")}, and a row has {features}: pass whole rows.", nameof(rows));
        int count = (rows.Length / features) - ahead;
        if (count < steps)
            throw new ArgumentOutOfRangeException(
                nameof(steps), steps,
                $"A window of {Counted.Of(steps, "step")} and what is {ahead} ahead of it do not fit into {Counted.Of(rows.Length / features, "step")}: choose "
                + $"shorter windows, or a longer series.");
        int size = forecast.IsEmpty ? features : forecast.Length;
        float[] targets = new float[count * size];
        for (int i = 0; i < size; i++)
        {
            int feature = forecast.IsEmpty ? i : forecast[i];
            if ((uint)feature >= (uint)features)
                throw new ArgumentOutOfRangeException(nameof(forecast), feature, $"It has {Counted.Of(features, "feature")}, counted from 0.");
            for (int row = 0; row < count; row++)
                targets[(row * size) + i] = rows.Span[((row + ahead) * features) + feature];
        }

        return new(rows[..(count * features)], features, targets, size, steps, every, hasStepTargets);
    }

    /// <inheritdoc/>
    public override int StepsOf(int index) => _steps;

    /// <inheritdoc/>
    public override void Copy(int index, Span<float> inputs, Span<float> targets)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        int first = index * _every;
        _inputs.Span.Slice(first * InputSize, _steps * InputSize).CopyTo(inputs);
        int target = HasStepTargets ? first : first + _steps - 1;
        _targets.Span.Slice(target * TargetSize, (HasStepTargets ? _steps : 1) * TargetSize).CopyTo(targets);
    }
}
