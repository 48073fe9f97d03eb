using System.ComponentModel;
using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Cells;

namespace TinyRnn.Runtime.Tape;

/// <summary>Two halves of a value that become one, over the rows of a batch. For emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class HalfRows
{
    /// <summary>to[r] = the first half of from[r] + the second.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="size">Numbers of a half.</param>
    /// <param name="from">The inputs.</param>
    /// <param name="fromStride">Floats from one row of them to the next.</param>
    /// <param name="to">The outputs.</param>
    /// <param name="toStride">Floats from one row of them to the next.</param>
    public static void Sum(int rows, int size, ref float from, int fromStride, ref float to, int toStride)
    {
        for (int row = 0; row < rows; row++)
            Halves.Sum(ref Unsafe.Add(ref from, row * fromStride), ref Unsafe.Add(ref to, row * toStride), size);
    }

    /// <summary>to[r] = half of both halves' sum.</summary>
    /// <inheritdoc cref="Sum"/>
    public static void Mean(int rows, int size, ref float from, int fromStride, ref float to, int toStride)
    {
        for (int row = 0; row < rows; row++)
            Halves.Mean(ref Unsafe.Add(ref from, row * fromStride), ref Unsafe.Add(ref to, row * toStride), size);
    }

    /// <summary>to[r] = the first half of from[r] * the second.</summary>
    /// <inheritdoc cref="Sum"/>
    public static void Product(int rows, int size, ref float from, int fromStride, ref float to, int toStride)
    {
        for (int row = 0; row < rows; row++)
            Halves.Product(ref Unsafe.Add(ref from, row * fromStride), ref Unsafe.Add(ref to, row * toStride), size);
    }

    /// <summary>The gradient of the sum, added to that of both halves.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="size">Numbers of a half.</param>
    /// <param name="from">dL/dy.</param>
    /// <param name="fromStride">Floats from one row of them to the next.</param>
    /// <param name="to">dL/dx.</param>
    /// <param name="toStride">Floats from one row of them to the next.</param>
    public static void AddSumGradient(int rows, int size, ref float from, int fromStride, ref float to, int toStride) =>
        AddBoth(rows, size, 1, ref from, fromStride, ref to, toStride);

    /// <summary>The gradient of the mean, added to that of both halves.</summary>
    /// <inheritdoc cref="AddSumGradient"/>
    public static void AddMeanGradient(int rows, int size, ref float from, int fromStride, ref float to, int toStride) =>
        AddBoth(rows, size, 0.5f, ref from, fromStride, ref to, toStride);

    /// <summary>The gradient of the product: for each half, times the other one.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="size">Numbers of a half.</param>
    /// <param name="values">The inputs, in rows like <paramref name="to"/>.</param>
    /// <param name="from">dL/dy.</param>
    /// <param name="fromStride">Floats from one row of them to the next.</param>
    /// <param name="to">dL/dx, to which it is added.</param>
    /// <param name="toStride">Floats from one row of them to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddProductGradient(int rows, int size, ref float values, ref float from, int fromStride, ref float to, int toStride)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int k = 0; k < size; k++)
            {
                float gradient = Unsafe.Add(ref from, (row * fromStride) + k);
                int first = (row * toStride) + k;
                Unsafe.Add(ref to, first) += gradient * Unsafe.Add(ref values, first + size);
                Unsafe.Add(ref to, first + size) += gradient * Unsafe.Add(ref values, first);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddBoth(int rows, int size, float factor, ref float from, int fromStride, ref float to, int toStride)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int k = 0; k < size; k++)
            {
                float gradient = factor * Unsafe.Add(ref from, (row * fromStride) + k);
                Unsafe.Add(ref to, (row * toStride) + k) += gradient;
                Unsafe.Add(ref to, (row * toStride) + size + k) += gradient;
            }
        }
    }
}
