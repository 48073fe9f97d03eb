using System.Globalization;

namespace TinyRnn.Benchmarks.Table;

/// <summary>Nanoseconds a step, by row and hidden size: of a section that was measured now, or of one that was printed once and kept in a page.</summary>
/// <param name="Title">Of the section.</param>
/// <param name="InstructionSet">What it ran with.</param>
/// <param name="Sizes">Hidden sizes.</param>
/// <param name="Rows">By their names, as they are printed.</param>
internal sealed record StepTable(string Title, string InstructionSet, IReadOnlyList<int> Sizes, IReadOnlyDictionary<string, double[]> Rows)
{
    public static StepTable Of(SectionResult result)
    {
        Dictionary<string, double[]> rows = result.Rows.ToDictionary(row => row.Name, row => row.Nanoseconds.ToArray());
        rows[SectionReport.ToAndFro] = [.. SectionReport.Bounds(result, result.Bound.ToAndFro)];
        return new StepTable(result.Section.Title, TinyRnn.InstructionSet.Name, result.Section.Sizes, rows);
    }

    /// <summary>The first section of a page of printed runs, with the instruction set of the line above it that names the compiler.</summary>
    public static StepTable Read(string path)
    {
        string[] lines = File.ReadAllLines(path);
        int title = Find(lines, 0, "#### ");
        int header = Find(lines, title, "| ns a step, H = |");
        string set = lines.Take(title).Last(line => line.StartsWith(".NET", StringComparison.Ordinal)).Split(", ")[2];
        int[] sizes = [.. Cells(lines[header]).Select(cell => int.Parse(cell, CultureInfo.InvariantCulture))];
        Dictionary<string, double[]> rows = [];
        foreach (string line in lines.Skip(header + 2).TakeWhile(line => line.StartsWith('|')))
            rows[Name(line)] = [.. Cells(line).Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];
        return new StepTable(lines[title][5..], set, sizes, rows);
    }

    private static int Find(string[] lines, int from, string start)
    {
        int found = Array.FindIndex(lines, from, line => line.StartsWith(start, StringComparison.Ordinal));
        return found >= 0 ? found : throw new InvalidDataException($"The page has no line that begins with '{start}'.");
    }

    private static string Name(string line) => line.Split('|')[1].Trim();

    private static IEnumerable<string> Cells(string line) => line.Split('|')[2..^1].Select(cell => cell.Trim());
}
