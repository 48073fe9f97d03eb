namespace TinyRnn.Formats;

/// <summary>A flat list of numbers, whose length has been checked, read from its beginning.</summary>
/// <param name="numbers">The list.</param>
internal ref struct NumberTape(ReadOnlySpan<float> numbers)
{
    private ReadOnlySpan<float> _rest = numbers;

    public SourceTensor Vector(int count) => SourceTensor.Vector(Take(count).ToArray());

    public SourceTensor Matrix(int rows, int columns) => SourceTensor.Matrix(rows, columns, Take(rows * columns).ToArray());

    /// <summary>Two matrices side by side, row by row.</summary>
    public (SourceTensor Left, SourceTensor Right) MatrixPair(int rows, int left, int right)
    {
        float[] lefts = new float[rows * left];
        float[] rights = new float[rows * right];
        for (int row = 0; row < rows; row++)
        {
            Take(left).CopyTo(lefts.AsSpan(row * left));
            Take(right).CopyTo(rights.AsSpan(row * right));
        }

        return (SourceTensor.Matrix(rows, left, lefts), SourceTensor.Matrix(rows, right, rights));
    }

    private ReadOnlySpan<float> Take(int count)
    {
        ReadOnlySpan<float> taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
