using TinyRnn.Training;

namespace TinyRnn.Samples;

/// <summary>Errors of forecasts, in the units of the series.</summary>
internal static class SeriesErrors
{
    private const int RecallBatches = 50;

    /// <summary>Root mean square errors 1 to 24 steps ahead, over all values of the part to test with.</summary>
    public static double[] Of(Forecaster forecaster, SeriesData data)
    {
        float[] forecast = new float[SeriesBatch.Horizon];
        return Of(data, origin =>
        {
            forecaster.Forecast(data.Scaled.AsSpan(origin - data.Context, data.Context), forecast);
            return Array.ConvertAll(forecast, value => (value * data.Scale) + data.Mean);
        });
    }

    /// <summary>The same for who always says the last value again.</summary>
    public static double[] Persistence(SeriesData data) => Of(data, origin => [.. Enumerable.Repeat(data.Values[origin - 1], SeriesBatch.Horizon)]);

    /// <summary>The same for a weighted sum of the last values that is fitted to the part to learn from.</summary>
    public static double[] OfLeastSquares(SeriesData data, int lags)
    {
        LeastSquares fit = LeastSquares.Fit(data, lags);
        return Of(data, origin => fit.Forecast(data.Values.AsSpan(0, origin), SeriesBatch.Horizon));
    }

    /// <summary>Root mean square error of the answers to calls.</summary>
    public static double OfRecall(Forecaster forecaster, RecallTask task)
    {
        float[] ys = new float[SeriesBatch.Steps];
        RegressionMetrics metrics = new();
        for (int batch = 0; batch < RecallBatches; batch++)
        {
            task.Next();
            for (int place = 0; place < task.Inputs.Length; place += SeriesBatch.Steps)
            {
                forecaster.Predict(task.Inputs.AsSpan(place, SeriesBatch.Steps), ys);
                for (int t = 0; t < SeriesBatch.Steps; t++)
                {
                    if (task.Weights[place + t] >= 1)
                        metrics.Add(ys.AsSpan(t, 1), task.Targets.AsSpan(place + t, 1));
                }
            }
        }

        return metrics.RootMeanSquareError;
    }

    /// <summary>The same for anything that goes on from a place of the series.</summary>
    public static double[] Of(SeriesData data, Func<int, double[]> forecast)
    {
        double[] sums = new double[SeriesBatch.Horizon];
        for (int origin = data.TrainingLength; origin < data.Values.Length; origin++)
        {
            double[] values = forecast(origin);
            for (int ahead = 0; ahead < SeriesBatch.Horizon && origin + ahead < data.Values.Length; ahead++)
                sums[ahead] += Math.Pow(values[ahead] - data.Values[origin + ahead], 2);
        }

        // Without a forecast so far ahead it is 0 / 0, which pictures leave out.
        return [.. sums.Select((sum, ahead) => Math.Sqrt(sum / data.Forecasts(ahead + 1)))];
    }
}
