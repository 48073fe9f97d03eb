namespace TinyRnn.Samples;

/// <summary>
/// A series that grows by a share of itself, and swings by one: the logarithm makes both steady, and the difference from month to month takes the growth out.
/// Nothing then lies beyond what has been learnt, which a tanh could not follow.
/// </summary>
internal sealed class LogDifferences
{
    public LogDifferences(SeriesData data)
    {
        Data = data;
        double[] logarithms = [.. data.Values.Select(value => Math.Log(value))];
        Differences = new SeriesData(data.Name, [.. logarithms.Skip(1).Zip(logarithms, (value, before) => value - before)], data.TrainingLength - 1);
    }

    /// <summary>The series itself.</summary>
    public SeriesData Data { get; }

    /// <summary>The first belongs to the second value; the part to learn from ends where that of the series does.</summary>
    public SeriesData Differences { get; }

    /// <summary>The differences that are known before a value, as a model reads them.</summary>
    public ReadOnlySpan<float> Before(int origin) => Differences.Scaled.AsSpan(0, origin - 1);

    /// <summary>What a model says, as a factor from one month to the next.</summary>
    public double Factor(double scaled) => Math.Exp((scaled * Differences.Scale) + Differences.Mean);

    /// <summary>Goes on from the value before the origin.</summary>
    public double[] Values(int origin, IEnumerable<double> differences)
    {
        double value = Data.Values[origin - 1];
        return [.. differences.Select(difference => value *= Math.Exp(difference))];
    }
}
