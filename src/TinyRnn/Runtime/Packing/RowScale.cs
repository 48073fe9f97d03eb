namespace TinyRnn.Runtime.Packing;

/// <summary>What the integer 1 stands for in a row of weights.</summary>
internal static class RowScale
{
    /// <summary>NaN or infinite if a weight is, so that outputs show it.</summary>
    /// <param name="format">How weights are stored.</param>
    /// <param name="largest">The row's largest magnitude.</param>
    /// <param name="sum">The sum of its magnitudes.</param>
    /// <param name="rows">Its weights.</param>
    public static float Of(WeightFormat format, float largest, double sum, int rows)
    {
        if (format != WeightFormat.Int16)
            return largest / IntegerRange.MostByte;

        // Rounded, each may be larger by a half; and 1 for the rounding of the scale itself.
        double room = IntegerRange.MostOfRow - (rows / 2.0) - 1;
        return (float)Math.Max(largest / (double)IntegerRange.MostShort, sum / room);
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
}
