namespace TinyRnn.Training;

/// <summary>The same rate in every step. It is made by its constructor: <see langword="default"/> has no rate and is refused.</summary>
/// <example>
/// <code>
/// GestureNet.Trainer trainer = new(GestureNet.Create(seed: 1));
/// WarmUp&lt;ConstantRate&gt; rate = new(new ConstantRate(0.003f), steps: 100);
/// trainer.Follow(rate);     // before each update
/// </code>
/// </example>
public readonly record struct ConstantRate : ILearningRateSchedule
{
    private readonly float _rate;
    private readonly bool _isMade;   // 0 is a rate, too

    /// <summary>A constant rate.</summary>
    /// <param name="rate">The rate, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public ConstantRate(float rate)
    {
        SettingRange.AtLeastZero(nameof(rate), rate);
        _rate = rate;
        _isMade = true;
    }

    /// <inheritdoc/>
    public float At(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        if (!_isMade)
            throw SettingRange.NotMade(nameof(ConstantRate), "rate");
        return _rate;
    }
}
