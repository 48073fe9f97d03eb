using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Matrices;

public static partial class MatrixProduct
{
    /// <summary>c[j] = sum_r g[r][j], or that much more: the gradient of a bias.</summary>
    /// <param name="rows">Rows of g; 0 gives zeros, or adds nothing.</param>
    /// <param name="columns">Columns of g, values of c.</param>
    /// <param name="g">The first gradient.</param>
    /// <param name="strideG">Floats from one row of g to the next.</param>
    /// <param name="c">The first result.</param>
    /// <param name="accumulate">Whether the sums are added to c instead of replacing it.</param>
    public static void ColumnSums(int rows, int columns, ref float g, int strideG, ref float c, bool accumulate)
    {
        nint column = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            column = ColumnSums<Quad<Floats512>, Quad<Floats512>>(
                rows, column, columns, ref g, strideG, ref c, accumulate);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            column = ColumnSums<Pair<Floats256>, Pair<Floats256>>(
                rows, column, columns, ref g, strideG, ref c, accumulate);
        }

        ColumnSums<Single<Floats128>, Single<Floats128>>(rows, column, columns, ref g, strideG, ref c, accumulate);
    }

    /// <summary>c[j] = sum_r g[r][j] x[r][j], or that much more: the gradient of weights for single units.</summary>
    /// <param name="rows">Rows of g and x; 0 gives zeros, or adds nothing.</param>
    /// <param name="columns">Columns, a multiple of 4.</param>
    /// <param name="g">The first gradient.</param>
    /// <param name="strideG">Floats from one row of g to the next.</param>
    /// <param name="x">The first input.</param>
    /// <param name="strideX">Floats from one row of x to the next.</param>
    /// <param name="c">The first result.</param>
    /// <param name="accumulate">Whether the sums are added to c instead of replacing it.</param>
    public static void ColumnSumsOfProducts(int rows, int columns, ref float g, int strideG, ref float x, int strideX, ref float c, bool accumulate)
    {
        for (nint column = 0; column < columns; column += Vector128<float>.Count)
        {
            Vector128<float> sum = Vector128<float>.Zero;
            for (nint row = 0; row < rows; row++)
            {
                Vector128<float> gradient = Vector128.LoadUnsafe(ref Unsafe.Add(ref g, (row * strideG) + column));
                sum = Vector128.MultiplyAddEstimate(gradient, Vector128.LoadUnsafe(ref Unsafe.Add(ref x, (row * strideX) + column)), sum);
            }

            if (accumulate)
                sum += Vector128.LoadUnsafe(ref Unsafe.Add(ref c, column));
            sum.StoreUnsafe(ref Unsafe.Add(ref c, column));
        }
    }

    /// <summary>As many columns as fill a tile, in two chains over the rows.</summary>
    /// <returns>The first column that is left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static nint ColumnSums<TColumns, T>(nint rows, nint column, nint columns, ref float g, nint strideG, ref float c, bool accumulate)
        where TColumns : struct, ITileColumns<T>
        where T : struct
    {
        for (; column + TColumns.Width <= columns; column += TColumns.Width)
        {
            T even = default, odd = default;
            nint row = 0;
            for (; row + 2 <= rows; row += 2)
            {
                ref float source = ref Unsafe.Add(ref g, (row * strideG) + column);
                even = TColumns.Add(even, TColumns.Load(ref source));
                odd = TColumns.Add(odd, TColumns.Load(ref Unsafe.Add(ref source, strideG)));
            }

            if (row < rows)
                even = TColumns.Add(even, TColumns.Load(ref Unsafe.Add(ref g, (row * strideG) + column)));
            T sum = TColumns.Add(even, odd);
            if (accumulate)
                sum = TColumns.Add(sum, TColumns.Load(ref Unsafe.Add(ref c, column)));
            TColumns.Store(sum, ref Unsafe.Add(ref c, column));
        }

        return column;
    }
}
