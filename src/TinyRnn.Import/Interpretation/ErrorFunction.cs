using System.Numerics;

namespace TinyRnn.Import.Interpretation;

/// <summary>erf(x) = 2 / sqrt(pi) times the integral of e^(-t^2) from 0 to x.</summary>
internal static class ErrorFunction
{
    /// <summary>Below, the power series has terms of one order of magnitude; from there on the continued fraction needs few of its own.</summary>
    private const double SeriesEnd = 2.5;

    /// <summary>Terms of the continued fraction: at <see cref="SeriesEnd"/> more change nothing in double.</summary>
    private const int FractionTerms = 80;

    /// <summary>Computed in double, to some units in its last place.</summary>
    public static T Of<T>(T x)
        where T : struct, IFloatingPointIeee754<T> => T.CreateChecked(Of(double.CreateChecked(x)));

    private static double Of(double x)
    {
        double size = Math.Abs(x);
        return double.IsNaN(x) ? x : Math.CopySign(size < SeriesEnd ? Series(size) : 1 - Complement(size), x);
    }

    /// <summary>
    /// erf x = 2 / sqrt(pi) e^(-x^2) sum_n 2^n x^(2n + 1) / (1 * 3 * ... * (2n + 1)): all terms positive, so that nothing cancels
    /// (Abramowitz and Stegun, 7.1.6).
    /// </summary>
    private static double Series(double x)
    {
        double term = x;
        double sum = x;
        for (int n = 1; term > sum * 1e-17; n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    /// <summary>1 - erf x = e^(-x^2) / sqrt(pi) / (x + (1/2) / (x + (2/2) / (x + (3/2) / ...))) (Abramowitz and Stegun, 7.1.14).</summary>
    private static double Complement(double x)
    {
        double fraction = x;
        for (int n = FractionTerms; n > 0; n--)
            fraction = x + (n / 2.0 / fraction);
        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / fraction;
    }
}
