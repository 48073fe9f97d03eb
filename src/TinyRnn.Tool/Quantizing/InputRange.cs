namespace TinyRnn.Tool.Quantizing;

/// <summary>The range over which a layer's inputs are rounded, found from calibration data.</summary>
/// <param name="Layer">The layer's place.</param>
/// <param name="Attribute">As in code, without brackets.</param>
/// <param name="Largest">The largest magnitude that was seen.</param>
/// <param name="Percentile">What 99.9 % of all magnitudes do not exceed.</param>
/// <param name="Chosen">The range: what loses least.</param>
internal sealed record InputRange(int Layer, string Attribute, float Largest, float Percentile, float Chosen)
{
    /// <summary>Shares of the magnitudes that a range may leave within itself; the others count as its end.</summary>
    private static readonly double[] s_shares = [1, 0.9999, 0.999, 0.99];

    /// <summary>Integers that the largest value becomes.</summary>
    private static float MostOf(WeightFormat format) => format == WeightFormat.Int8 ? 127 : 16383;

    /// <summary>
    /// Chooses, among the largest magnitude and some percentiles, the range whose rounding has the least mean square error: one far value costs all others
    /// their resolution, and a range without it costs that value.
    /// </summary>
    /// <param name="layer">The layer's place.</param>
    /// <param name="attribute">As in code, without brackets.</param>
    /// <param name="values">What it reads.</param>
    /// <param name="format">How its weights will be stored.</param>
    public static InputRange Of(int layer, string attribute, float[] values, WeightFormat format)
    {
        float[] sizes = Array.ConvertAll(values, Math.Abs);
        Array.Sort(sizes);
        float most = MostOf(format);
        float[] candidates = [.. s_shares.Select(share => At(sizes, share)).Where(range => range > 0).Distinct()];
        float chosen = candidates.Length == 0 ? 1 : candidates.MinBy(range => Error(sizes, range, most));
        return new(layer, attribute, sizes[^1], At(sizes, 0.999), chosen);
    }

    private static float At(float[] sizes, double share) => sizes[(int)Math.Ceiling(share * sizes.Length) - 1];

    private static double Error(float[] sizes, float range, float most)
    {
        double sum = 0;
        foreach (float size in sizes)
        {
            double rounded = Math.Min(Math.Round(size * (double)most / range), most) * range / most;
            sum += (rounded - size) * (rounded - size);
        }

        return sum;
    }
}
