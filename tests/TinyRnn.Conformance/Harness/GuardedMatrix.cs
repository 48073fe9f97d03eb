using System.Runtime.InteropServices;

namespace TinyRnn.Conformance;

/// <summary>A row-major matrix between other values, which a kernel must neither write nor, where they are NaN, let into its sums.</summary>
internal sealed class GuardedMatrix
{
    private const int Margin = 20;
    private readonly int _columns;
    private readonly int _stride;
    private readonly float[] _values;

    public GuardedMatrix(int rows, int columns, int stride)
    {
        (Rows, _columns, _stride) = (rows, columns, stride);
        _values = new float[(2 * Margin) + (rows * stride)];
        Array.Fill(_values, float.NaN);
    }

    public int Rows { get; }

    public ref float First => ref MemoryMarshal.GetReference(_values.AsSpan(Margin));

    public float this[int row, int column]
    {
        get => _values[Margin + (row * _stride) + column];
        set => _values[Margin + (row * _stride) + column] = value;
    }

    public static GuardedMatrix Random(Random random, int rows, int columns, int stride, float range = 1)
    {
        GuardedMatrix matrix = new(rows, columns, stride);
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                matrix[row, column] = ((random.NextSingle() * 2) - 1) * range;
        }

        return matrix;
    }

    public GuardedMatrix Copy()
    {
        GuardedMatrix copy = new(Rows, _columns, _stride);
        _values.CopyTo(copy._values, 0);
        return copy;
    }

    /// <summary>Compares what belongs to the matrix, written so that a NaN fails, and that all around it is as it was.</summary>
    public void AssertEqual(Func<int, int, (double Value, double Tolerance)> expected, string what)
    {
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < _columns; column++)
            {
                (double value, double tolerance) = expected(row, column);
                if (!(Math.Abs(this[row, column] - value) <= tolerance))
                    throw new CheckFailedException($"{what} [{row},{column}] = {this[row, column]:R}, expected {value:R} within {tolerance:R}");
            }
        }

        AssertGuards(what);
    }

    public void AssertGuards(string what)
    {
        for (int k = 0; k < _values.Length; k++)
        {
            int inside = k - Margin;
            bool guard = inside < 0 || inside >= Rows * _stride || inside % _stride >= _columns;
            if (guard && BitConverter.SingleToUInt32Bits(_values[k]) != BitConverter.SingleToUInt32Bits(float.NaN))
                throw new CheckFailedException($"{what}: {_values[k]:R} was written outside, at {inside}");
        }
    }
}
