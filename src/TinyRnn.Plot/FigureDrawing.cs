using ScottPlot;
using SkiaSharp;

namespace TinyRnn.Plot;

/// <summary>Draws figures as SVG or PNG.</summary>
internal static class FigureDrawing
{
    private const string Font = "DejaVu Sans";

    /// <param name="figure">What to draw.</param>
    /// <param name="path">A file that ends in .svg or .png.</param>
    public static void Draw(Figure figure, string path)
    {
        int count = figure.Panels.Count;
        int columns = Math.Min(figure.Columns, count);
        int rows = (count + columns - 1) / columns;
        Multiplot plots = new();
        plots.AddPlots(count);
        plots.Layout = new ScottPlot.MultiplotLayouts.Grid(rows, columns);
        for (int i = 0; i < count; i++)
        {
            ScottPlot.Plot plot = plots.GetPlot(i);
            PanelDrawing.Draw(figure.Panels[i], plot);
            plot.Font.Set(Font);
        }

        Save(plots, path, figure.PanelWidth * columns, figure.PanelHeight * rows);
    }

    private static void Save(Multiplot plots, string path, int width, int height)
    {
        if (Path.GetExtension(path) == ".png")
        {
            using SKSurface surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque))!;
            plots.Render(surface.Canvas, new PixelRect(0, width, height, 0));
            using SKPixmap pixels = surface.PeekPixels()!;
            using SKData data = pixels.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.AllFilters, 9))!;
            File.WriteAllBytes(path, data.ToArray());
            return;
        }

        using MemoryStream stream = new();
        using (SKCanvas canvas = SKSvgCanvas.Create(new SKRect(0, 0, width, height), stream))
            plots.Render(canvas, new PixelRect(0, width, height, 0));
        File.WriteAllText(path, Portable(System.Text.Encoding.UTF8.GetString(stream.ToArray())));
    }

    /// <summary>A page that shows the file may lack the font of the machine that drew it: Verdana has its widths.</summary>
    private static string Portable(string svg) =>
        svg.Replace($"font-family=\"{Font}\"", $"font-family=\"{Font}, Verdana, sans-serif\"", StringComparison.Ordinal).TrimEnd() + "\n";
}
