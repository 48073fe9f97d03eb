using System.Globalization;

namespace TinyRnn;

/// <summary>
/// What average of its weights a trainer keeps beside them (<see cref="Training.ModelTrainer.Averaging"/>): often better on data that was not learnt from than
/// the weights of the last update, for which it costs a second walk over the weights an update.
/// </summary>
/// <example>
/// <code>
/// GestureNet.Trainer trainer = new(GestureNet.Create(seed: 1)) { Averaging = WeightAveraging.Exponential(decay: 0.999) };
/// trainer.TrainBatch(new float[50 * 3], [4]);
/// trainer.PublishAverage();     // the model answers with the average, training goes on with the weights
/// </code>
/// </example>
public sealed class WeightAveraging
{
    private const double WarmUpLength = 10;

    private WeightAveraging(double? decay, AverageStart start, long from, int every)
    {
        SettingRange.AtLeastZero(nameof(from), from);
        SettingRange.Steps(nameof(every), every);
        Decay = decay;
        Start = start;
        From = from;
        Every = every;
    }

    /// <summary>What an average keeps of itself when weights are added; <see langword="null"/>: all weights have equal shares.</summary>
    public double? Decay { get; }

    /// <summary>How an exponential average begins.</summary>
    public AverageStart Start { get; }

    /// <summary>The update whose weights are the first.</summary>
    public long From { get; }

    /// <summary>Of so many updates from there the weights of one are added.</summary>
    public int Every { get; }

    /// <summary>
    /// Exponential moving average (Polyak and Juditsky 1992): average += (1 - decay) (weights - average). It forgets what is much more than 1 / (1 - decay)
    /// updates ago.
    /// </summary>
    /// <param name="decay">The decay, in [0, 1): 0.99 to 0.9999, the more updates there are.</param>
    /// <param name="start">How it begins.</param>
    /// <param name="from">The first update whose weights are added; 0 or 1: the first of all.</param>
    /// <param name="every">Of so many updates from there those of one are added.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number out of its range; the message names it.</exception>
    public static WeightAveraging Exponential(double decay, AverageStart start = AverageStart.FirstWeights, long from = 0, int every = 1)
    {
        SettingRange.Smoothing(nameof(decay), decay);
        if (start is < AverageStart.FirstWeights or > AverageStart.Corrected)
            throw new ArgumentOutOfRangeException(nameof(start), start, $"{start} is no start. Take a member of {nameof(AverageStart)}.");
        return new(decay, start, from, every);
    }

    /// <summary>
    /// Stochastic weight averaging (Izmailov et al. 2018): the mean of all weights from an update on, after which the learning rate stays constant or goes
    /// round in cycles.
    /// </summary>
    /// <param name="from">The first update whose weights are added; 0 or 1: the first of all. After three quarters of a training, for instance.</param>
    /// <param name="every">Of so many updates from there those of one are added: an epoch's, or a cycle's.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number out of its range; the message names it.</exception>
    public static WeightAveraging Equal(long from = 0, int every = 1) => new(null, AverageStart.FirstWeights, from, every);

    /// <summary>Everything that it is, in words: what a checkpoint must agree with.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{(Decay is { } decay ? $"exponential {decay} {Start}" : "equal")}, from {From}, every {Every}");

    /// <summary>Whether an update's weights are added.</summary>
    internal bool Takes(long update) => update >= From && (update - From) % Every == 0;

    /// <summary>The share in the average of the weights that come after <paramref name="count"/> others.</summary>
    internal double ShareAfter(long count)
    {
        if (count == 0)
            return 1;
        if (Decay is not { } decay)
            return 1.0 / (count + 1);
        return Start switch
        {
            AverageStart.WarmUp => 1 - Math.Min(decay, (1.0 + count) / (WarmUpLength + count)),
            AverageStart.Corrected => (1 - decay) / (1 - Math.Pow(decay, count + 1)),
            _ => 1 - decay,
        };
    }
}
