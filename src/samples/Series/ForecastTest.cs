using System.Globalization;
using TinyRnn.Plot;

namespace TinyRnn.Samples;

/// <summary>How well all models go on with a series, beside what is known without any learning.</summary>
internal sealed class ForecastTest
{
    private const int Lags = 24;
    private static readonly int[] s_ahead = [1, 12, 24];
    private readonly List<Line> _lines = [];
    private readonly List<string[]> _rows = [];
    private readonly SampleRun _run;
    private readonly SeriesData _data;

    private ForecastTest(SampleRun run, SeriesData data) => (_run, _data) = (run, data);

    /// <summary>Errors against steps ahead.</summary>
    public Panel Panel => new()
    {
        Title = $"{_data.Name}: the last {_data.Values.Length - _data.TrainingLength} values",
        X = "steps ahead",
        Y = "error (root mean square)",
        Low = 0,
        Lines = _lines,
    };

    /// <summary>Trains all on the first part of the series, and tests them on the rest.</summary>
    public static ForecastTest Of(SampleRun run, SeriesData data)
    {
        ForecastTest test = new(run, data);
        foreach (Forecaster forecaster in Forecaster.Create(run.Seed, $"the last {data.Context}"))
        {
            SeriesBatch batch = new();
            run.Train($"{data.Name}, {forecaster.Name}", run.Quick ? 400 : 1500, step =>
            {
                batch.Fill(data.Scaled.AsSpan(0, data.TrainingLength), data.Window, step);
                return forecaster.Train(batch.Inputs, batch.Targets, []);
            });
            forecaster.Publish();
            test.Add(forecaster.Name, SeriesErrors.Of(forecaster, data), LineStyle.Solid);
        }

        test.Add($"least squares, {Lags} values", SeriesErrors.OfLeastSquares(data, Lags), LineStyle.Dashed);
        test.Add("the last value again", SeriesErrors.Persistence(data), LineStyle.Dotted);
        SampleRun.Table(
            $"{data.Name}: root mean square errors over the last {data.Values.Length - data.TrainingLength} values, {data.TrainingLength} to learn from",
            ["model", .. s_ahead.Select(ahead => $"{ahead} ahead ({data.Forecasts(ahead)} forecasts)")],
            test._rows);
        return test;
    }

    private void Add(string name, double[] errors, LineStyle style)
    {
        foreach (int ahead in s_ahead)
            _run.Record($"{_data.Name}, {name}, {ahead} ahead", errors[ahead - 1]);
        _rows.Add([name, .. s_ahead.Select(ahead => errors[ahead - 1].ToString("F2", CultureInfo.InvariantCulture))]);
        _lines.Add(new Line(name, [.. errors.Select((_, step) => step + 1.0)], errors) { Style = style });
    }
}
