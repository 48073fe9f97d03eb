namespace TinyRnn.Formats;

/// <summary>
/// Keras' order of numbers, which RTNeural and RNNoise keep, turned into this library's: matrices are transposed, and a GRU's gates come z, r, h.
/// </summary>
internal static class KerasLayout
{
    /// <summary>Place in the file of each gate of an LSTM: i, f, c, o are i, f, g, o.</summary>
    public static ReadOnlySpan<int> Lstm => [0, 1, 2, 3];

    /// <summary>Place in the file of each gate of a GRU: r, z, n.</summary>
    public static ReadOnlySpan<int> Gru => [1, 0, 2];

    /// <summary>[I, G * H] to [G * H, I].</summary>
    /// <param name="kernel">The file's.</param>
    /// <param name="gates">Place in the file of each gate.</param>
    public static SourceTensor Matrix(SourceTensor kernel, ReadOnlySpan<int> gates)
    {
        (int inputs, int rows) = (kernel.Shape[0], kernel.Shape[1]);
        int units = rows / gates.Length;
        float[] values = new float[kernel.Count];
        for (int gate = 0; gate < gates.Length; gate++)
        {
            for (int unit = 0; unit < units; unit++)
            {
                int row = gate * units + unit;
                int column = gates[gate] * units + unit;
                for (int i = 0; i < inputs; i++)
                    values[row * inputs + i] = kernel.Values[i * rows + column];
            }
        }

        return SourceTensor.Matrix(rows, inputs, values);
    }

    /// <summary>[G * H], gate by gate.</summary>
    /// <param name="bias">The file's.</param>
    /// <param name="gates">Place in the file of each gate.</param>
    public static SourceTensor Vector(ReadOnlySpan<float> bias, ReadOnlySpan<int> gates)
    {
        int units = bias.Length / gates.Length;
        float[] values = new float[bias.Length];
        for (int gate = 0; gate < gates.Length; gate++)
            bias.Slice(gates[gate] * units, units).CopyTo(values.AsSpan(gate * units));
        return SourceTensor.Vector(values);
    }

    /// <summary>A convolution's kernel [K, I, O] to [O, I, K].</summary>
    public static SourceTensor Convolution(SourceTensor kernel)
    {
        (int taps, int inputs, int outputs) = (kernel.Shape[0], kernel.Shape[1], kernel.Shape[2]);
        float[] values = new float[kernel.Count];
        for (int i = 0; i < values.Length; i++)
            values[i] = kernel.Values[(((i % taps * inputs) + (i / taps % inputs)) * outputs) + (i / taps / inputs)];
        return new([outputs, inputs, taps], values);
    }

    /// <summary>A dense kernel [I, O] to [O, I].</summary>
    public static SourceTensor Dense(SourceTensor kernel) => Matrix(kernel, [0]);
}
