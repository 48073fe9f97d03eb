namespace TinyRnn.Tensors.Tests;

/// <summary>How the values of a tensor lie in memory.</summary>
public enum Layout
{
    /// <summary>Row-major, without gaps.</summary>
    Dense,

    /// <summary>The middle of a larger tensor.</summary>
    Sliced,

    /// <summary>The first dimension is the innermost.</summary>
    Transposed,
}

/// <summary>Tensors of given values in a layout.</summary>
internal static class Layouts
{
    /// <summary>A tensor whose memory is filled with <paramref name="filling"/> where there is nothing of it.</summary>
    public static TensorSpan<T> Create<T>(Layout layout, nint[] lengths, ReadOnlySpan<T> values, T filling, out T[] memory)
        where T : unmanaged
    {
        nint count = 1;
        foreach (nint length in lengths)
            count *= length;
        TensorSpan<T> tensor;
        switch (layout)
        {
            case Layout.Dense:
                memory = new T[count];
                Array.Fill(memory, filling);
                tensor = new(memory, lengths);
                break;
            case Layout.Transposed:
                memory = new T[count];
                Array.Fill(memory, filling);
                nint[] strides = new nint[lengths.Length];
                nint stride = 1;
                for (int index = 0; index < lengths.Length; index++)
                {
                    strides[index] = lengths[index] == 1 ? 0 : stride;
                    stride *= lengths[index];
                }

                tensor = new(memory, lengths, strides);
                break;
            default:
                nint[] larger = [.. lengths.Select(length => length + 2)];
                memory = new T[larger.Aggregate((nint)1, (product, length) => product * length)];
                Array.Fill(memory, filling);
                tensor = new TensorSpan<T>(memory, larger).Slice([.. lengths.Select(length => new System.Buffers.NRange(1, 1 + length))]);
                break;
        }

        new ReadOnlyTensorSpan<T>(values.ToArray(), lengths).CopyTo(tensor);
        return tensor;
    }

    public static T[] Values<T>(ReadOnlyTensorSpan<T> tensor)
    {
        T[] values = new T[tensor.FlattenedLength];
        tensor.FlattenTo(values);
        return values;
    }

    public static float[] Noise(int count, int seed)
    {
        Random random = new(seed);
        float[] values = new float[count];
        foreach (ref float value in values.AsSpan())
            value = random.NextSingle() - 0.5f;
        return values;
    }
}
