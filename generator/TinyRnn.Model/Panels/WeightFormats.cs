namespace TinyRnn.Model.Panels;

/// <summary>What formats of weights take: panels are counted in places of 4 bytes, which hold a float or four integers.</summary>
internal static class WeightFormats
{
    /// <summary>Bytes of a place.</summary>
    public const int PlaceBytes = sizeof(float);

    /// <summary>Rows of 8-bit weights that share a place.</summary>
    public const int RowsOfAPlace = 4;

    /// <summary>Rows of places in front of 8-bit weights: the scale of each unit's sum, and what an offset of its inputs adds to it.</summary>
    public const int Int8Header = 2;

    extension(WeightFormat format)
    {
        /// <summary>Rows of places that rows of weights are walked in.</summary>
        public int Walked(int rows) => format == WeightFormat.Int8 ? (rows + RowsOfAPlace - 1) / RowsOfAPlace : rows;

        /// <summary>Rows of places that they take.</summary>
        public int Stored(int rows) => format.Walked(rows) + (format == WeightFormat.Int8 ? Int8Header : 0);
    }
}
