using System.Globalization;
using System.Reflection;

namespace TinyRnn.Samples;

/// <summary>Measured values at equal distances: the first 77 % to learn from, the rest to test with.</summary>
internal sealed class SeriesData
{
    private const double TrainingPart = 0.7702;
    private const int Fewest = 80;

    private SeriesData(string name, double[] values)
    {
        if (values.Length < Fewest)
            throw new SampleException($"{name} has {values.Length} values; to learn and to test takes at least {Fewest}.");
        Name = name;
        Values = values;
        TrainingLength = (int)Math.Round(values.Length * TrainingPart);
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

    /// <summary>The monthly sunspot numbers from 1749 to 1983, which are inside the program.</summary>
    public static SeriesData Sunspots()
    {
        using StreamReader reader = new(Assembly.GetExecutingAssembly().GetManifestResourceStream("sunspots.csv")!);
        return Parse("sunspots", reader.ReadToEnd());
    }

    /// <summary>A file with a header and lines whose last column is a value.</summary>
    public static SeriesData Read(string path) => Parse(Path.GetFileNameWithoutExtension(path), File.ReadAllText(path));

    private static SeriesData Parse(string name, string text)
    {
        string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new SeriesData(name, [.. lines.Skip(1).Select((line, i) => Value(name, line, i + 2))]);
    }

    private static double Value(string name, string line, int number) =>
        double.TryParse(line.Split(',')[^1], NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw new SampleException($"{name}, line {number}: '{line}' does not end in a number.");
}
