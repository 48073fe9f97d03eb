using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace TinyRnn.Runtime.Matrices;

public static partial class MatrixProduct
{
    /// <summary>
    /// t[j][k] = w[k][j], and zeros from k = <paramref name="rows"/> up to the next multiple of 4: a backward pass multiplies by transposed weights.
    /// </summary>
    /// <param name="rows">Rows of w, columns of t before they are padded.</param>
    /// <param name="columns">Columns of w and rows of t; a multiple of 4.</param>
    /// <param name="w">The first value of w.</param>
    /// <param name="strideW">Floats from one row of w to the next.</param>
    /// <param name="t">The first result.</param>
    /// <param name="strideT">Floats from one row of t to the next; at least the padded rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Transpose(int rows, int columns, ref float w, int strideW, ref float t, int strideT)
    {
        // Four columns of w at a time, so that rows of t are written from their beginning to their end.
        for (nint column = 0; column < columns; column += 4)
        {
            ref float source = ref Unsafe.Add(ref w, column);
            ref float target = ref Unsafe.Add(ref t, column * strideT);
            nint row = 0;
            for (; row + 4 <= rows; row += 4)
            {
                ref float first = ref Unsafe.Add(ref source, row * strideW);
                StoreTransposed(
                    Vector128.LoadUnsafe(ref first),
                    Vector128.LoadUnsafe(ref Unsafe.Add(ref first, (nint)strideW)),
                    Vector128.LoadUnsafe(ref Unsafe.Add(ref first, 2 * (nint)strideW)),
                    Vector128.LoadUnsafe(ref Unsafe.Add(ref first, 3 * (nint)strideW)),
                    ref Unsafe.Add(ref target, row),
                    strideT);
            }

            if (row < rows)
            {
                ref float first = ref Unsafe.Add(ref source, row * strideW);
                StoreTransposed(
                    Vector128.LoadUnsafe(ref first),
                    row + 1 < rows ? Vector128.LoadUnsafe(ref Unsafe.Add(ref first, (nint)strideW)) : default,
                    row + 2 < rows ? Vector128.LoadUnsafe(ref Unsafe.Add(ref first, 2 * (nint)strideW)) : default,
                    default,
                    ref Unsafe.Add(ref target, row),
                    strideT);
            }
        }
    }

    /// <summary>Stores the columns of a 4 x 4 block, which comes in rows, as rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreTransposed(
        Vector128<float> r0, Vector128<float> r1, Vector128<float> r2, Vector128<float> r3, ref float target, nint stride)
    {
        // Rows 0 and 2 interleaved, and rows 1 and 3; then both results.
        Vector128<float> even01 = InterleaveLow(r0, r2);
        Vector128<float> even23 = InterleaveHigh(r0, r2);
        Vector128<float> odd01 = InterleaveLow(r1, r3);
        Vector128<float> odd23 = InterleaveHigh(r1, r3);
        InterleaveLow(even01, odd01).StoreUnsafe(ref target);
        InterleaveHigh(even01, odd01).StoreUnsafe(ref Unsafe.Add(ref target, stride));
        InterleaveLow(even23, odd23).StoreUnsafe(ref Unsafe.Add(ref target, 2 * stride));
        InterleaveHigh(even23, odd23).StoreUnsafe(ref Unsafe.Add(ref target, 3 * stride));
    }

    /// <summary>(a0, b0, a1, b1), which .NET has no common name for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> InterleaveLow(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackLow(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b)
        : Vector128.Create(a[0], b[0], a[1], b[1]);

    /// <summary>(a2, b2, a3, b3).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> InterleaveHigh(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackHigh(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b)
        : Vector128.Create(a[2], b[2], a[3], b[3]);
}
