using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace TinyRnn.Runtime.Matrices;

/// <summary>
/// The sums across lanes of four vectors, side by side: the ends of four dot products. Wide vectors are halved first, which is an addition each; then two
/// rounds of additions between the four, instead of two for each. For emitted code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DotSums
{
    /// <summary>(sum a, sum b, sum c, sum d).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Of(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d) => Of(Half(a), Half(b), Half(c), Half(d));

    /// <summary>(sum a, sum b, sum c, sum d).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Of(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d) => Of(Half(a), Half(b), Half(c), Half(d));

    /// <summary>(sum a, sum b, sum c, sum d).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Of(Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d)
    {
        if (AdvSimd.Arm64.IsSupported)
            return AdvSimd.Arm64.AddPairwise(AdvSimd.Arm64.AddPairwise(a, b), AdvSimd.Arm64.AddPairwise(c, d));
        if (!Sse.IsSupported)
            return Vector128.Create(Vector128.Sum(a), Vector128.Sum(b), Vector128.Sum(c), Vector128.Sum(d));

        // (a0 + a2, b0 + b2, a1 + a3, b1 + b3), and the same of c and d.
        Vector128<float> ab = Sse.UnpackLow(a, b) + Sse.UnpackHigh(a, b);
        Vector128<float> cd = Sse.UnpackLow(c, d) + Sse.UnpackHigh(c, d);
        return Sse.MoveLowToHigh(ab, cd) + Sse.MoveHighToLow(cd, ab);
    }

    /// <summary>The upper half added to the lower one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Half(Vector512<float> sum) => sum.GetLower() + sum.GetUpper();

    /// <summary>The upper half added to the lower one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Half(Vector256<float> sum) => sum.GetLower() + sum.GetUpper();
}
