namespace TinyRnn.Training;

/// <summary>
/// Half a cosine from one rate to another: final + (initial - final) (1 + cos(pi min(step, steps) / steps)) / 2 (Loshchilov and Hutter 2017, without restarts;
/// PyTorch's <c>CosineAnnealingLR</c>, but constant after its end). It is made by its constructor: <see langword="default"/> has no rate and is refused.
/// </summary>
/// <example>
/// <code>
/// GestureNet.Trainer trainer = new(GestureNet.Create(seed: 1));
/// CosineDecay rate = new(initial: 0.01f, final: 0, steps: 5000);
/// trainer.Follow(rate);     // before each update
/// </code>
/// </example>
public readonly record struct CosineDecay : ILearningRateSchedule
{
    private readonly float _initial;
    private readonly float _final;
    private readonly long _steps;

    /// <summary>Half a cosine from one rate to another.</summary>
    /// <param name="initial">The first rate, at least 0.</param>
    /// <param name="final">The rate of all steps from <paramref name="steps"/> on, at least 0.</param>
    /// <param name="steps">Length of the decay, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument out of its range.</exception>
    public CosineDecay(float initial, float final, long steps)
    {
        SettingRange.AtLeastZero(nameof(initial), initial);
        SettingRange.AtLeastZero(nameof(final), final);
        SettingRange.Steps(nameof(steps), steps);
        _initial = initial;
        _final = final;
        _steps = steps;
    }

    /// <inheritdoc/>
    public float At(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        if (_steps == 0)
            throw SettingRange.NotMade(nameof(CosineDecay), "initial, final, steps");
        if (step >= _steps)
            return _final;
        return (float)(_final + (((double)_initial - _final) * (1 + Math.Cos(Math.PI * step / _steps)) / 2));
    }
}
