namespace TinyRnn.Training;

/// <summary>
/// A rate that changes by a factor from time to time: initial factor^floor(step / every) (PyTorch's <c>StepLR</c>). It is made by its constructor:
/// <see langword="default"/> has no rate and is refused.
/// </summary>
/// <example>
/// <code>
/// GestureNet.Trainer trainer = new(GestureNet.Create(seed: 1));
/// StepDecay rate = new(initial: 0.01f, factor: 0.5f, every: 1000);     // half of it after each thousand
/// trainer.Follow(rate);     // before each update
/// </code>
/// </example>
public readonly record struct StepDecay : ILearningRateSchedule
{
    private readonly float _initial;
    private readonly float _factor;
    private readonly long _every;

    /// <summary>A rate that changes by a factor from time to time.</summary>
    /// <param name="initial">The first rate, at least 0.</param>
    /// <param name="factor">What it is multiplied by, greater than 0 and at most 1.</param>
    /// <param name="every">After how many steps, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument out of its range.</exception>
    public StepDecay(float initial, float factor, long every)
    {
        SettingRange.AtLeastZero(nameof(initial), initial);
        if (!(factor is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(
                nameof(factor), factor, FormattableString.Invariant($"factor is {factor}, but must be greater than 0 and at most 1."));
        SettingRange.Steps(nameof(every), every);
        _initial = initial;
        _factor = factor;
        _every = every;
    }

    /// <inheritdoc/>
    public float At(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        if (_every == 0)
            throw SettingRange.NotMade(nameof(StepDecay), "initial, factor, every");
        return (float)(_initial * Math.Pow(_factor, step / _every));
    }
}
