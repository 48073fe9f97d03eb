using System.Globalization;
using TinyRnn.Data;
using TinyRnn.Plot;
using TinyRnn.Training;

namespace TinyRnn.Samples;

/// <summary>The futures of one month as fans, and what became of all intervals.</summary>
internal static class PathsFigure
{
    private const double FirstYear = 1749;
    private const double Months = 12;

    /// <summary>Where the fans begin: a cycle turns upwards.</summary>
    private const double Origin = 1965;

    /// <summary>How far they go, in months, and how much of the past is shown.</summary>
    private const int Ahead = 60;

    /// <summary>From outside to inside, and the middle.</summary>
    private static ReadOnlySpan<float> Levels => [0.05f, 0.95f, 0.1f, 0.9f, 0.25f, 0.75f, 0.5f];

    public static Figure Of(SeriesData data, IReadOnlyList<FutureWalk> walks, IReadOnlyList<(string Name, IntervalMetrics[] Ahead)> found, ulong seed) =>
        new(
        [
            .. walks.Select(walk => Fan(data, walk, seed)),
            new Panel
            {
                Title = string.Create(
                    CultureInfo.InvariantCulture,
                    $"inside the {100 * FutureWalk.Share:F0} % interval, of {found[0].Ahead[0].Count} months that nothing was learnt from"),
                X = "months ahead",
                Y = "inside, %",
                Low = 0,
                High = 100,
                Lines =
                [
                    .. found.Select(row => new Line(
                        row.Name, [.. row.Ahead.Select((_, month) => month + 1.0)], [.. row.Ahead.Select(metrics => 100 * metrics.Coverage)])),
                    new Line("as many as there should be", [1, SeriesBatch.Horizon], [100 * FutureWalk.Share, 100 * FutureWalk.Share])
                    {
                        Style = LineStyle.Dashed,
                    },
                ],
            },
        ])
        {
            PanelHeight = 300,
        };

    private static Panel Fan(SeriesData data, FutureWalk walk, ulong seed)
    {
        int origin = (int)((Origin - FirstYear) * Months);
        SampledPaths futures = new(FutureWalk.Count, Ahead);
        walk.Sample(origin, futures, seed);
        double[][] quantiles = [.. Enumerable.Range(0, Levels.Length).Select(_ => new double[Ahead])];
        Span<float> found = stackalloc float[Levels.Length];
        for (int month = 0; month < Ahead; month++)
        {
            futures.Quantiles(month, Levels, found);
            for (int level = 0; level < found.Length; level++)
                quantiles[level][month] = found[level];
        }

        double[] years = [.. Enumerable.Range(0, data.Values.Length).Select(month => FirstYear + (month / Months))];
        double[] ahead = years[origin..(origin + Ahead)];
        return new Panel
        {
            Title = string.Create(CultureInfo.InvariantCulture, $"{walk.Name}: {FutureWalk.Count} futures of the sunspots"),
            X = "year",
            HasYears = true,
            Left = years[origin - Ahead],
            Right = ahead[^1],
            Y = "sunspots a month",
            Low = 0,
            Marks = [years[origin - 1]],
            Intervals =
            [
                new Interval("90 % of the futures", ahead, quantiles[0], quantiles[1]),
                new Interval("80 %", ahead, quantiles[2], quantiles[3]),
                new Interval("50 %", ahead, quantiles[4], quantiles[5]),
            ],
            Lines =
            [
                new Line("their median", ahead, quantiles[6]),
                new Line("sunspots", ahead, data.Values[origin..(origin + Ahead)]),
                new Line("sunspots before", years[(origin - Ahead)..origin], data.Values[(origin - Ahead)..origin]) { Style = LineStyle.Pale },
            ],
        };
    }
}
