using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace TinyRnn.Plot;

/// <summary>One plot of a figure.</summary>
internal static class PanelDrawing
{
    private const int FontSize = 14;
    private const int SmallFontSize = 12;

    /// <summary>Colours that those tell apart who see red and green alike (Okabe and Ito).</summary>
    private static readonly Color[] s_colors =
        [.. new[] { "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#999933" }.Select(hex => Color.FromHex(hex))];

    /// <summary>Of intervals, from the outermost to those inside of it.</summary>
    private static readonly string[] s_shades = ["#CCE3F0", "#9CC9E2", "#6BAFD4"];

    public static void Draw(Panel panel, ScottPlot.Plot plot)
    {
        Frame(panel, plot);
        if (panel.Heat is { } heat)
        {
            HeatMapDrawing.Draw(heat, plot, hasBar: !panel.IsBare);
            Marks(panel, plot);
        }
        else if (panel.Picture is { } picture)
        {
            PictureDrawing.Draw(picture, plot);
        }
        else
        {
            Marks(panel, plot);
            Lines(panel, plot);
        }

        if (panel.IsBare)
            Strip(panel, plot);
        if (panel.IsAligned)
            plot.Layout.Fixed(new PixelPadding(60, 180, 48, 36));
    }

    private static void Marks(Panel panel, ScottPlot.Plot plot)
    {
        foreach (double mark in panel.Marks)
        {
            // On white, so that it is seen on the darkest colour too.
            plot.Add.VerticalLine(mark, 2, Colors.White);
            plot.Add.VerticalLine(mark, 1, Colors.Black, LinePattern.Dotted);
        }
    }

    private static void Strip(Panel panel, ScottPlot.Plot plot)
    {
        plot.Layout.Frameless();
        plot.HideGrid();
        plot.Axes.Title.Label.FontSize = SmallFontSize;
        plot.Axes.Title.IsVisible = true;
        float title = SmallFontSize * (0.6f + (1.4f * panel.Title.Split('\n').Length));
        plot.Axes.Title.MinimumSize = plot.Axes.Title.MaximumSize = title;
        plot.Layout.Fixed(new PixelPadding(5, 5, 2, title));
    }

    private static void Frame(Panel panel, ScottPlot.Plot plot)
    {
        plot.XLabel(panel.X, FontSize);
        plot.YLabel(panel.Y, FontSize);
        if (panel.Title.Length > 0)
            plot.Title(panel.Title, FontSize + 1);
        plot.Axes.Bottom.TickGenerator = Ticks(panel.HasYears);
        plot.Axes.Left.TickGenerator = Ticks(hasYears: false);
        plot.Axes.Bottom.TickLabelStyle.FontSize = FontSize;
        plot.Axes.Left.TickLabelStyle.FontSize = FontSize;
        plot.Axes.Right.MinimumSize = 24;
        plot.Axes.Bottom.Label.Bold = plot.Axes.Left.Label.Bold = plot.Axes.Title.Label.Bold = false;
        plot.Grid.MajorLineColor = Color.FromHex("#E5E5E5");
    }

    /// <summary>Fewer than ScottPlot's: a committed picture is looked at small, and each tick takes its bytes.</summary>
    private static NumericAutomatic Ticks(bool hasYears)
    {
        NumericAutomatic ticks = new() { TickDensity = 0.5, MinorTickGenerator = new EvenlySpacedMinorTickGenerator(1) };
        if (hasYears)
            ticks.LabelFormatter = year => year.ToString("0.##", CultureInfo.InvariantCulture);
        return ticks;
    }

    private static void Lines(Panel panel, ScottPlot.Plot plot)
    {
        foreach (Band band in panel.Bands)
        {
            ScottPlot.Plottables.HorizontalSpan span = plot.Add.HorizontalSpan(band.From, band.To, Color.FromHex("#F3E3D3"));
            span.LineStyle.IsVisible = false;
            span.LegendText = band.Label;
        }

        int shade = 0;
        foreach (Interval interval in panel.Intervals)
        {
            ScottPlot.Plottables.FillY fill = plot.Add.FillY([.. interval.X], [.. interval.Low], [.. interval.High]);
            fill.FillColor = Color.FromHex(s_shades[shade++ % s_shades.Length]);
            fill.LineWidth = 0;
            fill.LegendText = interval.Label;
        }

        int color = 0;
        foreach (Line line in panel.Lines)
            Curve(line, plot, panel.IsLogarithmic, line.Style is LineStyle.Solid or LineStyle.Points ? s_colors[color++ % s_colors.Length] : Colors.Black);

        plot.Axes.AutoScale();
        if (panel.Low is { } low)
            plot.Axes.SetLimitsY(panel.IsLogarithmic ? Math.Log10(low) : low, plot.Axes.GetLimits().Top);
        if (panel.High is { } high)
            plot.Axes.SetLimitsY(plot.Axes.GetLimits().Bottom, panel.IsLogarithmic ? Math.Log10(high) : high);
        if (panel.Left is { } left && panel.Right is { } right)
            plot.Axes.SetLimitsX(left, right);
        if (panel.IsLogarithmic)
            Decades(plot);
        if (panel.Ticks.Count > 0)
            plot.Axes.Bottom.SetTicks([.. Enumerable.Range(0, panel.Ticks.Count).Select(place => (double)place)], [.. panel.Ticks]);
        if (panel.Bands.Count > 0 || panel.Lines.Any(line => line.Label.Length > 0))
        {
            plot.ShowLegend(Edge.Right);
            plot.Legend.FontSize = FontSize;
            plot.Legend.OutlineColor = Colors.LightGray;
            plot.Legend.ShadowColor = Colors.Transparent;
        }
    }

    private static void Curve(Line line, ScottPlot.Plot plot, bool isLogarithmic, Color color)
    {
        (double X, double Y)[] points = [.. line.X.Zip(line.Y).Where(point => double.IsFinite(point.Second) && (!isLogarithmic || point.Second > 0))];
        double[] ys = [.. points.Select(point => isLogarithmic ? Math.Log10(point.Y) : point.Y)];
        ScottPlot.Plottables.Scatter scatter =
            plot.Add.Scatter([.. points.Select(point => point.X)], ys, line.Style == LineStyle.Pale ? Color.FromHex("#B0B0B0") : color);
        scatter.LegendText = line.Label;
        scatter.LineWidth = line.Style switch { LineStyle.Points => 0, LineStyle.Pale => 1, LineStyle.Solid => 2.5f, _ => 1.5f };
        scatter.LinePattern = line.Style switch { LineStyle.Dashed => LinePattern.Dashed, LineStyle.Dotted => LinePattern.Dotted, _ => LinePattern.Solid };
        scatter.MarkerSize = line.Style == LineStyle.Points ? 10 : 0;
        if (line.Style == LineStyle.Points)
            (scatter.MarkerLineColor, scatter.MarkerLineWidth, scatter.MarkerShape) = (Colors.Black, 1, MarkerShape.FilledCircle);
    }

    /// <summary>ScottPlot has linear axes: the values are logarithms, and the ticks say what they stand for.</summary>
    private static void Decades(ScottPlot.Plot plot)
    {
        const int most = 8;
        int low = (int)Math.Floor(plot.Axes.GetLimits().Bottom);
        int high = (int)Math.Ceiling(plot.Axes.GetLimits().Top);
        int stride = (high - low + most) / most;
        double[] decades = [.. Enumerable.Range(low, high - low + 1).Where(decade => decade % stride == 0).Select(decade => (double)decade)];
        plot.Axes.Left.SetTicks(
            decades,
            [.. decades.Select(decade => Math.Abs(decade) > 4 ? $"1e{decade:0}" : Math.Pow(10, decade).ToString("0.######", CultureInfo.InvariantCulture))]);
    }
}
