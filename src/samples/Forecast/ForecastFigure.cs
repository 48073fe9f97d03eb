using System.Globalization;
using TinyRnn.Plot;

namespace TinyRnn.Samples;

/// <summary>The forecast over its series, and the errors of all.</summary>
internal static class ForecastFigure
{
    private const double FirstYear = 1949;
    private const double Months = 12;

    /// <summary>The first years say nothing that the others do not, and would leave the forecast less room.</summary>
    private const double FirstShown = 1954;

    private static string Futures =>
        string.Create(CultureInfo.InvariantCulture, $"90 % of {SampledFutures.Count:N0} sampled futures");

    public static Figure Of(SeriesData data, FutureBand band, IReadOnlyList<(string Name, double[] Errors)> errors)
    {
        int origin = data.TrainingLength;
        double[] years = [.. Enumerable.Range(0, data.Values.Length).Select(month => FirstYear + (month / Months))];
        double[] ahead = years[origin..];
        return new Figure(
        [
            new Panel
            {
                Title = string.Create(CultureInfo.InvariantCulture, $"AirPassengers: {band.Low.Count} months that were not learnt from, all forecast at once"),
                X = "year",
                HasYears = true,
                Left = FirstShown,
                Right = years[^1] + (1 / Months),
                Y = "thousands of passengers",
                Low = 0,
                Marks = [years[origin - 1]],
                Intervals =
                [
                    new Interval(Futures, ahead, band.Quantiles[0], band.Quantiles[1]),
                    new Interval(string.Create(CultureInfo.InvariantCulture, $"{100 * SampledFutures.Share:F0} %"), ahead, band.Low, band.High),
                    new Interval("50 %", ahead, band.Quantiles[4], band.Quantiles[5]),
                ],
                Lines =
                [
                    new Line($"forecast: {ForecastErrors.Model}", ahead, band.Expected),
                    new Line("passengers", years[origin..], data.Values[origin..]),
                    new Line("passengers, learnt from", years[..origin], data.Values[..origin]) { Style = LineStyle.Pale },
                    new Line(ForecastErrors.SeasonalNaive, ahead, ForecastErrors.LastYear(data, origin, ahead.Length)) { Style = LineStyle.Dotted },
                ],
            },
            new Panel
            {
                Title = "errors over all of these months, by how far ahead they were forecast",
                X = "months ahead",
                Y = "error (root mean square)",
                Low = 0,
                Lines = [.. errors.Select((row, i) => new Line(row.Name, [.. row.Errors.Select((_, month) => month + 1.0)], row.Errors)
                {
                    Style = i switch { 1 => LineStyle.Dashed, 3 => LineStyle.Dotted, 4 => LineStyle.Pale, _ => LineStyle.Solid },
                })],
            },
        ])
        {
            PanelHeight = 330,
        };
    }
}
