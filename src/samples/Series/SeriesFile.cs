using System.Globalization;
using System.Reflection;

namespace TinyRnn.Samples;

/// <summary>Series from CSV files: those that are inside the program, by name, or any other.</summary>
internal static class SeriesFile
{
    /// <summary>Sunspots a month, passengers of airlines a month, carbon dioxide a month, lynx caught a year, temperatures of Nottingham a month.</summary>
    public static IReadOnlyList<string> Carried { get; } = ["sunspots", "AirPassengers", "co2", "lynx", "nottem"];

    /// <param name="name">One of <see cref="Carried"/>, or a file.</param>
    public static SeriesData Open(string name)
    {
        if (Carried.FirstOrDefault(carried => carried.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } known)
            return Read(name);
        using StreamReader reader = new(Assembly.GetExecutingAssembly().GetManifestResourceStream($"series/{known}.csv")!);
        return Parse(known, reader.ReadToEnd());
    }

    /// <summary>A file whose last column has the values.</summary>
    private static SeriesData Read(string path) =>
        File.Exists(path)
            ? Parse(Path.GetFileNameWithoutExtension(path), File.ReadAllText(path))
            : throw new SampleException($"There is no file '{path}', and no series of this name: those inside the program are {string.Join(", ", Carried)}.");

    /// <summary>Lines of as many columns each; a first one that does not end in a number is the header.</summary>
    private static SeriesData Parse(string name, string text)
    {
        (string Text, int Number)[] lines = [.. text.Split('\n').Select((line, i) => (line.Trim(), i + 1)).Where(line => line.Item1.Length > 0)];
        int columns = lines.Length > 0 ? lines[0].Text.Split(',').Length : 0;
        bool hasHeader = lines.Length > 0 && !TryValue(lines[0].Text, out _);
        return new SeriesData(name, [.. lines.Skip(hasHeader ? 1 : 0).Select(line => Value(name, line.Text, line.Number, columns))]);
    }

    private static double Value(string name, string line, int number, int columns)
    {
        // Else a decimal comma would be taken for the end of a column, and what is behind it for the value.
        if (line.Contains(';', StringComparison.Ordinal))
            throw new SampleException($"{name}, line {number}: '{line}' has a semicolon; columns are divided by commas, and decimals by points.");
        if (line.Split(',').Length != columns)
            throw new SampleException(
                $"{name}, line {number}: '{line}' has {line.Split(',').Length} columns, and the first line has {columns}; columns are divided by commas, and "
                + $"decimals by points.");
        return TryValue(line, out double value) ? value : throw new SampleException($"{name}, line {number}: '{line}' does not end in a number.");
    }

    private static bool TryValue(string line, out double value) =>
        double.TryParse(line.Split(',')[^1], NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
