namespace TinyRnn.Model.Panels;

/// <summary>What formats of weights take.</summary>
internal static class WeightFormats
{
    extension(WeightFormat format)
    {
        /// <summary>Bytes of a weight.</summary>
        public int Bytes => format switch
        {
            WeightFormat.Float32 => sizeof(float),
            _ => throw new ArgumentOutOfRangeException(nameof(format)),
        };
    }
}
