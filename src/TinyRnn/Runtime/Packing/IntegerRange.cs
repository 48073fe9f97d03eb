namespace TinyRnn.Runtime.Packing;

/// <summary>
/// The largest integers of a format. A sum of products has 32 bits, and these are such that it cannot exceed them, whatever the weights and the values are.
/// </summary>
internal static class IntegerRange
{
    /// <summary>Of 8-bit weights.</summary>
    public const int MostByte = 127;

    /// <summary>Of values in two digits of 7 bits.</summary>
    public const int MostDigits = 16383;

    /// <summary>Products of more rows are not for integers.</summary>
    public const int MostRows = 65536;

    /// <summary>Of 16-bit weights.</summary>
    public const int MostShort = short.MaxValue;

    /// <summary>What the magnitudes of a row of 16-bit weights add up to at most.</summary>
    public const int MostOfRow = int.MaxValue / MostDigits;

    /// <summary>Of the values that a block of rows is multiplied with.</summary>
    /// <param name="format">The weights' format.</param>
    /// <param name="rows">Products of a sum.</param>
    public static int OfValues(WeightFormat format, int rows) => format switch
    {
        WeightFormat.Int8 => MostByte,
        WeightFormat.Int8x16 => (int)Math.Min(MostDigits, int.MaxValue / ((long)MostByte * Math.Max(1, rows))),
        _ => MostDigits,
    };
}
