using System.Globalization;
using TinyRnn.Benchmarks.Machine;

namespace TinyRnn.Benchmarks.Table;

/// <summary>Prints a section as a markdown table, nanoseconds a step.</summary>
internal static class SectionReport
{
    /// <summary>A process that has its core to itself gets nearly all of the time; one that shares it has slots of twice the length in between.</summary>
    private const double EnoughShare = 0.95;

    /// <summary>The row that no step is faster than.</summary>
    public const string ToAndFro = "bound, walks to and fro";

    public static void Write(TextWriter output, SectionResult result)
    {
        Section section = result.Section;
        output.WriteLine($"### {section.Title}");
        output.WriteLine();
        output.WriteLine(result.Bound);
        if (result.Share < EnoughShare)
            output.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"**Not to be quoted: other processes had the core for {1 - result.Share:0%} of the time.**"));
        output.WriteLine();
        output.WriteLine($"| ns a step, H = | {string.Join(" | ", section.Sizes)} |");
        output.WriteLine($"|---|{string.Concat(section.Sizes.Select(_ => "---:|"))}");
        foreach (RowResult row in result.Rows)
            Line(row.Name, row.Nanoseconds.Select(Nanoseconds));

        double[] oneWay = [.. Bounds(result, result.Bound.OneWay)];
        double[] toAndFro = [.. Bounds(result, result.Bound.ToAndFro)];
        Line("bound", oneWay.Select(Nanoseconds));
        Line(ToAndFro, toAndFro.Select(Nanoseconds));
        if (result.Find(section.Subject) is { } subject)
        {
            Line($"bound / {section.Subject}", oneWay.Zip(subject.Nanoseconds, Fraction));
            Line($"{ToAndFro} / {section.Subject}", toAndFro.Zip(subject.Nanoseconds, Fraction));
        }

        if (result.Find(Sections.StepMany) is { } many)
        {
            // Streams share the loads, so arithmetic is their bound.
            Line($"arithmetic / {Sections.StepMany}", Bounds(result, result.Bound.Arithmetic).Zip(many.Nanoseconds, Fraction));
        }

        output.WriteLine();

        void Line(string name, IEnumerable<string> cells) => output.WriteLine($"| {name} | {string.Join(" | ", cells)} |");
    }

    public static IEnumerable<double> Bounds(SectionResult result, Func<StepCost, double> bound) =>
        result.Section.Sizes.Select(size => bound(result.Section.Cost(size)));

    public static string Nanoseconds(double value) => value.ToString(value < 100 ? "0.0" : "#,0", CultureInfo.InvariantCulture);

    private static string Fraction(double bound, double found) => (bound / found).ToString("0.00", CultureInfo.InvariantCulture);
}
