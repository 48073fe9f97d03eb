namespace TinyRnn.Training;

/// <summary>
/// How good intervals are in which values should lie with some probability: how many do lie inside, and how wide the intervals are. Both belong together:
/// whoever says "anything" is right always.
/// </summary>
/// <example>
/// <code>
/// IntervalMetrics metrics = new(share: 0.8);
/// metrics.Add(low: [90, 95, 99], high: [110, 115, 119], targets: [100, 120, 101]);
/// Console.WriteLine($"{metrics.Coverage:F2} of 0.80, {metrics.MeanWidth} wide, score {metrics.Score:F1}");     // 0.67 of 0.80, 20 wide, score 36.7
/// </code>
/// </example>
public sealed class IntervalMetrics
{
    private long _inside;
    private double _widths;
    private double _scores;

    /// <summary>Nothing yet.</summary>
    /// <param name="share">
    /// The probability with which values should lie inside, above 0 and below 1: 0.8 of an interval from the 10 % to the 90 % quantile.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">Not between 0 and 1.</exception>
    public IntervalMetrics(double share)
    {
        if (!(share > 0 && share < 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "The share of values inside is above 0 and below 1.");
        Share = share;
    }

    /// <summary>The probability with which values should lie inside.</summary>
    public double Share { get; }

    /// <summary>How many values have been added.</summary>
    public long Count { get; private set; }

    /// <summary>The share of values that do lie inside, ends included; NaN without values, as all means here.</summary>
    public double Coverage => (double)_inside / Count;

    /// <summary>The mean of high - low.</summary>
    public double MeanWidth => _widths / Count;

    /// <summary>
    /// The mean interval score (Winkler 1972; Gneiting and Raftery 2007): the width, and 2 / (1 - share) times as much as a value lies outside. Lower is
    /// better, and lowest in expectation for the true quantiles, so that it compares forecasts as a whole.
    /// </summary>
    public double Score => _scores / Count;

    /// <summary>Adds intervals.</summary>
    /// <param name="low">Where they begin.</param>
    /// <param name="high">Where they end, as many.</param>
    /// <param name="targets">The values, as many.</param>
    /// <exception cref="ArgumentException">Other numbers of them, or an interval that ends before it begins; nothing has been added then.</exception>
    public void Add(ReadOnlySpan<float> low, ReadOnlySpan<float> high, ReadOnlySpan<float> targets)
    {
        if (low.Length != targets.Length || high.Length != targets.Length)
            throw new ArgumentException(
                $"There are {Counted.Of(low.Length, "low end")}, {Counted.Of(high.Length, "high end")} and {Counted.Of(targets.Length, "target")}: pass as "
                + "many of each.", nameof(targets));
        for (int i = 0; i < low.Length; i++)
        {
            if (!(low[i] <= high[i]))
                throw new ArgumentException(
                    FormattableString.Invariant($"Interval {i} goes from {low[i]} to {high[i]}: pass the low ends first."), nameof(high));
        }

        for (int i = 0; i < low.Length; i++)
        {
            double outside = Math.Max(0, Math.Max((double)low[i] - targets[i], (double)targets[i] - high[i]));
            double width = (double)high[i] - low[i];
            _inside += targets[i] >= low[i] && targets[i] <= high[i] ? 1 : 0;
            _widths += width;
            _scores += width + (2 / (1 - Share) * outside);
        }

        Count += low.Length;
    }
}
