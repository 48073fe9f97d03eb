namespace TinyRnn.Runtime.Fourier;

/// <summary>Points of the unit circle by sums and products alone: libraries' sines differ between platforms, these have the same bits everywhere.</summary>
internal static class UnitCircle
{
    /// <summary>Terms of the series: at an eighth of a turn, the first one that is left out is below 2e-18.</summary>
    private const int Terms = 9;

    /// <summary>The point after <paramref name="part"/> of <paramref name="parts"/> equal parts of a turn, within 2e-16.</summary>
    /// <param name="part">Any part, also beyond a turn.</param>
    /// <param name="parts">How many make a turn, 1 to 2^27.</param>
    public static (double Cos, double Sin) At(long part, int parts)
    {
        int eighths = (int)(8 * (part % parts) / parts);
        int rest = (int)((8 * (part % parts)) - ((long)eighths * parts));
        // From the nearest quarter of a turn, forwards or backwards, by at most an eighth.
        bool isBackwards = eighths % 2 == 1;
        double angle = (isBackwards ? parts - rest : rest) / (double)parts * (Math.PI / 4);
        (double cos, double sin) = Series(angle);
        if (isBackwards)
            sin = -sin;
        return ((eighths + 1) / 2 % 4) switch
        {
            0 => (cos, sin),
            1 => (-sin, cos),
            2 => (-cos, -sin),
            _ => (sin, -cos),
        };
    }

    /// <summary>Cosine and sine of an angle between 0 and pi / 4.</summary>
    private static (double Cos, double Sin) Series(double angle)
    {
        double square = angle * angle;
        double cos = 1;
        double sin = 1;
        for (int term = Terms; term > 0; term--)
        {
            cos = 1 - (cos * square / ((2 * term) * ((2 * term) - 1)));
            sin = 1 - (sin * square / ((2 * term) * ((2 * term) + 1)));
        }

        return (cos, sin * angle);
    }
}
