using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using TinyRnn.Runtime.Updates;

namespace TinyRnn.Runtime.Tape;

/// <summary>
/// Moves rows of values on a trainer's tape. Row t * batch + b belongs to step t of sequence b; a sequence of length n has rows up to step n - 1, and what is
/// after them never contributes. For emitted code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TapeRows
{
    /// <summary>to[r] = from[r], <paramref name="size"/> floats of each of <paramref name="rows"/> rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(int rows, int size, ref float from, int fromStride, ref float to, int toStride)
    {
        for (int row = 0; row < rows; row++)
            Span(ref from, row * fromStride, size).CopyTo(Span(ref to, row * toStride, size));
    }

    /// <summary>to[r] = 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Clear(int rows, int size, ref float to, int toStride)
    {
        for (int row = 0; row < rows; row++)
            Span(ref to, row * toStride, size).Clear();
    }

    /// <summary>to[r] += from[r].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(int rows, int size, ref float from, int fromStride, ref float to, int toStride)
    {
        for (int row = 0; row < rows; row++)
            Add(Span(ref from, row * fromStride, size), Span(ref to, row * toStride, size));
    }

    /// <summary>to[r] += w from[r], value by value: a row of weights, each for a value of its own.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="size">Values of a row, a multiple of 4.</param>
    /// <param name="w">The first weight.</param>
    /// <param name="from">The first factor.</param>
    /// <param name="fromStride">Floats from one of its rows to the next.</param>
    /// <param name="to">The first sum.</param>
    /// <param name="toStride">Floats from one of its rows to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddProducts(int rows, int size, ref float w, ref float from, int fromStride, ref float to, int toStride)
    {
        for (nint row = 0; row < rows; row++)
        {
            ref float source = ref Unsafe.Add(ref from, row * fromStride);
            ref float target = ref Unsafe.Add(ref to, row * toStride);
            for (nint i = 0; i < size; i += Vector128<float>.Count)
            {
                Vector128<float> sum = Vector128.LoadUnsafe(ref Unsafe.Add(ref target, i));
                sum = Vector128.MultiplyAddEstimate(
                    Vector128.LoadUnsafe(ref Unsafe.Add(ref w, i)), Vector128.LoadUnsafe(ref Unsafe.Add(ref source, i)), sum);
                sum.StoreUnsafe(ref Unsafe.Add(ref target, i));
            }
        }
    }

    /// <summary>values[r] *= w, value by value.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="size">Values of a row, a multiple of 4.</param>
    /// <param name="w">The first weight.</param>
    /// <param name="values">The first value; rows follow each other without a gap.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(int rows, int size, ref float w, ref float values)
    {
        for (nint row = 0; row < rows; row++)
        {
            ref float target = ref Unsafe.Add(ref values, row * size);
            for (nint i = 0; i < size; i += Vector128<float>.Count)
            {
                Vector128<float> product = Vector128.LoadUnsafe(ref Unsafe.Add(ref target, i)) * Vector128.LoadUnsafe(ref Unsafe.Add(ref w, i));
                product.StoreUnsafe(ref Unsafe.Add(ref target, i));
            }
        }
    }

    /// <summary>Each sequence backwards: to[t, b] = from[n_b - 1 - t, b], and zeros after the sequence's end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Reverse(int steps, int batch, int size, ReadOnlySpan<int> lengths, ref float from, int fromStride, ref float to, int toStride)
    {
        for (int t = 0; t < steps; t++)
        {
            for (int b = 0; b < batch; b++)
            {
                Span<float> target = Span(ref to, ((t * batch) + b) * toStride, size);
                if (t < lengths[b])
                    Span(ref from, (((lengths[b] - 1 - t) * batch) + b) * fromStride, size).CopyTo(target);
                else
                    target.Clear();
            }
        }
    }

    /// <summary>The same, added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddReversed(int steps, int batch, int size, ReadOnlySpan<int> lengths, ref float from, int fromStride, ref float to, int toStride)
    {
        for (int t = 0; t < steps; t++)
        {
            for (int b = 0; b < batch; b++)
            {
                if (t < lengths[b])
                    Add(Span(ref from, (((lengths[b] - 1 - t) * batch) + b) * fromStride, size), Span(ref to, ((t * batch) + b) * toStride, size));
            }
        }
    }

    /// <summary>
    /// Zeros in the rows of a step of sequences that have ended before it. A state that ran on without inputs could grow to infinity, and infinity times the
    /// zero gradient of such a step is no zero.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ClearEnded(int step, int size, ReadOnlySpan<int> lengths, ref float rows, int stride)
    {
        for (int b = 0; b < lengths.Length; b++)
        {
            if (lengths[b] <= step)
                Span(ref rows, b * stride, size).Clear();
        }
    }

    /// <summary>The same in the rows of all steps, for functions that make an infinite value of the zeros behind the end of a sequence.</summary>
    public static void ClearEnded(int steps, int batch, int size, ReadOnlySpan<int> lengths, ref float rows, int stride)
    {
        for (int step = 0; step < steps; step++)
            ClearEnded(step, size, lengths, ref Unsafe.Add(ref rows, step * batch * stride), stride);
    }

    /// <summary>The last step of each sequence: to[b] = from[n_b - 1, b].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Last(int batch, int stride, ReadOnlySpan<int> lengths, ref float from, ref float to, int rowStride)
    {
        for (int b = 0; b < batch; b++)
            Span(ref from, (((lengths[b] - 1) * batch) + b) * rowStride, stride).CopyTo(Span(ref to, b * rowStride, stride));
    }

    /// <summary>The way back of <see cref="Last"/>; the other rows are zeros already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SpreadLast(int batch, int stride, ReadOnlySpan<int> lengths, ref float from, ref float to, int rowStride)
    {
        for (int b = 0; b < batch; b++)
            Span(ref from, b * rowStride, stride).CopyTo(Span(ref to, (((lengths[b] - 1) * batch) + b) * rowStride, stride));
    }

    /// <summary>The final states of both directions: the forward half of the last step, the backward half of the first, where that direction ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FinalStates(int batch, int units, ReadOnlySpan<int> lengths, ref float from, ref float to, int stride)
    {
        for (int b = 0; b < batch; b++)
        {
            Span(ref from, (((lengths[b] - 1) * batch) + b) * stride, units).CopyTo(Span(ref to, b * stride, units));
            Span(ref from, (b * stride) + units, units).CopyTo(Span(ref to, (b * stride) + units, units));
        }
    }

    /// <summary>The way back of <see cref="FinalStates"/>; the other rows are zeros already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SpreadFinalStates(int batch, int units, ReadOnlySpan<int> lengths, ref float from, ref float to, int stride)
    {
        for (int b = 0; b < batch; b++)
        {
            Span(ref from, b * stride, units).CopyTo(Span(ref to, (((lengths[b] - 1) * batch) + b) * stride, units));
            Span(ref from, (b * stride) + units, units).CopyTo(Span(ref to, (b * stride) + units, units));
        }
    }

    /// <summary>Adds a row for each sequence after its last step, where row 0 is before the first.</summary>
    public static void AddAtEnd(int batch, int stride, ReadOnlySpan<int> lengths, ref float from, ref float to)
    {
        for (int b = 0; b < batch; b++)
            Add(Span(ref from, b * stride, stride), Span(ref to, ((lengths[b] * batch) + b) * stride, stride));
    }

    /// <summary>Adds a row for each sequence whose last step is <paramref name="step"/>.</summary>
    public static void AddWhereItEnds(int step, int batch, int stride, ReadOnlySpan<int> lengths, ref float from, ref float to)
    {
        for (int b = 0; b < batch; b++)
        {
            if (lengths[b] - 1 == step)
                Add(Span(ref from, b * stride, stride), Span(ref to, b * stride, stride));
        }
    }

    /// <summary>to[r] = row <c>tokens[r]</c> of a table.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather(int rows, int stride, ref int tokens, ref float table, ref float to)
    {
        for (int row = 0; row < rows; row++)
            Span(ref table, Unsafe.Add(ref tokens, row) * stride, stride).CopyTo(Span(ref to, row * stride, stride));
    }

    /// <summary>A product with one-hot vectors: to[r] = bias + row <c>tokens[r]</c> of the matrix after it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AffineOfTokens(int rows, int columns, ref int tokens, ref float weights, ref float to)
    {
        Span<float> bias = Span(ref weights, 0, columns);
        for (int row = 0; row < rows; row++)
        {
            Span<float> target = Span(ref to, row * columns, columns);
            bias.CopyTo(target);
            Add(Span(ref weights, (1 + Unsafe.Add(ref tokens, row)) * columns, columns), target);
        }
    }

    /// <summary>Adds the gradient of each row to that of its token's row in a sparse tensor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddToRows(
        int steps, int batch, int size, ReadOnlySpan<int> lengths, ref int tokens, ref float gradients, TrainedParameters parameters, int tensor)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        for (int t = 0; t < steps; t++)
        {
            for (int b = 0; b < batch; b++)
            {
                int row = (t * batch) + b;
                if (t < lengths[b])
                    Add(Span(ref gradients, row * size, size), Span(ref parameters.SparseGradientRow(tensor, Unsafe.Add(ref tokens, row)), 0, size));
            }
        }
    }

    /// <summary>
    /// The last <paramref name="window"/> inputs of each step side by side, newest first. The inputs begin window - 1 steps before the first.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Window(int steps, int batch, int window, int size, ref float inputs, int inputStride, ref float to, int toStride)
    {
        for (int row = 0; row < steps * batch; row++)
        {
            for (int lag = 0; lag < window; lag++)
                Span(ref inputs, (row + ((window - 1 - lag) * batch)) * inputStride, size).CopyTo(Span(ref to, (row * toStride) + (lag * size), size));
        }
    }

    /// <summary>The way back of <see cref="Window"/>, added; what belongs to inputs before the first step ends here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddFromWindow(int steps, int batch, int window, int size, ref float gradients, int stride, ref float to, int toStride)
    {
        for (int row = 0; row < steps * batch; row++)
        {
            for (int lag = 0; lag < window && lag * batch <= row; lag++)
                Add(Span(ref gradients, (row * stride) + (lag * size), size), Span(ref to, (row - (lag * batch)) * toStride, size));
        }
    }

    /// <summary>to += from.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Add(ReadOnlySpan<float> from, Span<float> to)
    {
        ref float source = ref MemoryMarshal.GetReference(from);
        ref float target = ref MemoryMarshal.GetReference(to);
        int i = 0;
        for (; i + 4 <= from.Length; i += 4)
        {
            Vector128<float> sum = Vector128.LoadUnsafe(ref source, (nuint)i) + Vector128.LoadUnsafe(ref target, (nuint)i);
            Vector128.StoreUnsafe(sum, ref target, (nuint)i);
        }

        for (; i < from.Length; i++)
            Unsafe.Add(ref target, i) += Unsafe.Add(ref source, i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Span<float> Span(ref float origin, int place, int size) => MemoryMarshal.CreateSpan(ref Unsafe.Add(ref origin, place), size);
}
