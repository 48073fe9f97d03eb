using ScottPlot;
using SkiaSharp;

namespace TinyRnn.Plot;

/// <summary>Panels of one size in rows, with a heading above each row if there are headings.</summary>
internal sealed class RowGrid(Figure figure) : IMultiplotLayout
{
    private const int HeadingSize = 14;
    private const int HeadingHeight = 26;

    private int Columns => Math.Min(figure.Columns, figure.Panels.Count);

    private int Above => figure.Headings.Count > 0 ? HeadingHeight : 0;

    private int RowHeight => figure.PanelHeight + Above;

    public int Width => figure.PanelWidth * Columns;

    public int Height => RowHeight * ((figure.Panels.Count + Columns - 1) / Columns);

    public PixelRect[] GetSubplotRectangles(SubplotCollection subplots, PixelRect figureRect) =>
    [
        .. Enumerable.Range(0, figure.Panels.Count).Select(i =>
        {
            float left = figure.PanelWidth * (i % Columns);
            float top = (RowHeight * (i / Columns)) + Above;
            return new PixelRect(left, left + figure.PanelWidth, top + figure.PanelHeight, top);
        }),
    ];

    /// <summary>To be drawn after the panels, which clear everything, and paint the background of themselves only.</summary>
    public void DrawHeadings(SKCanvas canvas, string family)
    {
        const int margin = 6;
        using SKTypeface face = SKTypeface.FromFamilyName(family);
        using SKFont font = new(face, HeadingSize);
        using SKPaint white = new() { Color = SKColors.White };
        using SKPaint black = new() { Color = SKColors.Black, IsAntialias = true };
        for (int row = 0; row < figure.Headings.Count; row++)
        {
            canvas.DrawRect(0, RowHeight * row, Width, HeadingHeight, white);
            canvas.DrawText(figure.Headings[row], margin, (RowHeight * row) + HeadingHeight - margin, font, black);
        }
    }
}
