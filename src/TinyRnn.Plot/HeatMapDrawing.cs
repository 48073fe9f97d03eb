namespace TinyRnn.Plot;

/// <summary>Numbers as colours: blue below the middle, red above it.</summary>
internal static class HeatMapDrawing
{
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
        heat.Colormap = map.IsSequential
            ? ScottPlot.Colormap.FromColors([ScottPlot.Colors.White, ScottPlot.Color.FromHex("#0072B2"), ScottPlot.Color.FromHex("#00304D")])
            : new ScottPlot.Colormaps.Balance();
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
