namespace TinyRnn.Training;

/// <summary>How <see cref="LearningRateSearch"/> goes about it. What is not set keeps its default.</summary>
/// <example>
/// <code>
/// LearningRateRange range = new() { From = 1e-5, To = 1, Updates = 60 };
/// </code>
/// </example>
public sealed record LearningRateRange
{
    /// <summary>The rate of the first update, above 0.</summary>
    public double From { get; init; } = 1e-6;

    /// <summary>The rate of the last update, above <see cref="From"/>.</summary>
    public double To { get; init; } = 1;

    /// <summary>Updates, at least 10; the rates of two that follow each other have one ratio.</summary>
    public int Updates { get; init; } = 100;

    /// <summary>Sequences of a batch; 0: as many as the trainer has room for (<c>MaxBatch</c>).</summary>
    public int Batch { get; init; }

    /// <summary>What the orders of the sequences are drawn from: equal seeds give equal curves.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// How much of the smoothed loss a new loss leaves, at least 0 and below 1: s_i = smoothing s_(i-1) + (1 - smoothing) loss_i, divided by
    /// 1 - smoothing^(i+1), so that it begins with the first loss.
    /// </summary>
    public double Smoothing { get; init; } = 0.9;

    /// <summary>Ends when the smoothed loss is so many times the first loss above its lowest, above 0.</summary>
    public double Divergence { get; init; } = 2;

    /// <summary>Checks the numbers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number out of its range; the message names it.</exception>
    internal void Validate(int mostSequences)
    {
        if (!((float)From > 0 && float.IsFinite((float)From)))
            throw OutOfRange(nameof(From), From, "finite and above 0");
        if (!(To > From && float.IsFinite((float)To)))
            throw OutOfRange(nameof(To), To, $"finite and above {nameof(From)}");
        if (Updates < FewestUpdates)
            throw OutOfRange(nameof(Updates), Updates, $"at least {FewestUpdates}");
        if (Batch < 0 || Batch > mostSequences)
            throw OutOfRange(
                nameof(Batch), Batch, $"1 to {mostSequences}, what the trainer has room for ([Trainable(MaxBatch = ...)]), or 0 for as many");
        if (!(Smoothing >= 0 && Smoothing < 1))
            throw OutOfRange(nameof(Smoothing), Smoothing, "at least 0 and below 1");
        if (!(Divergence > 0))
            throw OutOfRange(nameof(Divergence), Divergence, "above 0");
    }

    private const int FewestUpdates = 10;

    private static ArgumentOutOfRangeException OutOfRange(string option, object value, string range) =>
        new(option, value, $"{nameof(LearningRateRange)}.{option} is {range}.");
}
