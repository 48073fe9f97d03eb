using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TinyRnn.Runtime.Fourier;

/// <summary>Four vectors of four numbers.</summary>
internal static class LaneMatrix
{
    /// <summary>Rows become columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(ref Vector128<float> a, ref Vector128<float> b, ref Vector128<float> c, ref Vector128<float> d)
    {
        // Numbers 0 and 1 of a and c in turn, and so on: twice makes columns of rows.
        (Vector128<float> low, Vector128<float> high) = Interleave(a, c);
        (Vector128<float> otherLow, Vector128<float> otherHigh) = Interleave(b, d);
        (a, b) = Interleave(low, otherLow);
        (c, d) = Interleave(high, otherHigh);
    }

    /// <summary>The four numbers in the other order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Reverse(Vector128<float> a) => Vector128.Shuffle(a, Vector128.Create(3, 2, 1, 0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<float> Low, Vector128<float> High) Interleave(Vector128<float> a, Vector128<float> b)
    {
        if (System.Runtime.Intrinsics.X86.Sse.IsSupported)
            return (System.Runtime.Intrinsics.X86.Sse.UnpackLow(a, b), System.Runtime.Intrinsics.X86.Sse.UnpackHigh(a, b));
        if (System.Runtime.Intrinsics.Arm.AdvSimd.Arm64.IsSupported)
            return (System.Runtime.Intrinsics.Arm.AdvSimd.Arm64.ZipLow(a, b), System.Runtime.Intrinsics.Arm.AdvSimd.Arm64.ZipHigh(a, b));
        return (
            Vector128.Create(a[0], b[0], a[1], b[1]),
            Vector128.Create(a[2], b[2], a[3], b[3]));
    }
}
