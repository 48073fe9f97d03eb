namespace TinyRnn.Import.Onnx;

/// <summary>Constant arrays as tensors of a model.</summary>
internal static class Tensors
{
    public static SourceTensor Of(NdArray<float> array) => new(array.Shape, array.Data);

    /// <summary>[rows, columns], transposed.</summary>
    public static float[] Transposed(ReadOnlySpan<float> values, int rows, int columns)
    {
        float[] result = new float[values.Length];
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < columns; c++)
                result[c * rows + r] = values[r * columns + c];
        }

        return result;
    }

    /// <summary>Column k of the result is the column of the source whose place is k.</summary>
    public static float[] ToPlaces(ReadOnlySpan<float> values, int rows, int[] place)
    {
        float[] result = new float[values.Length];
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < place.Length; c++)
                result[r * place.Length + place[c]] = values[r * place.Length + c];
        }

        return result;
    }
}
