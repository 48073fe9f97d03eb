namespace TinyRnn.Plot;

/// <summary>Numbers as colours: blue below the middle, orange above it.</summary>
internal static class HeatMapDrawing
{
    /// <summary>From nothing to much.</summary>
    private static readonly ScottPlot.Color[] s_fromNothing = [ScottPlot.Colors.White, ScottPlot.Color.FromHex("#0072B2"), ScottPlot.Color.FromHex("#00304D")];

    /// <summary>Both ends are colours of the lines, as far from each other as from white: a map that ends in two blacks does not say which end it is.</summary>
    private static readonly ScottPlot.Color[] s_fromMiddle =
        [ScottPlot.Color.FromHex("#0072B2"), ScottPlot.Colors.White, ScottPlot.Color.FromHex("#D55E00")];

    public static void Draw(HeatMap map, ScottPlot.Plot plot, bool hasBar)
    {
        int rows = map.Values.Count;
        int columns = map.Values[0].Count;
        double[,] values = new double[rows, columns];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                values[row, column] = map.Values[row][column];
        }

        ScottPlot.Plottables.Heatmap heat = plot.Add.Heatmap(values);
        heat.Colormap = ScottPlot.Colormap.FromColors(map.IsSequential ? s_fromNothing : s_fromMiddle);
        heat.ManualRange = new ScottPlot.Range(map.Low, map.High);
        if (hasBar)
            plot.Add.ColorBar(heat);
        plot.HideGrid();
        plot.Axes.Margins(0, 0);

        // Row 0 is drawn highest.
        if (map.Rows.Count > 0)
            plot.Axes.Left.SetTicks([.. Enumerable.Range(0, rows).Select(row => (double)(rows - 1 - row))], [.. map.Rows]);
        if (map.Columns.Count > 0)
            plot.Axes.Bottom.SetTicks([.. Enumerable.Range(0, columns).Select(column => (double)column)], [.. map.Columns]);
    }
}
