namespace TinyRnn.Samples;

/// <summary>An autoregression with an intercept, fitted by least squares: what to be compared with.</summary>
internal sealed class LeastSquares
{
    /// <summary>Of each diagonal element, added to it: a series that can be told exactly, a straight line say, would leave nothing to divide by.</summary>
    private const double Ridge = 1e-10;

    private readonly double _mean;
    private readonly double[] _weights;

    private LeastSquares(double mean, double[] weights) => (_mean, _weights) = (mean, weights);

    private int Lags => _weights.Length - 1;

    /// <summary>Fits the part to learn from.</summary>
    public static LeastSquares Fit(SeriesData data, int lags)
    {
        double[] values = [.. data.Values.Take(data.TrainingLength).Select(value => value - data.Mean)];
        int size = lags + 1;
        double[,] normal = new double[size, size + 1];
        for (int t = lags; t < values.Length; t++)
        {
            double[] x = [1, .. Enumerable.Range(1, lags).Select(lag => values[t - lag])];
            for (int i = 0; i < size; i++)
            {
                for (int j = 0; j < size; j++)
                    normal[i, j] += x[i] * x[j];
                normal[i, size] += x[i] * values[t];
            }
        }

        for (int i = 0; i < size; i++)
            normal[i, i] *= 1 + Ridge;
        return new LeastSquares(data.Mean, Solve(normal, size));
    }

    /// <summary>The next values; from the second on, its own predictions are among those that it weighs.</summary>
    /// <param name="past">All values before.</param>
    /// <param name="steps">How many to predict.</param>
    public double[] Forecast(ReadOnlySpan<double> past, int steps)
    {
        double[] values = new double[Lags + steps];
        for (int i = 0; i < Lags; i++)
            values[i] = past[past.Length - Lags + i] - _mean;
        for (int t = Lags; t < values.Length; t++)
        {
            values[t] = _weights[0];
            for (int lag = 1; lag <= Lags; lag++)
                values[t] += _weights[lag] * values[t - lag];
        }

        return [.. values.Skip(Lags).Select(value => value + _mean)];
    }

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
