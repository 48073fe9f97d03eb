using System.CommandLine;

namespace TinyRnn.Benchmarks.Table;

/// <summary>The table's command line, which the just-in-time and the native program share.</summary>
internal sealed class TableOptions
{
    public Option<bool> Quick { get; } = new("--quick") { Description = "Fewer and shorter rounds: for a look, not for figures to quote." };

    public Option<string?> Sizes { get; } = new("--sizes") { Description = "Hidden sizes to measure, such as 8,16. Default: all." };

    public Option<string?> Only { get; } =
        new("--only") { Description = "Families of rows to measure: tinyrnn, onnx, torch, plain, such as tinyrnn,plain. Default: all." };

    public Option<string?> Section { get; } = new("--section") { Description = "Sections with this in their title, such as window. Default: all." };

    public void AddTo(Command command)
    {
        command.Add(Section);
        command.Add(Quick);
        command.Add(Sizes);
        command.Add(Only);
    }

    /// <summary>How long to measure.</summary>
    public Contest Contest(ParseResult parsed) => parsed.GetValue(Quick) ? Table.Contest.Quick : Table.Contest.Full;

    /// <summary>Measures and prints section after section.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="peers">Rows of other libraries.</param>
    /// <param name="output">Where the tables go.</param>
    public IReadOnlyList<SectionResult> Run(ParseResult parsed, IReadOnlyList<Row> peers, TextWriter output)
    {
        Contest contest = Contest(parsed);
        TableHeader.Write(output, contest);
        List<SectionResult> results = [];
        foreach (Section section in Select(parsed, Sections.All(peers)))
        {
            SectionResult result = SectionRun.Measure(section, contest);
            SectionReport.Write(output, result);
            results.Add(result);
        }

        return results;
    }

    private IEnumerable<Section> Select(ParseResult parsed, IEnumerable<Section> sections)
    {
        int[]? sizes = parsed.GetValue(Sizes)?.Split(',').Select(int.Parse).ToArray();
        string title = parsed.GetValue(Section) ?? "";
        string[]? families = parsed.GetValue(Only)?.Split(',');
        return sections
            .Select(section => section with
            {
                Sizes = [.. section.Sizes.Where(size => sizes is null || sizes.Contains(size))],
                Rows = [.. section.Rows.Where(row => families is null || families.Contains(row.Family))],
            })
            .Where(section => section.Title.Contains(title, StringComparison.OrdinalIgnoreCase) && section.Sizes.Count > 0 && section.Rows.Count > 0);
    }
}
