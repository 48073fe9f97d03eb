namespace TinyRnn.Samples;

/// <summary>An autoregression with an intercept, fitted by least squares: what to be compared with.</summary>
internal static class LeastSquares
{
    /// <summary>Root of the mean squared one-step error over the part to test with.</summary>
    public static double Error(SeriesData data, int lags)
    {
        int size = lags + 1;
        double[,] normal = new double[size, size + 1];
        for (int t = lags; t < data.TrainingLength; t++)
        {
            double[] x = Row(data.Values, t, lags);
            for (int i = 0; i < size; i++)
            {
                for (int j = 0; j < size; j++)
                    normal[i, j] += x[i] * x[j];
                normal[i, size] += x[i] * data.Values[t];
            }
        }

        double[] weights = Solve(normal, size);
        return Math.Sqrt(Enumerable.Range(data.TrainingLength, data.Values.Length - data.TrainingLength)
            .Average(t => Math.Pow(Row(data.Values, t, lags).Zip(weights, (x, w) => x * w).Sum() - data.Values[t], 2)));
    }

    private static double[] Row(double[] values, int t, int lags) => [1, .. Enumerable.Range(1, lags).Select(lag => values[t - lag])];

    /// <summary>Gaussian elimination with the largest pivot.</summary>
    private static double[] Solve(double[,] a, int size)
    {
        for (int column = 0; column < size; column++)
        {
            int pivot = Enumerable.Range(column, size - column).MaxBy(row => Math.Abs(a[row, column]));
            for (int k = column; k <= size; k++)
                (a[column, k], a[pivot, k]) = (a[pivot, k], a[column, k]);
            for (int row = 0; row < size; row++)
            {
                if (row == column)
                    continue;
                double factor = a[row, column] / a[column, column];
                for (int k = column; k <= size; k++)
                    a[row, k] -= factor * a[column, k];
            }
        }

        return [.. Enumerable.Range(0, size).Select(row => a[row, size] / a[row, row])];
    }
}
