namespace TinyRnn.Model.Panels;

/// <summary>What formats of weights take: panels are counted in places of 4 bytes, which hold a float or several integers.</summary>
internal static class WeightFormats
{
    /// <summary>Bytes of a place.</summary>
    public const int PlaceBytes = sizeof(float);

    /// <summary>
    /// Numbers of a table of tokens from which on it is stored in integers: what caches do not keep. Smaller ones are read in their place, which is faster
    /// (benchmarks, --int8-layers).
    /// </summary>
    public const int FewestOfTable = 1 << 21;

    extension(WeightFormat format)
    {
        public bool IsInteger => format != WeightFormat.Float32;

        /// <summary>Rows of weights that share a place.</summary>
        public int RowsOfAPlace => format switch
        {
            WeightFormat.Float32 => 1,
            WeightFormat.Int16 => 2,
            _ => 4,
        };

        /// <summary>Integers of 8 bits that a value becomes.</summary>
        public int Digits => format == WeightFormat.Int8x16 ? 2 : 1;

        /// <summary>Values are magnitudes, and signs of their own.</summary>
        public bool HasSigns(IntegerProducts products) => products == IntegerProducts.Pairs && format != WeightFormat.Int16;

        /// <summary>The high digits have sums of their own; otherwise their products are multiplied before they are added.</summary>
        public bool HasCoarseSums(IntegerProducts products) => products != IntegerProducts.Pairs && format.Digits > 1;

        /// <summary>Rows of places in front of integers: the scale of each unit's sum, and, of bytes, what an offset of its inputs adds to it.</summary>
        public int Header => format switch
        {
            WeightFormat.Float32 => 0,
            WeightFormat.Int16 => 1,
            _ => 2,
        };

        /// <summary>Rows of places that rows of weights are walked in.</summary>
        public int Walked(int rows) => (rows + format.RowsOfAPlace - 1) / format.RowsOfAPlace;

        /// <summary>Rows of places that they take.</summary>
        public int Stored(int rows) => format.Walked(rows) + format.Header;

        /// <summary>
        /// Rows of a matrix from which on it is stored so. Of fewer, float32 is as fast on some processors, and exact: to round their values costs what the
        /// products save (benchmarks, --int8).
        /// </summary>
        public int FewestRows => format switch
        {
            WeightFormat.Int8 => 32,
            WeightFormat.Int8x16 => 48,
            WeightFormat.Int16 => 24,
            _ => 0,
        };

        /// <summary>The same of its weights.</summary>
        public int FewestWeights => format switch
        {
            WeightFormat.Int8 => 2048,
            WeightFormat.Int8x16 => 6144,
            WeightFormat.Int16 => 1536,
            _ => 0,
        };

        /// <summary>In words.</summary>
        public string Words => format.ToString().ToLowerInvariant();
    }
}
