using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TinyRnn.Runtime;

/// <summary>
/// The point-wise half of a recurrent cell: from the finished gate sums of a few units to their new state, for vectors of 128, 256 and 512 bits. A cell waits for every
/// operation of the one before it in time, and a small layer does little else, so these functions spare latency, constants and divisions.
/// </summary>
/// <remarks>
/// <para>Gates that a sigmoid follows come as x' = -log2(e) x: <see cref="PanelPacking"/> folds the factor into the weights, and e^-x is 2^x', with the integer part of x' in
/// the exponent and no reduction in two parts. Candidates come unscaled.</para>
/// <para>A sigmoid is 1 / (1 + E) and a tanh is P / Q, so a product of both is one division, P / (Q (1 + E)). A division of 16 numbers takes as long as ten multiplications.</para>
/// <para>Errors: E is within 2.5 ulp of 2^x', P / Q within 4.8 ulp of tanh; what is said at each cell is the sum of these and of its own roundings. Like the functions of
/// <see cref="VectorMath"/>, a cell gives a lane the same bits at every width. A NaN among a unit's inputs gives NaN.</para>
/// </remarks>
public static partial class Cells
{
    // Beyond, a sigmoid is 1 or less than 1.1e-19. Within, neither 2^x' nor a product of two of them with P or Q leaves a float's range.
    private const float ExponentRange = 63;

    // 2^f = 1 + f (E1 + ... + E5 f^4) for |f| <= 1/2. Remez exchange for the relative error to 2^f, one more coefficient rounded to float before
    // each new fit of the rest: 1.14e-7 (1.9 ulp).
    private const float Exp1 = 0.693147f;
    private const float Exp2 = 0.24022174f;
    private const float Exp3 = 0.05550603f;
    private const float Exp4 = 0.009675792f;
    private const float Exp5 = 0.00133324f;

    /// <summary>1 + 2^x', the reciprocal of sigmoid x for x' = -log2(e) x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> OnePlusExp2(Vector128<float> x)
    {
        Vector128<float> clamped = VectorMath.Clamp(x, -ExponentRange, ExponentRange);
        Vector128<float> shifted = clamped + Vector128.Create(VectorMath.RoundingShift);
        Vector128<float> f = clamped - (shifted - Vector128.Create(VectorMath.RoundingShift));
        Vector128<float> f2 = f * f;
        Vector128<float> e01 = Vector128.MultiplyAddEstimate(Vector128.Create(Exp1), f, Vector128<float>.One);
        Vector128<float> e23 = Vector128.MultiplyAddEstimate(Vector128.Create(Exp3), f, Vector128.Create(Exp2));
        Vector128<float> e45 = Vector128.MultiplyAddEstimate(Vector128.Create(Exp5), f, Vector128.Create(Exp4));
        Vector128<float> e2345 = Vector128.MultiplyAddEstimate(e45, f2, e23);
        Vector128<float> exp = Vector128.MultiplyAddEstimate(e2345, f2, e01);

        // The rounded x' stands in the low bits of the shifted one, whose other bits leave on the left. A product, because a sum of bits would turn NaNs into numbers.
        Vector128<float> power = ((shifted.AsInt32() << 23) + Vector128<float>.One.AsInt32()).AsSingle();
        return Vector128.MultiplyAddEstimate(exp, power, Vector128<float>.One);
    }

    /// <summary>1 + 2^x', the reciprocal of sigmoid x for x' = -log2(e) x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> OnePlusExp2(Vector256<float> x)
    {
        Vector256<float> clamped = VectorMath.Clamp(x, -ExponentRange, ExponentRange);
        Vector256<float> shifted = clamped + Vector256.Create(VectorMath.RoundingShift);
        Vector256<float> f = clamped - (shifted - Vector256.Create(VectorMath.RoundingShift));
        Vector256<float> f2 = f * f;
        Vector256<float> e01 = Vector256.MultiplyAddEstimate(Vector256.Create(Exp1), f, Vector256<float>.One);
        Vector256<float> e23 = Vector256.MultiplyAddEstimate(Vector256.Create(Exp3), f, Vector256.Create(Exp2));
        Vector256<float> e45 = Vector256.MultiplyAddEstimate(Vector256.Create(Exp5), f, Vector256.Create(Exp4));
        Vector256<float> e2345 = Vector256.MultiplyAddEstimate(e45, f2, e23);
        Vector256<float> exp = Vector256.MultiplyAddEstimate(e2345, f2, e01);

        // The rounded x' stands in the low bits of the shifted one, whose other bits leave on the left. A product, because a sum of bits would turn NaNs into numbers.
        Vector256<float> power = ((shifted.AsInt32() << 23) + Vector256<float>.One.AsInt32()).AsSingle();
        return Vector256.MultiplyAddEstimate(exp, power, Vector256<float>.One);
    }

    /// <summary>1 + 2^x', the reciprocal of sigmoid x for x' = -log2(e) x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> OnePlusExp2(Vector512<float> x)
    {
        Vector512<float> clamped = VectorMath.Clamp(x, -ExponentRange, ExponentRange);
        Vector512<float> shifted = clamped + Vector512.Create(VectorMath.RoundingShift);
        Vector512<float> f = clamped - (shifted - Vector512.Create(VectorMath.RoundingShift));
        Vector512<float> f2 = f * f;
        Vector512<float> e01 = Vector512.MultiplyAddEstimate(Vector512.Create(Exp1), f, Vector512<float>.One);
        Vector512<float> e23 = Vector512.MultiplyAddEstimate(Vector512.Create(Exp3), f, Vector512.Create(Exp2));
        Vector512<float> e45 = Vector512.MultiplyAddEstimate(Vector512.Create(Exp5), f, Vector512.Create(Exp4));
        Vector512<float> e2345 = Vector512.MultiplyAddEstimate(e45, f2, e23);
        Vector512<float> exp = Vector512.MultiplyAddEstimate(e2345, f2, e01);

        // The rounded x' stands in the low bits of the shifted one, whose other bits leave on the left. A product, because a sum of bits would turn NaNs into numbers.
        Vector512<float> power = ((shifted.AsInt32() << 23) + Vector512<float>.One.AsInt32()).AsSingle();
        return Vector512.MultiplyAddEstimate(exp, power, Vector512<float>.One);
    }

    /// <summary>tanh x = p / q, 1 &lt;= q &lt; 231, from the approximation of <see cref="VectorMath.Tanh(Vector128{float})"/>; |x| is held at 7.9, where the quotient is within 4.8 ulp of 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TanhRatio(Vector128<float> x, out Vector128<float> p, out Vector128<float> q) =>
        VectorMath.TanhRatio(VectorMath.Clamp(x, -VectorMath.TanhSaturation, VectorMath.TanhSaturation), out p, out q);

    /// <summary>tanh x = p / q, 1 &lt;= q &lt; 231, from the approximation of <see cref="VectorMath.Tanh(Vector256{float})"/>; |x| is held at 7.9, where the quotient is within 4.8 ulp of 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TanhRatio(Vector256<float> x, out Vector256<float> p, out Vector256<float> q) =>
        VectorMath.TanhRatio(VectorMath.Clamp(x, -VectorMath.TanhSaturation, VectorMath.TanhSaturation), out p, out q);

    /// <summary>tanh x = p / q, 1 &lt;= q &lt; 231, from the approximation of <see cref="VectorMath.Tanh(Vector512{float})"/>; |x| is held at 7.9, where the quotient is within 4.8 ulp of 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TanhRatio(Vector512<float> x, out Vector512<float> p, out Vector512<float> q) =>
        VectorMath.TanhRatio(VectorMath.Clamp(x, -VectorMath.TanhSaturation, VectorMath.TanhSaturation), out p, out q);
}
