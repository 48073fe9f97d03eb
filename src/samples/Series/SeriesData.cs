namespace TinyRnn.Samples;

/// <summary>Measured values at equal distances: the first 77 % to learn from, the rest to test with.</summary>
internal sealed class SeriesData
{
    private const double TrainingPart = 0.7702;
    private const int Fewest = 80;

    /// <param name="name">Of the series.</param>
    /// <param name="values">All of them.</param>
    /// <param name="trainingLength">How many of them are to learn from, if not the usual part.</param>
    public SeriesData(string name, double[] values, int? trainingLength = null)
    {
        if (values.Length < Fewest)
            throw new SampleException($"{name} has {values.Length} values; to learn and to test takes at least {Fewest}.");
        Name = name;
        Values = values;
        TrainingLength = trainingLength ?? (int)Math.Round(values.Length * TrainingPart);
        if (values.Take(TrainingLength).Distinct().Count() == 1)
            throw new SampleException(
                $"{name} has the same value, {values[0]}, in all of the {TrainingLength} places to learn from: there is nothing to predict.");
        Mean = values[..TrainingLength].Average();
        Scale = 2 * Math.Sqrt(values[..TrainingLength].Average(value => Math.Pow(value - Mean, 2)));
        Scaled = [.. values.Select(value => (float)((value - Mean) / Scale))];
    }

    public string Name { get; }

    public double[] Values { get; }

    public int TrainingLength { get; }

    /// <summary>Of the part to learn from.</summary>
    public double Mean { get; }

    /// <summary>Two standard deviations of the part to learn from: extremes should not saturate a tanh.</summary>
    public double Scale { get; }

    /// <summary>Values around 0, most of them between -1 and 1.</summary>
    public float[] Scaled { get; }

    /// <summary>Values that a forecast starts from.</summary>
    public int Context => Math.Min(SeriesBatch.Context, TrainingLength / 2);

    /// <summary>Steps of a window to learn from.</summary>
    public int Window => Math.Min(SeriesBatch.Steps, TrainingLength / 2);

    /// <summary>How many values of the part to test with are forecast so many steps ahead.</summary>
    public int Forecasts(int ahead) => Math.Max(0, Values.Length - TrainingLength - (ahead - 1));
}
