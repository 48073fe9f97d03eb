using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TinyRnn.Runtime.Doors;
using TinyRnn.Runtime.Updates;

namespace TinyRnn.Runtime.Tape;

/// <summary>Tables that are asked by a number of the input. For emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TapeCategories
{
    /// <summary>to[r] = the row of a table that the category of input r means; behind the end of a sequence it is 0.</summary>
    /// <param name="rows">Rows of inputs.</param>
    /// <param name="stride">Floats of a row of the table, and of a result.</param>
    /// <param name="categories">The category of the first input.</param>
    /// <param name="inputStride">Floats from one to the next.</param>
    /// <param name="count">Rows of the table.</param>
    /// <param name="column">Which number of the input it is, for messages.</param>
    /// <param name="table">The table.</param>
    /// <param name="to">The results.</param>
    public static void Gather(int rows, int stride, ref float categories, int inputStride, int count, int column, ref float table, ref float to)
    {
        for (int row = 0; row < rows; row++)
        {
            // Looked at once more, because the caller's memory may have changed between the check and the copy.
            int found = Require.Category(Unsafe.Add(ref categories, row * inputStride), count, column);
            Span(ref table, found * stride, stride).CopyTo(Span(ref to, row * stride, stride));
        }
    }

    /// <summary>Adds the gradient of each row to that of its category's row in a sparse tensor.</summary>
    /// <param name="steps">Steps.</param>
    /// <param name="batch">Sequences.</param>
    /// <param name="size">Floats of a row.</param>
    /// <param name="lengths">Steps of each sequence.</param>
    /// <param name="categories">The category of the first input.</param>
    /// <param name="inputStride">Floats from one to the next.</param>
    /// <param name="gradients">The gradients.</param>
    /// <param name="parameters">What has the tensor.</param>
    /// <param name="tensor">Its number.</param>
    public static void AddToRows(
        int steps, int batch, int size, ReadOnlySpan<int> lengths, ref float categories, int inputStride, ref float gradients, TrainedParameters parameters,
        int tensor)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        for (int t = 0; t < steps; t++)
        {
            for (int b = 0; b < batch; b++)
            {
                if (t >= lengths[b])
                    continue;
                int row = (t * batch) + b;
                ref float sum = ref parameters.SparseGradientRow(tensor, (int)Unsafe.Add(ref categories, row * inputStride));
                TapeRows.Add(Span(ref gradients, row * size, size), Span(ref sum, 0, size));
            }
        }
    }

    private static Span<float> Span(ref float origin, int place, int size) => MemoryMarshal.CreateSpan(ref Unsafe.Add(ref origin, place), size);
}
