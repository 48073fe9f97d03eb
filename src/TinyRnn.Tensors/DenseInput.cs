using System.Buffers;
using System.Numerics.Tensors;

namespace TinyRnn.Tensors;

/// <summary>A tensor's values in row-major order: its own memory where they lie so, otherwise a copy in a pooled array.</summary>
internal readonly ref struct DenseInput<T>
    where T : unmanaged
{
    private readonly T[]? _rented;

    /// <param name="tensor">A tensor of at most <see cref="DenseOutput.MostDimensions"/> dimensions and 2^31 - 1 values.</param>
    public DenseInput(ReadOnlyTensorSpan<T> tensor)
    {
        int count = (int)tensor.FlattenedLength;
        // Of a tensor without values no element has an index.
        if (count == 0)
            return;
        Span<nint> first = stackalloc nint[DenseOutput.MostDimensions];
        first.Clear();
        if (tensor.TryGetSpan(first[..tensor.Rank], count, out ReadOnlySpan<T> values))
        {
            Values = values;
            return;
        }

        _rented = ArrayPool<T>.Shared.Rent(count);
        Span<T> copy = _rented.AsSpan(0, count);
        tensor.FlattenTo(copy);
        Values = copy;
    }

    public ReadOnlySpan<T> Values { get; }

    public void Dispose()
    {
        if (_rented is not null)
            ArrayPool<T>.Shared.Return(_rented);
    }
}
