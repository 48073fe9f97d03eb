namespace TinyRnn.Samples;

/// <summary>Windows of a series with the value that follows each of theirs.</summary>
internal sealed class SeriesBatch
{
    /// <summary>Windows at once.</summary>
    public const int Size = 8;

    /// <summary>Values that a forecast starts from.</summary>
    public const int Context = 96;

    /// <summary>Steps ahead.</summary>
    public const int Horizon = 24;

    /// <summary>The longest window: as much as a forecast sees in the end.</summary>
    public const int Steps = Context + Horizon;

    /// <summary>As in the PyTorch runs to be compared with: windows that begin so far apart cover the series in another order each time.</summary>
    private const int Stride = 37;

    /// <summary>[B, T].</summary>
    public float[] Inputs { get; private set; } = [];

    /// <summary>[B, T].</summary>
    public float[] Targets { get; private set; } = [];

    /// <param name="values">The series to learn from.</param>
    /// <param name="length">Of a window.</param>
    /// <param name="step">The batch, counted from 0.</param>
    public void Fill(ReadOnlySpan<float> values, int length, int step)
    {
        if (Inputs.Length != Size * length)
            (Inputs, Targets) = (new float[Size * length], new float[Size * length]);
        for (int j = 0; j < Size; j++)
        {
            int start = (int)(((long)step * Size + j) * Stride % (values.Length - length - 1));
            values.Slice(start, length).CopyTo(Inputs.AsSpan(j * length));
            values.Slice(start + 1, length).CopyTo(Targets.AsSpan(j * length));
        }
    }
}
