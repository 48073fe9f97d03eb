using System.Globalization;

namespace TinyRnn.Benchmarks.Table;

/// <summary>The README's short table: how many times faster, which reads at once.</summary>
internal static class TimesFaster
{
    private static readonly int[] s_sizes = [8, 32, 64, 128, 256];

    /// <summary>What is compared with which of the own rows.</summary>
    private static readonly (string Peer, string Own)[] s_pairs =
        [(Sections.OnnxStep, Sections.Step), (Sections.OnnxRun, Sections.Run), (Sections.Plain, Sections.Step)];

    public static void Write(TextWriter output, StepTable table)
    {
        if (!table.Rows.TryGetValue(Sections.Step, out double[]? step))
            return;
        int[] places = [.. s_sizes.Select(size => table.Sizes.ToList().IndexOf(size)).Where(place => place >= 0)];
        Line($"{table.Title}, H =", place => $"{table.Sizes[place]}");
        output.WriteLine($"|---|{string.Concat(places.Select(_ => "---:|"))}");
        Line("TinyRnn, one step per call: nanoseconds", place => SectionReport.Nanoseconds(step[place]));
        foreach ((string peer, string own) in s_pairs)
        {
            if (table.Rows.TryGetValue(peer, out double[]? theirs) && table.Rows.TryGetValue(own, out double[]? ours))
                Line($"TinyRnn beside {peer}", place => Times(theirs[place] / ours[place]));
        }

        void Line(string name, Func<int, string> cell) => output.WriteLine($"| {name} | {string.Join(" | ", places.Select(cell))} |");
    }

    private static string Times(double ratio) => ratio.ToString(ratio < 9.95 ? "0.0 'times faster'" : "0 'times faster'", CultureInfo.InvariantCulture);
}
