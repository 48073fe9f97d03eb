using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TinyRnn.Runtime.Vectors;

public static partial class VectorMath
{
    // tanh x = x P(x^2) / Q(x^2): both polynomials of degree 4, constant terms 1. They were fitted in 60-digit arithmetic by Remez exchange of the rational
    // function to tanh(sqrt t) / sqrt t for 0 <= t <= 7.9^2, relative error 5.9e-9 (0.1 ulp), then rounded to float, with a random search over the neighbouring
    // floats for the smallest error of the evaluation below that never exceeds 1. A rational function follows tanh's poles at +-i pi/2, which a polynomial
    // cannot, so that degree 4 is enough for the whole range. All coefficients are positive: no cancellation.
    internal const float TanhP1 = 0.1345285f;
    internal const float TanhP2 = 0.0035816326f;
    internal const float TanhP3 = 2.2066746E-05f;
    internal const float TanhP4 = 1.5489421E-08f;
    internal const float TanhQ1 = 0.4678618f;
    internal const float TanhQ2 = 0.026202299f;
    internal const float TanhQ3 = 0.00034279661f;
    internal const float TanhQ4 = 8.623605E-07f;

    // Above, 1 is 4.7 ulp (of 2^-24) away, no further than rounding takes the quotient below: a later switch would let the rounded quotient
    // exceed 1. Selecting it at the end, beside a quotient of anything, keeps the comparison off the critical path.
    internal const float TanhSaturation = 7.9f;

    // Added to x^2 so that no power of it underflows: Intel's processors take some 150 cycles for an operation with a subnormal result, and a decaying
    // state passes through that range. It changes the quotient by less than 2^-32, and tanh of a tiny x is still x.
    internal const float TanhFloor = 1f / (1L << 31);

    /// <summary>tanh x.</summary>
    /// <remarks>
    /// Error at most 5.0 ulp with fused multiply-add, 5.8 ulp without, for every float. Odd to the bit, at most 1 in magnitude, exactly x for |x| below 2^-13
    /// and exactly 1 or -1 above |x| = 7.9; NaN gives NaN.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Tanh(Vector128<float> x)
    {
        TanhRatio(x, out Vector128<float> p, out Vector128<float> q);
        Vector128<float> saturated = Vector128.GreaterThan(Vector128.Abs(x), Vector128.Create(TanhSaturation));
        return Vector128.ConditionalSelect(saturated, Vector128.CopySign(Vector128<float>.One, x), p / q);
    }

    /// <summary>tanh x.</summary>
    /// <remarks>
    /// Error at most 5.0 ulp with fused multiply-add, 5.8 ulp without, for every float. Odd to the bit, at most 1 in magnitude, exactly x for |x| below 2^-13
    /// and exactly 1 or -1 above |x| = 7.9; NaN gives NaN.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x)
    {
        TanhRatio(x, out Vector256<float> p, out Vector256<float> q);
        Vector256<float> saturated = Vector256.GreaterThan(Vector256.Abs(x), Vector256.Create(TanhSaturation));
        return Vector256.ConditionalSelect(saturated, Vector256.CopySign(Vector256<float>.One, x), p / q);
    }

    /// <summary>tanh x.</summary>
    /// <remarks>
    /// Error at most 5.0 ulp with fused multiply-add, 5.8 ulp without, for every float. Odd to the bit, at most 1 in magnitude, exactly x for |x| below 2^-13
    /// and exactly 1 or -1 above |x| = 7.9; NaN gives NaN.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x)
    {
        TanhRatio(x, out Vector512<float> p, out Vector512<float> q);
        Vector512<float> saturated = Vector512.GreaterThan(Vector512.Abs(x), Vector512.Create(TanhSaturation));
        return Vector512.ConditionalSelect(saturated, Vector512.CopySign(Vector512<float>.One, x), p / q);
    }

    /// <summary>tanh x = p / q for |x| &lt;= 7.9.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void TanhRatio(Vector128<float> x, out Vector128<float> p, out Vector128<float> q)
    {
        Vector128<float> one = Vector128<float>.One;
        Vector128<float> t = Vector128.MultiplyAddEstimate(x, x, Vector128.Create(TanhFloor));
        Vector128<float> t2 = t * t;
        Vector128<float> p01 = Vector128.MultiplyAddEstimate(Vector128.Create(TanhP1), t, one);
        Vector128<float> p23 = Vector128.MultiplyAddEstimate(Vector128.Create(TanhP3), t, Vector128.Create(TanhP2));
        Vector128<float> q01 = Vector128.MultiplyAddEstimate(Vector128.Create(TanhQ1), t, one);
        Vector128<float> q23 = Vector128.MultiplyAddEstimate(Vector128.Create(TanhQ3), t, Vector128.Create(TanhQ2));
        Vector128<float> p234 = Vector128.MultiplyAddEstimate(Vector128.Create(TanhP4), t2, p23);
        Vector128<float> q234 = Vector128.MultiplyAddEstimate(Vector128.Create(TanhQ4), t2, q23);
        p = Vector128.MultiplyAddEstimate(p234, x * t2, x * p01);
        q = Vector128.MultiplyAddEstimate(q234, t2, q01);
    }

    /// <summary>tanh x = p / q for |x| &lt;= 7.9.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void TanhRatio(Vector256<float> x, out Vector256<float> p, out Vector256<float> q)
    {
        Vector256<float> one = Vector256<float>.One;
        Vector256<float> t = Vector256.MultiplyAddEstimate(x, x, Vector256.Create(TanhFloor));
        Vector256<float> t2 = t * t;
        Vector256<float> p01 = Vector256.MultiplyAddEstimate(Vector256.Create(TanhP1), t, one);
        Vector256<float> p23 = Vector256.MultiplyAddEstimate(Vector256.Create(TanhP3), t, Vector256.Create(TanhP2));
        Vector256<float> q01 = Vector256.MultiplyAddEstimate(Vector256.Create(TanhQ1), t, one);
        Vector256<float> q23 = Vector256.MultiplyAddEstimate(Vector256.Create(TanhQ3), t, Vector256.Create(TanhQ2));
        Vector256<float> p234 = Vector256.MultiplyAddEstimate(Vector256.Create(TanhP4), t2, p23);
        Vector256<float> q234 = Vector256.MultiplyAddEstimate(Vector256.Create(TanhQ4), t2, q23);
        p = Vector256.MultiplyAddEstimate(p234, x * t2, x * p01);
        q = Vector256.MultiplyAddEstimate(q234, t2, q01);
    }

    /// <summary>tanh x = p / q for |x| &lt;= 7.9.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void TanhRatio(Vector512<float> x, out Vector512<float> p, out Vector512<float> q)
    {
        Vector512<float> one = Vector512<float>.One;
        Vector512<float> t = Vector512.MultiplyAddEstimate(x, x, Vector512.Create(TanhFloor));
        Vector512<float> t2 = t * t;
        Vector512<float> p01 = Vector512.MultiplyAddEstimate(Vector512.Create(TanhP1), t, one);
        Vector512<float> p23 = Vector512.MultiplyAddEstimate(Vector512.Create(TanhP3), t, Vector512.Create(TanhP2));
        Vector512<float> q01 = Vector512.MultiplyAddEstimate(Vector512.Create(TanhQ1), t, one);
        Vector512<float> q23 = Vector512.MultiplyAddEstimate(Vector512.Create(TanhQ3), t, Vector512.Create(TanhQ2));
        Vector512<float> p234 = Vector512.MultiplyAddEstimate(Vector512.Create(TanhP4), t2, p23);
        Vector512<float> q234 = Vector512.MultiplyAddEstimate(Vector512.Create(TanhQ4), t2, q23);
        p = Vector512.MultiplyAddEstimate(p234, x * t2, x * p01);
        q = Vector512.MultiplyAddEstimate(q234, t2, q01);
    }

    /// <inheritdoc cref="Tanh(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Tanh(float x) => Tanh(Vector128.CreateScalar(x)).ToScalar();
}
