using System.Runtime.CompilerServices;

namespace TinyRnn.Runtime.Matrices;

/// <summary>
/// Register tiles of several rows: their sums stay in registers while k runs over the depth, and each loaded vector of B serves all rows. Six rows of four
/// vectors fill 32 registers (24 sums, 4 of B, a number of A), six rows of two vectors fill 16.
/// </summary>
/// <remarks>
/// Optimized from the first call, as are all loops of training: without it, a call for each operation of the type parameters makes the first steps a hundred
/// times slower. And not inlined: after some hundred steps the whole backward pass would become one method, for which the just-in-time compiler's budget of
/// inlining does not suffice; it then left calls of single vector operations in the loops, and training three times slower than it began. The references move
/// once more than they are read, past the matrix.
/// </remarks>
internal static class MatrixTile
{
    /// <summary>Six rows. Of A two references move, three rows apart: the others are one and two strides after, which is a form of address.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Six<TColumns, T>(scoped in MatrixOperands m, nint row, nint column)
        where TColumns : struct, ITileColumns<T>
        where T : struct
    {
        T c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default;
        ref float low = ref m.RowOfA(row);
        ref float high = ref m.RowOfA(row + 3);
        ref float b = ref m.ColumnOfB(column);
        nint rowA = m.RowA;
        nint stepA = m.StepA;
        nint stepB = m.StepB;
        for (nint k = m.Depth; k > 0; k--)
        {
            T values = TColumns.Load(ref b);
            c0 = TColumns.MultiplyAdd(ref low, values, c0);
            c1 = TColumns.MultiplyAdd(ref Unsafe.Add(ref low, rowA), values, c1);
            c2 = TColumns.MultiplyAdd(ref Unsafe.Add(ref low, 2 * rowA), values, c2);
            c3 = TColumns.MultiplyAdd(ref high, values, c3);
            c4 = TColumns.MultiplyAdd(ref Unsafe.Add(ref high, rowA), values, c4);
            c5 = TColumns.MultiplyAdd(ref Unsafe.Add(ref high, 2 * rowA), values, c5);
            low = ref Unsafe.Add(ref low, stepA);
            high = ref Unsafe.Add(ref high, stepA);
            b = ref Unsafe.Add(ref b, stepB);
        }

        if (!m.FromZero)
        {
            c0 = TColumns.Add(c0, TColumns.Load(ref m.StartAt(row, column)));
            c1 = TColumns.Add(c1, TColumns.Load(ref m.StartAt(row + 1, column)));
            c2 = TColumns.Add(c2, TColumns.Load(ref m.StartAt(row + 2, column)));
            c3 = TColumns.Add(c3, TColumns.Load(ref m.StartAt(row + 3, column)));
            c4 = TColumns.Add(c4, TColumns.Load(ref m.StartAt(row + 4, column)));
            c5 = TColumns.Add(c5, TColumns.Load(ref m.StartAt(row + 5, column)));
        }

        TColumns.Store(c0, ref m.ResultAt(row, column));
        TColumns.Store(c1, ref m.ResultAt(row + 1, column));
        TColumns.Store(c2, ref m.ResultAt(row + 2, column));
        TColumns.Store(c3, ref m.ResultAt(row + 3, column));
        TColumns.Store(c4, ref m.ResultAt(row + 4, column));
        TColumns.Store(c5, ref m.ResultAt(row + 5, column));
    }

    /// <summary>Four rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Four<TColumns, T>(scoped in MatrixOperands m, nint row, nint column)
        where TColumns : struct, ITileColumns<T>
        where T : struct
    {
        T c0 = default, c1 = default, c2 = default, c3 = default;
        ref float low = ref m.RowOfA(row);
        ref float high = ref m.RowOfA(row + 2);
        ref float b = ref m.ColumnOfB(column);
        nint rowA = m.RowA;
        nint stepA = m.StepA;
        nint stepB = m.StepB;
        for (nint k = m.Depth; k > 0; k--)
        {
            T values = TColumns.Load(ref b);
            c0 = TColumns.MultiplyAdd(ref low, values, c0);
            c1 = TColumns.MultiplyAdd(ref Unsafe.Add(ref low, rowA), values, c1);
            c2 = TColumns.MultiplyAdd(ref high, values, c2);
            c3 = TColumns.MultiplyAdd(ref Unsafe.Add(ref high, rowA), values, c3);
            low = ref Unsafe.Add(ref low, stepA);
            high = ref Unsafe.Add(ref high, stepA);
            b = ref Unsafe.Add(ref b, stepB);
        }

        if (!m.FromZero)
        {
            c0 = TColumns.Add(c0, TColumns.Load(ref m.StartAt(row, column)));
            c1 = TColumns.Add(c1, TColumns.Load(ref m.StartAt(row + 1, column)));
            c2 = TColumns.Add(c2, TColumns.Load(ref m.StartAt(row + 2, column)));
            c3 = TColumns.Add(c3, TColumns.Load(ref m.StartAt(row + 3, column)));
        }

        TColumns.Store(c0, ref m.ResultAt(row, column));
        TColumns.Store(c1, ref m.ResultAt(row + 1, column));
        TColumns.Store(c2, ref m.ResultAt(row + 2, column));
        TColumns.Store(c3, ref m.ResultAt(row + 3, column));
    }

    /// <summary>Two rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Two<TColumns, T>(scoped in MatrixOperands m, nint row, nint column)
        where TColumns : struct, ITileColumns<T>
        where T : struct
    {
        T c0 = default, c1 = default;
        ref float a = ref m.RowOfA(row);
        ref float b = ref m.ColumnOfB(column);
        nint rowA = m.RowA;
        nint stepA = m.StepA;
        nint stepB = m.StepB;
        for (nint k = m.Depth; k > 0; k--)
        {
            T values = TColumns.Load(ref b);
            c0 = TColumns.MultiplyAdd(ref a, values, c0);
            c1 = TColumns.MultiplyAdd(ref Unsafe.Add(ref a, rowA), values, c1);
            a = ref Unsafe.Add(ref a, stepA);
            b = ref Unsafe.Add(ref b, stepB);
        }

        if (!m.FromZero)
        {
            c0 = TColumns.Add(c0, TColumns.Load(ref m.StartAt(row, column)));
            c1 = TColumns.Add(c1, TColumns.Load(ref m.StartAt(row + 1, column)));
        }

        TColumns.Store(c0, ref m.ResultAt(row, column));
        TColumns.Store(c1, ref m.ResultAt(row + 1, column));
    }
}
