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
        RowGrid grid = new(figure);
        Multiplot plots = new();
        plots.AddPlots(count);
        plots.Layout = grid;
        for (int i = 0; i < count; i++)
        {
            ScottPlot.Plot plot = plots.GetPlot(i);
            PanelDrawing.Draw(figure.Panels[i], plot);
            plot.Font.Set(Font);
        }

        Save(path, grid.Width, grid.Height, canvas =>
        {
            plots.Render(canvas, new PixelRect(0, grid.Width, grid.Height, 0));
            grid.DrawHeadings(canvas, Font);
        });
    }

    private static void Save(string path, int width, int height, Action<SKCanvas> draw)
    {
        if (Path.GetExtension(path) == ".png")
        {
            using SKSurface surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque))!;
            draw(surface.Canvas);
            using SKPixmap pixels = surface.PeekPixels()!;
            using SKData data = pixels.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.AllFilters, 9))!;
            File.WriteAllBytes(path, data.ToArray());
            return;
        }

        // The first drawing finds out how much room labels take, and draws again for it: both would be in the file.
        using (SKNoDrawCanvas nowhere = new(width, height))
            draw(nowhere);
        using MemoryStream stream = new();
        using (SKCanvas canvas = SKSvgCanvas.Create(new SKRect(0, 0, width, height), stream))
            draw(canvas);
        File.WriteAllText(path, Portable(System.Text.Encoding.UTF8.GetString(stream.ToArray())));
    }

    /// <summary>A page that shows the file may lack the font of the machine that drew it: Verdana has its widths.</summary>
    private static string Portable(string svg) =>
        svg.Replace($"font-family=\"{Font}\"", $"font-family=\"{Font}, Verdana, sans-serif\"", StringComparison.Ordinal).TrimEnd() + "\n";
}
