using System.Globalization;
using ScottPlot;
using TinyRnn.Benchmarks.Table;

namespace TinyRnn.Benchmarks;

/// <summary>Draws a section: nanoseconds a step against the hidden size, both logarithmic.</summary>
internal static class StepChart
{
    private const int Width = 900;
    private const int Height = 560;
    private const string Font = "DejaVu Sans";

    /// <summary>Colours that stay apart for eyes that do not tell red from green (Okabe and Ito 2008).</summary>
    private static readonly (string Row, string Label, Color Color, MarkerShape Marker)[] s_lines =
    [
        (Sections.Plain, Sections.Plain, Color.FromHex("#E69F00"), MarkerShape.FilledTriangleUp),
        (Sections.OnnxStep, Sections.OnnxStep, Color.FromHex("#D55E00"), MarkerShape.FilledDiamond),
        (Sections.OnnxRun, Sections.OnnxRun, Color.FromHex("#CC79A7"), MarkerShape.FilledSquare),
        (Sections.Step, "TinyRnn, one step per call", Color.FromHex("#0072B2"), MarkerShape.FilledCircle),
    ];

    /// <param name="table">A section with an LSTM.</param>
    /// <param name="path">A file that ends in .svg or .png.</param>
    public static void Write(StepTable table, string path)
    {
        using Plot plot = new();
        double[] xs = [.. table.Sizes.Select(size => Math.Log10(size))];
        foreach ((string row, string label, Color color, MarkerShape marker) in s_lines)
        {
            if (table.Rows.TryGetValue(row, out double[]? nanoseconds))
                Line(plot, xs, nanoseconds, label, color, marker);
        }

        // Every second step walks through the weights from the end, and finds in the nearer caches what the step before has left there.
        ScottPlot.Plottables.Scatter bound = Line(
            plot, xs, table.Rows[SectionReport.ToAndFro], "bound: every weight read once per step", Colors.Gray, MarkerShape.None);
        bound.LinePattern = LinePattern.Dashed;

        plot.Title($"{table.Title}: time of a step, {table.InstructionSet}", 18);
        plot.XLabel("hidden size H", 15);
        plot.YLabel("nanoseconds per step", 15);
        Axes(plot, table.Sizes, xs);
        plot.ShowLegend(Edge.Bottom);
        plot.Legend.Orientation = Orientation.Horizontal;
        plot.Legend.FontSize = 14;
        plot.Legend.OutlineColor = Colors.LightGray;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Font.Set(Font);
        plot.Axes.Title.Label.Bold = plot.Axes.Bottom.Label.Bold = plot.Axes.Left.Label.Bold = false;
        if (Path.GetExtension(path) == ".png")
            plot.SavePng(path, Width, Height);
        else
            File.WriteAllText(path, Portable(plot.GetSvgXml(Width, Height)));
    }

    /// <summary>A page that shows the file may lack the font of the machine that drew it: Verdana has its widths.</summary>
    private static string Portable(string svg) =>
        svg.Replace($"font-family=\"{Font}\"", $"font-family=\"{Font}, Verdana, sans-serif\"", StringComparison.Ordinal).TrimEnd() + "\n";

    private static ScottPlot.Plottables.Scatter Line(
        Plot plot, double[] xs, IReadOnlyList<double> nanoseconds, string label, Color color, MarkerShape marker)
    {
        ScottPlot.Plottables.Scatter line = plot.Add.Scatter(xs, nanoseconds.Select(value => Math.Log10(value)).ToArray(), color);
        line.LegendText = label;
        line.LineWidth = 2;
        line.MarkerShape = marker;
        line.MarkerSize = marker == MarkerShape.None ? 0 : 8;
        return line;
    }

    /// <summary>ScottPlot has linear axes: the values are logarithms, and the ticks say what they stand for.</summary>
    private static void Axes(Plot plot, IReadOnlyList<int> sizes, double[] xs)
    {
        plot.Axes.Bottom.SetTicks(xs, [.. sizes.Select(size => size.ToString(CultureInfo.InvariantCulture))]);
        plot.Axes.Margins(0.04, 0.06);
        plot.Axes.AutoScale();
        int low = (int)Math.Floor(plot.Axes.GetLimits().Bottom);
        int high = (int)Math.Ceiling(plot.Axes.GetLimits().Top);
        double[] decades = [.. Enumerable.Range(low, high - low + 1).Select(decade => (double)decade)];
        plot.Axes.Left.SetTicks(decades, [.. decades.Select(decade => Math.Pow(10, decade).ToString("#,0.#", CultureInfo.InvariantCulture))]);
        plot.Axes.Bottom.TickLabelStyle.FontSize = 14;
        plot.Axes.Left.TickLabelStyle.FontSize = 14;
        plot.Axes.Right.MinimumSize = 24;
        plot.Grid.MajorLineColor = Color.FromHex("#E5E5E5");
    }
}
