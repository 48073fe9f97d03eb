namespace TinyRnn.Formats;

/// <summary>Numbers of a file, rounded to float32, and their sizes.</summary>
public sealed class SourceTensor
{
    private readonly int[] _shape;
    private readonly float[] _values;

    /// <param name="shape">Sizes, outermost first.</param>
    /// <param name="values">Values, row-major; as many as the sizes' product.</param>
    /// <exception cref="ArgumentException">Sizes and values do not agree.</exception>
    public SourceTensor(ReadOnlySpan<int> shape, float[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        long count = 1;
        foreach (int size in shape)
            count *= size;
        if (count != values.Length)
            throw new ArgumentException($"A tensor of sizes [{string.Join(", ", shape.ToArray())}] has {Counted.Of(count, "value")}, not "
                + $"{values.Length}.", nameof(values));
        _shape = shape.ToArray();
        _values = values;
    }

    /// <summary>Sizes, outermost first.</summary>
    public ReadOnlySpan<int> Shape => _shape;

    /// <summary>Values, row-major.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>Number of values.</summary>
    public int Count => _values.Length;

    /// <summary>A vector.</summary>
    public static SourceTensor Vector(float[] values) => new([values.Length], values);

    /// <summary>A matrix, row-major.</summary>
    public static SourceTensor Matrix(int rows, int columns, float[] values) => new([rows, columns], values);

    /// <summary>Sizes as text: <c>[128, 3]</c>.</summary>
    public override string ToString() => $"[{string.Join(", ", _shape)}]";
}
