namespace TinyRnn.Training;

/// <summary>
/// A rate that grows linearly to that of another schedule: inner(step) min(1, (step + 1) / steps). The inner schedule counts from step 0 too: its own decay
/// begins during the warm-up. It is made by its constructor: <see langword="default"/>, or one around a default schedule, has no rate and is refused.
/// </summary>
/// <typeparam name="TSchedule">The schedule.</typeparam>
/// <example>
/// <code>
/// GestureNet.Trainer trainer = new(GestureNet.Create(seed: 1));
/// WarmUp&lt;CosineDecay&gt; rate = new(new CosineDecay(initial: 0.01f, final: 0, steps: 5000), steps: 200);
/// trainer.Follow(rate);     // before each update
/// </code>
/// </example>
public readonly record struct WarmUp<TSchedule> : ILearningRateSchedule
    where TSchedule : struct, ILearningRateSchedule
{
    private readonly TSchedule _inner;
    private readonly long _steps;

    /// <summary>A rate that grows linearly to that of another schedule.</summary>
    /// <param name="inner">The schedule.</param>
    /// <param name="steps">The first step at its full rate is <paramref name="steps"/> - 1; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer steps than 1.</exception>
    public WarmUp(TSchedule inner, long steps)
    {
        SettingRange.Steps(nameof(steps), steps);
        _inner = inner;
        _steps = steps;
    }

    /// <inheritdoc/>
    public float At(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        if (_steps == 0)
            throw SettingRange.NotMade($"WarmUp<{typeof(TSchedule).Name}>", "inner, steps");
        float rate = _inner.At(step);
        return step >= _steps ? rate : (float)(rate * ((step + 1.0) / _steps));
    }
}
