namespace TinyRnn.Import.Vectors;

/// <summary>
/// How far float32 may be from exact values. A float32 evaluation of the same equations, one value after another, shows how far rounding carries over these
/// steps and weights; other orders of sums, fused multiply-adds and activations of up to 4 units in the last place may each double that; and a few roundings of
/// the largest value are allowed in any case. No error of the imported class enters.
/// </summary>
internal static class ErrorBound
{
    private const double Factor = 8;
    private const double UnitRoundoff = 1.0 / (1 << 24);

    public static double Of(ReadOnlySpan<double> exact, ReadOnlySpan<float> rounded)
    {
        double error = 0;
        double largest = 0;
        for (int i = 0; i < exact.Length; i++)
        {
            error = Math.Max(error, Math.Abs(exact[i] - rounded[i]));
            largest = Math.Max(largest, Math.Abs(exact[i]));
        }

        return Factor * Math.Max(error, largest * UnitRoundoff);
    }
}
