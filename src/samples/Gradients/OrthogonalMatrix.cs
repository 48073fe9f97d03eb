namespace TinyRnn.Samples;

/// <summary>Random matrices whose rows are orthonormal: multiplying by them changes no length.</summary>
internal static class OrthogonalMatrix
{
    /// <summary>Gram and Schmidt's method on rows of normal numbers.</summary>
    /// <param name="matrix">[n, n].</param>
    /// <param name="n">n.</param>
    /// <param name="random">Source of the numbers.</param>
    public static void Fill(Span<float> matrix, int n, ref RandomState random)
    {
        double[][] rows = new double[n][];
        for (int row = 0; row < n; row++)
        {
            double[] values = new double[n];
            foreach (ref double value in values.AsSpan())
                value = random.NextNormal();
            foreach (double[] earlier in rows.Take(row))
            {
                double product = Dot(values, earlier);
                for (int i = 0; i < n; i++)
                    values[i] -= product * earlier[i];
            }

            double length = Math.Sqrt(Dot(values, values));
            rows[row] = [.. values.Select(value => value / length)];
            for (int i = 0; i < n; i++)
                matrix[(row * n) + i] = (float)rows[row][i];
        }
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
