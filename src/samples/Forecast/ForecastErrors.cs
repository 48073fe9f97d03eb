namespace TinyRnn.Samples;

/// <summary>The model beside what is known without learning, and beside a weighted sum that sees the same numbers.</summary>
internal static class ForecastErrors
{
    public const string Model = "LSTM(16)";
    public const string LeastSquares = "least squares, 13 differences";
    public const string Grown = "last year, grown as it had";
    public const string SeasonalNaive = "the same month of last year";
    public const string Naive = "the last value again";
    private const int Year = 12;

    /// <summary>A year and a month: that this month was above that of last year is in them.</summary>
    private const int Lags = Year + 1;

    public static IReadOnlyList<(string Name, double[] Errors)> Of(LogDifferences series, SampledFutures futures)
    {
        SeriesData data = series.Data;
        LeastSquares sum = Samples.LeastSquares.Fit(series.Differences, Lags);
        return
        [
            (Model, SeriesErrors.Of(data, origin => futures.Expected(origin, SeriesBatch.Horizon))),
            (LeastSquares, SeriesErrors.Of(
                data, origin => series.Values(origin, sum.Forecast(series.Differences.Values.AsSpan(0, origin - 1), SeriesBatch.Horizon)))),
            (Grown, SeriesErrors.Of(data, origin => LastYearGrown(data, origin, SeriesBatch.Horizon))),
            (SeasonalNaive, SeriesErrors.Of(data, origin => LastYear(data, origin, SeriesBatch.Horizon))),
            (Naive, SeriesErrors.Persistence(data)),
        ];
    }

    /// <summary>The year before the origin, again and again.</summary>
    public static double[] LastYear(SeriesData data, int origin, int months) =>
        [.. Enumerable.Range(0, months).Select(month => data.Values[origin - Year + (month % Year)])];

    /// <summary>The same, and every year is as many times the one before as the last was.</summary>
    private static double[] LastYearGrown(SeriesData data, int origin, int months)
    {
        double growth = data.Values[(origin - Year)..origin].Sum() / data.Values[(origin - (2 * Year))..(origin - Year)].Sum();
        return [.. LastYear(data, origin, months).Select((value, month) => value * Math.Pow(growth, 1 + (month / Year)))];
    }
}
