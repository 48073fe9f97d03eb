using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TinyRnn.Runtime.Vectors;

public static partial class VectorMath
{
    // 1 / (1 + e^-x) with the reduction and the polynomial of Exp, for -x = n ln 2 - s: the signs are in the
    // constants. 2^n needs no second factor: at n = 128 its bits are infinity's, where the result underflows to 0, and from
    // x = 87 on e^-x is nothing beside 1.
    internal const float SigmoidLowest = -89f;
    internal const float SigmoidHighest = 87f;

    /// <summary>The logistic function 1 / (1 + e^-x).</summary>
    /// <remarks>
    /// Error at most 3.9 ulp with fused multiply-add and without, for every float whose result is normal (x > -87.33); below -88.38 the result is 0 instead of
    /// subnormal. 0.5 at 0, 0 at -infinity, 1 at infinity, never outside [0, 1]; NaN gives NaN.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sigmoid(Vector128<float> x)
    {
        Vector128<float> clamped = Clamp(x, SigmoidLowest, SigmoidHighest);
        Vector128<float> shifted = Vector128.MultiplyAddEstimate(clamped, Vector128.Create(-Log2E), Vector128.Create(RoundingShift));
        Vector128<float> n = shifted - Vector128.Create(RoundingShift);
        Vector128<float> s = Vector128.MultiplyAddEstimate(n, Vector128.Create(Ln2High), clamped);
        s = Vector128.MultiplyAddEstimate(n, Vector128.Create(Ln2Low), s);

        // One addition less on the critical path than in Exp: 1 - s is rounded before the rest is added.
        Vector128<float> one = Vector128<float>.One;
        Vector128<float> s2 = s * s;
        Vector128<float> e23 = Vector128.MultiplyAddEstimate(Vector128.Create(-Exp3), s, Vector128.Create(Exp2));
        Vector128<float> e45 = Vector128.MultiplyAddEstimate(Vector128.Create(-Exp5), s, Vector128.Create(Exp4));
        Vector128<float> e0123 = Vector128.MultiplyAddEstimate(e23, s2, one - s);
        Vector128<float> e456 = Vector128.MultiplyAddEstimate(Vector128.Create(Exp6), s2, e45);
        Vector128<float> expR = Vector128.MultiplyAddEstimate(e456, s2 * s2, e0123);

        Vector128<int> whole = shifted.AsInt32() - Vector128.Create(RoundingShift).AsInt32();
        return one / Vector128.MultiplyAddEstimate(expR, PowerOfTwo(whole), one);
    }

    /// <summary>The logistic function 1 / (1 + e^-x).</summary>
    /// <remarks>
    /// Error at most 3.9 ulp with fused multiply-add and without, for every float whose result is normal (x > -87.33); below -88.38 the result is 0 instead of
    /// subnormal. 0.5 at 0, 0 at -infinity, 1 at infinity, never outside [0, 1]; NaN gives NaN.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x)
    {
        Vector256<float> clamped = Clamp(x, SigmoidLowest, SigmoidHighest);
        Vector256<float> shifted = Vector256.MultiplyAddEstimate(clamped, Vector256.Create(-Log2E), Vector256.Create(RoundingShift));
        Vector256<float> n = shifted - Vector256.Create(RoundingShift);
        Vector256<float> s = Vector256.MultiplyAddEstimate(n, Vector256.Create(Ln2High), clamped);
        s = Vector256.MultiplyAddEstimate(n, Vector256.Create(Ln2Low), s);

        // One addition less on the critical path than in Exp: 1 - s is rounded before the rest is added.
        Vector256<float> one = Vector256<float>.One;
        Vector256<float> s2 = s * s;
        Vector256<float> e23 = Vector256.MultiplyAddEstimate(Vector256.Create(-Exp3), s, Vector256.Create(Exp2));
        Vector256<float> e45 = Vector256.MultiplyAddEstimate(Vector256.Create(-Exp5), s, Vector256.Create(Exp4));
        Vector256<float> e0123 = Vector256.MultiplyAddEstimate(e23, s2, one - s);
        Vector256<float> e456 = Vector256.MultiplyAddEstimate(Vector256.Create(Exp6), s2, e45);
        Vector256<float> expR = Vector256.MultiplyAddEstimate(e456, s2 * s2, e0123);

        Vector256<int> whole = shifted.AsInt32() - Vector256.Create(RoundingShift).AsInt32();
        return one / Vector256.MultiplyAddEstimate(expR, PowerOfTwo(whole), one);
    }

    /// <summary>The logistic function 1 / (1 + e^-x).</summary>
    /// <remarks>
    /// Error at most 3.9 ulp with fused multiply-add and without, for every float whose result is normal (x > -87.33); below -88.38 the result is 0 instead of
    /// subnormal. 0.5 at 0, 0 at -infinity, 1 at infinity, never outside [0, 1]; NaN gives NaN.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x)
    {
        Vector512<float> clamped = Clamp(x, SigmoidLowest, SigmoidHighest);
        Vector512<float> shifted = Vector512.MultiplyAddEstimate(clamped, Vector512.Create(-Log2E), Vector512.Create(RoundingShift));
        Vector512<float> n = shifted - Vector512.Create(RoundingShift);
        Vector512<float> s = Vector512.MultiplyAddEstimate(n, Vector512.Create(Ln2High), clamped);
        s = Vector512.MultiplyAddEstimate(n, Vector512.Create(Ln2Low), s);

        // One addition less on the critical path than in Exp: 1 - s is rounded before the rest is added.
        Vector512<float> one = Vector512<float>.One;
        Vector512<float> s2 = s * s;
        Vector512<float> e23 = Vector512.MultiplyAddEstimate(Vector512.Create(-Exp3), s, Vector512.Create(Exp2));
        Vector512<float> e45 = Vector512.MultiplyAddEstimate(Vector512.Create(-Exp5), s, Vector512.Create(Exp4));
        Vector512<float> e0123 = Vector512.MultiplyAddEstimate(e23, s2, one - s);
        Vector512<float> e456 = Vector512.MultiplyAddEstimate(Vector512.Create(Exp6), s2, e45);
        Vector512<float> expR = Vector512.MultiplyAddEstimate(e456, s2 * s2, e0123);

        Vector512<int> whole = shifted.AsInt32() - Vector512.Create(RoundingShift).AsInt32();
        return one / Vector512.MultiplyAddEstimate(expR, PowerOfTwo(whole), one);
    }

    /// <inheritdoc cref="Sigmoid(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sigmoid(float x) => Sigmoid(Vector128.CreateScalar(x)).ToScalar();
}
