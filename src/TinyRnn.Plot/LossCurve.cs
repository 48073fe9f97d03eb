using System.Globalization;
using ScottPlot;

namespace TinyRnn.Plot;

/// <summary>The loss of each step, pale, and their moving mean.</summary>
internal static class LossCurve
{
    private const int Width = 900;
    private const int Height = 420;

    /// <summary>Points of a curve: more than a picture can show would only make the file larger.</summary>
    private const int MostPoints = 300;
    private const int Window = 50;
    private const string Font = "DejaVu Sans";

    /// <param name="table">The losses.</param>
    /// <param name="path">A file that ends in .svg or .png.</param>
    public static void Draw(LossTable table, string path)
    {
        // A loss that falls by more than this factor would lie on the axis for most of the run.
        const double wide = 20;
        double[] mean = MovingMean(table.Losses);
        bool isLogarithmic = mean.Min() > 0 && mean.Max() / mean.Min() > wide;
        Func<double, double> scale = isLogarithmic ? Math.Log10 : value => value;

        using ScottPlot.Plot plot = new();
        Line(plot, table.Steps, table.Losses, scale, "a batch", Color.FromHex("#A6CEE3"), 1);
        Line(plot, table.Steps, mean, scale, $"mean of {Window}", Color.FromHex("#0072B2"), 2.5f);
        plot.XLabel("step", 15);
        plot.YLabel(table.Name, 15);
        if (isLogarithmic)
            Decades(plot);
        plot.Axes.Bottom.TickLabelStyle.FontSize = 14;
        plot.Axes.Left.TickLabelStyle.FontSize = 14;
        plot.Axes.Right.MinimumSize = 24;
        plot.Grid.MajorLineColor = Color.FromHex("#E5E5E5");
        plot.ShowLegend(Alignment.UpperRight);
        plot.Legend.FontSize = 14;
        plot.Legend.OutlineColor = Colors.LightGray;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Font.Set(Font);
        plot.Axes.Bottom.Label.Bold = plot.Axes.Left.Label.Bold = false;
        if (Path.GetExtension(path) == ".png")
            plot.SavePng(path, Width, Height);
        else
            File.WriteAllText(path, Portable(plot.GetSvgXml(Width, Height)));
    }

    private static void Line(ScottPlot.Plot plot, double[] steps, double[] values, Func<double, double> scale, string label, Color color, float width)
    {
        int stride = Math.Max(1, (steps.Length + MostPoints - 1) / MostPoints);
        double[] xs = [.. Every(steps, stride)];
        double[] ys = [.. Every(values, stride).Select(value => scale(Math.Max(value, double.Epsilon)))];
        ScottPlot.Plottables.Scatter line = plot.Add.ScatterLine(xs, ys, color);
        line.LineWidth = width;
        line.LegendText = label;
    }

    private static IEnumerable<double> Every(double[] values, int stride) => values.Where((_, i) => i % stride == 0 || i == values.Length - 1);

    /// <summary>Of the last steps; at the beginning, of those that there are.</summary>
    private static double[] MovingMean(double[] losses)
    {
        double[] mean = new double[losses.Length];
        double sum = 0;
        for (int i = 0; i < losses.Length; i++)
        {
            sum += losses[i] - (i >= Window ? losses[i - Window] : 0);
            mean[i] = sum / Math.Min(i + 1, Window);
        }

        return mean;
    }

    /// <summary>ScottPlot has linear axes: the values are logarithms, and the ticks say what they stand for.</summary>
    private static void Decades(ScottPlot.Plot plot)
    {
        plot.Axes.AutoScale();
        int low = (int)Math.Floor(plot.Axes.GetLimits().Bottom);
        int high = (int)Math.Ceiling(plot.Axes.GetLimits().Top);
        double[] decades = [.. Enumerable.Range(low, high - low + 1).Select(decade => (double)decade)];
        plot.Axes.Left.SetTicks(decades, [.. decades.Select(decade => Math.Pow(10, decade).ToString("0.######", CultureInfo.InvariantCulture))]);
    }

    /// <summary>A page that shows the file may lack the font of the machine that drew it: Verdana has its widths.</summary>
    private static string Portable(string svg) =>
        svg.Replace($"font-family=\"{Font}\"", $"font-family=\"{Font}, Verdana, sans-serif\"", StringComparison.Ordinal).TrimEnd() + "\n";
}
