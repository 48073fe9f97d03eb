using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace TinyRnn.Tensors;

/// <summary>
/// Memory in row-major order for a tensor's values: its own where they lie so, otherwise a pooled array, which <see cref="Scatter"/> copies to their places.
/// </summary>
internal readonly ref struct DenseOutput
{
    /// <summary>Streams, steps, values.</summary>
    public const int MostDimensions = 3;

    private readonly float[]? _rented;
    private readonly TensorSpan<float> _tensor;

    /// <param name="tensor">A tensor of at most <see cref="MostDimensions"/> dimensions and 2^31 - 1 values.</param>
    /// <param name="states">The memory of states, which no output may be written to.</param>
    /// <param name="name">The argument, for messages.</param>
    /// <param name="keeps">Some values may stay as they are, so that a copy has to begin with them.</param>
    /// <exception cref="ArgumentException">Several of its elements are one place in memory, or it lies in that of the states.</exception>
    public DenseOutput(TensorSpan<float> tensor, ReadOnlySpan<byte> states, string name, bool keeps = false)
    {
        int count = (int)tensor.FlattenedLength;
        // Of a tensor without values no element has an index.
        if (count == 0)
            return;
        Span<nint> first = stackalloc nint[MostDimensions];
        first.Clear();
        if (tensor.TryGetSpan(first[..tensor.Rank], count, out Span<float> values))
        {
            Values = values;
            return;
        }

        RequirePlaces(tensor, states, name);
        _tensor = tensor;
        _rented = ArrayPool<float>.Shared.Rent(count);
        Values = _rented.AsSpan(0, count);
        if (keeps)
            tensor.FlattenTo(Values);
    }

    public Span<float> Values { get; }

    /// <summary>Puts the values where the tensor has them.</summary>
    public void Scatter()
    {
        if (_rented is not null)
            new ReadOnlyTensorSpan<float>(Values, _tensor.Lengths).CopyTo(_tensor);
    }

    public void Dispose()
    {
        if (_rented is not null)
            ArrayPool<float>.Shared.Return(_rented);
    }

    /// <summary>
    /// What is written goes through a copy, so that the models' own comparison with the memory of the states does not see where it will lie; and what
    /// <see cref="Scatter"/> would refuse has to be known before a state changes.
    /// </summary>
    private static void RequirePlaces(TensorSpan<float> tensor, ReadOnlySpan<byte> states, string name)
    {
        nint reach = 0;
        for (int index = 0; index < tensor.Rank; index++)
        {
            if (tensor.Lengths[index] > 1 && tensor.Strides[index] == 0)
            {
                throw new ArgumentException(
                    $"{name}, of shape {Shape.Text(tensor.Lengths)} and strides {Shape.Text(tensor.Strides)}, repeats its elements. Pass a tensor that has a "
                    + "place for each value.",
                    name);
            }

            reach += (tensor.Lengths[index] - 1) * tensor.Strides[index];
        }

        // In bounds: a tensor's constructor has compared its memory with what its lengths and strides reach. It is not read here.
        ReadOnlySpan<float> memory = MemoryMarshal.CreateReadOnlySpan(in tensor.GetPinnableReference(), (int)Math.Min(reach + 1, int.MaxValue / sizeof(float)));
        if (MemoryMarshal.AsBytes(memory).Overlaps(states))
            throw new ArgumentException($"{name} lies in the memory of the states. Pass memory of its own.", name);
    }
}
