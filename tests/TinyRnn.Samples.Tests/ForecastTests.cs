using Xunit;

namespace TinyRnn.Samples.Tests;

/// <summary>AirPassengers, as differences of logarithms.</summary>
public sealed class ForecastTests : SampleFolder
{
    /// <summary>
    /// Naive, seasonal naive and least squares are facts of the series (51.83 and 51.78; 43.52, with the year's growth 21.33 and 28.19; 15.47, 16.21 and
    /// 22.19, found by another program). On raw values the same LSTM is wrong by more than saying the last value again.
    /// </summary>
    [Fact]
    public void The_model_is_far_ahead_of_what_needs_no_learning()
    {
        SampleRun run = Quick("forecast");
        IReadOnlyDictionary<string, double> results = run.Results;
        Assert.Equal(51.83, results["the last value again, 1 ahead"], 0.01);
        Assert.Equal(51.78, results["the last value again, 12 ahead"], 0.01);
        Assert.Equal(43.52, results["the same month of last year, 1 ahead"], 0.01);
        Assert.Equal(21.33, results["last year, grown as it had, 1 ahead"], 0.01);
        Assert.Equal(28.19, results["last year, grown as it had, 12 ahead"], 0.01);
        Assert.Equal(15.47, results["least squares, 13 differences, 1 ahead"], 0.01);
        Assert.Equal(16.21, results["least squares, 13 differences, 12 ahead"], 0.01);
        Assert.Equal(22.19, results["least squares, 13 differences, 24 ahead"], 0.01);
        Assert.InRange(results["LSTM(16), 1 ahead"], 10, 25);
        Assert.InRange(results["LSTM(16), 12 ahead"], 10, 35);
        Assert.InRange(results["months inside the interval"], 15, 33);
        IsDrawn("forecast.svg");
        Assert.True(System.IO.File.Exists(File("forecast.safetensors")));
    }

    /// <summary>Differences lead back to their values, and a scaled one to the factor between two of them.</summary>
    [Fact]
    public void Differences_go_back_to_values()
    {
        SeriesData data = new("growth", [.. Enumerable.Range(0, 100).Select(month => 10 * Math.Pow(1.01, month) * (1 + (month % 2)))]);
        LogDifferences series = new(data);
        Assert.Equal(data.TrainingLength - 1, series.Differences.TrainingLength);
        double[] again = series.Values(50, series.Differences.Values.Skip(49));
        Assert.All(again.Zip(data.Values.Skip(50)), pair => Assert.Equal(pair.Second, pair.First, 1e-9 * pair.Second));
        Assert.Equal(data.Values[60] / data.Values[59], series.Factor(series.Differences.Scaled[59]), 1e-6);
    }
}
