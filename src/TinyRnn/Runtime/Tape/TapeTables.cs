using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace TinyRnn.Runtime.Tape;

/// <summary>Tables that lie as the matrix of a later layer does, because they are that matrix. For emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TapeTables
{
    /// <summary>to[r, k] = matrix[k, <c>tokens[r]</c>].</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="size">Values of a token.</param>
    /// <param name="tokens">The token of the first row.</param>
    /// <param name="matrix">The matrix.</param>
    /// <param name="columns">Floats of a row of it.</param>
    /// <param name="to">The results.</param>
    /// <param name="stride">Floats from one to the next.</param>
    public static void Gather(int rows, int size, ref int tokens, ref float matrix, int columns, ref float to, int stride)
    {
        for (int row = 0; row < rows; row++)
        {
            ref float from = ref Unsafe.Add(ref matrix, Unsafe.Add(ref tokens, row));
            ref float target = ref Unsafe.Add(ref to, row * stride);
            for (int k = 0; k < size; k++)
                Unsafe.Add(ref target, k) = Unsafe.Add(ref from, k * columns);
        }
    }

    /// <summary>Adds the gradient of each row to that of its token's column.</summary>
    /// <param name="steps">Steps.</param>
    /// <param name="batch">Sequences.</param>
    /// <param name="size">Values of a token.</param>
    /// <param name="lengths">Steps of each sequence.</param>
    /// <param name="tokens">The token of the first row.</param>
    /// <param name="gradients">The gradients.</param>
    /// <param name="stride">Floats from one to the next.</param>
    /// <param name="matrix">The matrix's gradient, which the layer that multiplies by it has given already.</param>
    /// <param name="columns">Floats of a row of it.</param>
    public static void AddToColumns(
        int steps, int batch, int size, ReadOnlySpan<int> lengths, ref int tokens, ref float gradients, int stride, ref float matrix, int columns)
    {
        for (int t = 0; t < steps; t++)
        {
            for (int b = 0; b < batch; b++)
            {
                if (t >= lengths[b])
                    continue;
                int row = (t * batch) + b;
                ref float from = ref Unsafe.Add(ref gradients, row * stride);
                ref float target = ref Unsafe.Add(ref matrix, Unsafe.Add(ref tokens, row));
                for (int k = 0; k < size; k++)
                    Unsafe.Add(ref target, k * columns) += Unsafe.Add(ref from, k);
            }
        }
    }
}
