namespace TinyRnn.Training;

/// <summary>The same rate in every step.</summary>
public readonly record struct ConstantRate : ILearningRateSchedule
{
    private readonly float _rate;

    /// <summary>A constant rate.</summary>
    /// <param name="rate">The rate, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public ConstantRate(float rate)
    {
        Settings.AtLeastZero(nameof(rate), rate);
        _rate = rate;
    }

    /// <inheritdoc/>
    public float At(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        return _rate;
    }
}
