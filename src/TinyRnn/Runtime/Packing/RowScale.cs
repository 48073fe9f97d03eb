namespace TinyRnn.Runtime.Packing;

/// <summary>What the integer 1 stands for in a row of weights.</summary>
internal static class RowScale
{
    /// <summary>
    /// The scale of a row: that by which its largest weight is the largest integer, or, of 16 bits in a long row, a smaller integer. Weights that are whole
    /// multiples of some step already, because they come from integers, keep it: so they are rounded once and no more. NaN or infinite if a weight is, so that
    /// outputs show it.
    /// </summary>
    /// <param name="format">How weights are stored.</param>
    /// <param name="row">The weights.</param>
    public static float Of(WeightFormat format, WeightRow row)
    {
        (float largest, double sum) = (0, 0);
        for (int index = 0; index < row.Count; index++)
        {
            float size = Math.Abs(row[index]);
            largest = Math.Max(largest, size);
            sum += size;
        }

        if (largest == 0 || !float.IsFinite(largest))
            return largest;
        int most = format == WeightFormat.Int16 ? MostOf(largest, sum, row.Count) : IntegerRange.MostByte;
        return StepOf(format, row, largest, sum, most) ?? largest / most;
    }

    /// <summary>The integer of the largest of 16-bit weights, such that no sum of their products with values can exceed 32 bits.</summary>
    private static int MostOf(float largest, double sum, int count)
    {
        // Rounded, each may be larger by a half; and 1 for the rounding of the scale itself.
        double room = IntegerRange.MostOfRow - (count / 2.0) - 1;
        return (int)Math.Clamp(largest / sum * room, 1, IntegerRange.MostShort);
    }

    /// <summary>A weight as an integer; 0 for what is none.</summary>
    /// <param name="format">How weights are stored.</param>
    /// <param name="weight">The weight.</param>
    /// <param name="scale">The row's scale.</param>
    public static int Round(WeightFormat format, float weight, float scale)
    {
        int most = format == WeightFormat.Int16 ? IntegerRange.MostShort : IntegerRange.MostByte;
        float rounded = MathF.Round(weight / scale);
        return float.IsFinite(rounded) ? (int)Math.Clamp(rounded, -most, most) : 0;
    }

    /// <summary>A step of which all weights are whole multiples; <see langword="null"/>: they come from no integers of the format.</summary>
    private static float? StepOf(WeightFormat format, WeightRow row, float largest, double sum, int most)
    {
        // Of 16 bits, the largest weight can only have been near what it would be now.
        int last = format == WeightFormat.Int16 ? Math.Min(most + Nearby, IntegerRange.MostShort) : most;
        int first = format == WeightFormat.Int16 ? Math.Max(1, most - Nearby) : 1;
        for (most = last; most >= first; most--)
        {
            if (IsWhole(row, largest, most) && (format != WeightFormat.Int16 || Math.Round(sum / largest * most) <= IntegerRange.MostOfRow))
                return largest / most;
        }

        return null;
    }

    private const int Nearby = 2;

    /// <summary>All weights are whole multiples of the largest by an integer.</summary>
    private static bool IsWhole(WeightRow row, float largest, int most)
    {
        float multiples = most / largest;
        float near = most * Precision;
        for (int index = 0; index < row.Count; index++)
        {
            float multiple = row[index] * multiples;
            if (!(Math.Abs(multiple - MathF.Round(multiple)) <= near))
                return false;
        }

        return true;
    }

    /// <summary>Four roundings: of the weight and of the largest, which were integers times a scale, of the quotient, and of the product.</summary>
    private const float Precision = 4f / (1 << 24);
}
