using System.Runtime.CompilerServices;

namespace TinyRnn.Runtime.Matrices;

/// <summary>
/// Tiles of a single row. Each vector of B is used once, so they wait for memory, provided that enough sums are open to hide the latency of the multiply-add:
/// eight vectors side by side, or fewer of which each splits its sum over k into chains.
/// </summary>
internal static class MatrixRow
{
    /// <summary>Twice the columns side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Wide<TColumns, T>(scoped in MatrixOperands m, nint row, nint column)
        where TColumns : struct, ITileColumns<T>
        where T : struct
    {
        T left = default, right = default;
        ref float a = ref m.RowOfA(row);
        ref float b = ref m.ColumnOfB(column);
        nint stepA = m.StepA;
        nint stepB = m.StepB;
        for (nint k = m.Depth; k > 0; k--)
        {
            left = TColumns.MultiplyAdd(ref a, TColumns.Load(ref b), left);
            right = TColumns.MultiplyAdd(ref a, TColumns.Load(ref Unsafe.Add(ref b, TColumns.Width)), right);
            a = ref Unsafe.Add(ref a, stepA);
            b = ref Unsafe.Add(ref b, stepB);
        }

        if (!m.FromZero)
        {
            left = TColumns.Add(left, TColumns.Load(ref m.StartAt(row, column)));
            right = TColumns.Add(right, TColumns.Load(ref m.StartAt(row, column + TColumns.Width)));
        }

        TColumns.Store(left, ref m.ResultAt(row, column));
        TColumns.Store(right, ref m.ResultAt(row, column + TColumns.Width));
    }

    /// <summary>Two chains over k.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void TwoChains<TColumns, T>(scoped in MatrixOperands m, nint row, nint column)
        where TColumns : struct, ITileColumns<T>
        where T : struct
    {
        T even = default, odd = default;
        ref float a = ref m.RowOfA(row);
        ref float b = ref m.ColumnOfB(column);
        nint stepA = m.StepA;
        nint stepB = m.StepB;
        nint k = m.Depth;
        for (; k >= 2; k -= 2)
        {
            even = TColumns.MultiplyAdd(ref a, TColumns.Load(ref b), even);
            odd = TColumns.MultiplyAdd(ref Unsafe.Add(ref a, stepA), TColumns.Load(ref Unsafe.Add(ref b, stepB)), odd);
            a = ref Unsafe.Add(ref a, 2 * stepA);
            b = ref Unsafe.Add(ref b, 2 * stepB);
        }

        if (k > 0)
            even = TColumns.MultiplyAdd(ref a, TColumns.Load(ref b), even);
        T sum = TColumns.Add(even, odd);
        if (!m.FromZero)
            sum = TColumns.Add(sum, TColumns.Load(ref m.StartAt(row, column)));
        TColumns.Store(sum, ref m.ResultAt(row, column));
    }

    /// <summary>Four chains over k.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void FourChains<TColumns, T>(scoped in MatrixOperands m, nint row, nint column)
        where TColumns : struct, ITileColumns<T>
        where T : struct
    {
        T c0 = default, c1 = default, c2 = default, c3 = default;
        ref float a = ref m.RowOfA(row);
        ref float b = ref m.ColumnOfB(column);
        nint stepA = m.StepA;
        nint stepB = m.StepB;
        nint k = m.Depth;
        for (; k >= 4; k -= 4)
        {
            ref float nextA = ref Unsafe.Add(ref a, 2 * stepA);
            ref float nextB = ref Unsafe.Add(ref b, 2 * stepB);
            c0 = TColumns.MultiplyAdd(ref a, TColumns.Load(ref b), c0);
            c1 = TColumns.MultiplyAdd(ref Unsafe.Add(ref a, stepA), TColumns.Load(ref Unsafe.Add(ref b, stepB)), c1);
            c2 = TColumns.MultiplyAdd(ref nextA, TColumns.Load(ref nextB), c2);
            c3 = TColumns.MultiplyAdd(ref Unsafe.Add(ref nextA, stepA), TColumns.Load(ref Unsafe.Add(ref nextB, stepB)), c3);
            a = ref Unsafe.Add(ref nextA, 2 * stepA);
            b = ref Unsafe.Add(ref nextB, 2 * stepB);
        }

        for (; k > 0; k--)
        {
            c0 = TColumns.MultiplyAdd(ref a, TColumns.Load(ref b), c0);
            a = ref Unsafe.Add(ref a, stepA);
            b = ref Unsafe.Add(ref b, stepB);
        }

        T sum = TColumns.Add(TColumns.Add(c0, c1), TColumns.Add(c2, c3));
        if (!m.FromZero)
            sum = TColumns.Add(sum, TColumns.Load(ref m.StartAt(row, column)));
        TColumns.Store(sum, ref m.ResultAt(row, column));
    }
}
