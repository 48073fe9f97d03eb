using ScottPlot;
using SkiaSharp;

namespace TinyRnn.Plot;

/// <summary>Images, each pixel a square.</summary>
internal static class PictureDrawing
{
    /// <summary>Enlarged here, because the plot would blur it.</summary>
    private const int Scale = 12;

    public static void Draw(Picture picture, ScottPlot.Plot plot)
    {
        int height = picture.Pixels.Count;
        int width = picture.Pixels[0].Count;
        using SKBitmap bitmap = new(width * Scale, height * Scale);
        for (int y = 0; y < bitmap.Height; y++)
        {
            for (int x = 0; x < bitmap.Width; x++)
                bitmap.SetPixel(x, y, SKColor.Parse(picture.Pixels[y / Scale][x / Scale]));
        }

        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        plot.Add.ImageRect(new Image(data.ToArray()), new CoordinateRect(0, width, 0, height));
        plot.Axes.SetLimits(0, width, 0, height);
    }
}
