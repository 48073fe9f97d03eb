using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using TinyRnn.Runtime.Packing;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Cells;

/// <summary>
/// The point-wise half of a recurrent cell: from the finished gate sums of a few units to their new state, for vectors of 128, 256 and 512 bits. A cell waits
/// for every operation of the one before it in time, and a small layer does little else, so these functions spare latency, constants and divisions.
/// For emitted code.
/// </summary>
/// <remarks>
/// <para>Gates that a sigmoid follows come as x' = -log2(e) x: <see cref="PanelPacking"/> folds the factor into the weights, and e^-x is 2^x', with the integer
/// part of x' in the exponent and no reduction in two parts. Candidates come unscaled.</para>
/// <para>
/// A sigmoid is 1 / (1 + E) and a tanh is P / Q, so a product of both is one division, P / (Q (1 + E)). A division of 16 numbers takes as
/// long as ten multiplications.
/// </para>
/// <para>Errors, for x' held between -63 and 63, where a sigmoid is 1 or 2^-63: tried for all floats, 1 + E has a relative error of at most 4.5 * 2^-24 and P /
/// Q, before it is rounded, of 4.7 * 2^-24; without fused multiply-add 4.6 and 5.5. What is said at each cell is the sum of these and of its own roundings, and
/// beside it the largest error that a search around the worst arguments of both found. A new state below 2^-63 may be 0 instead (<see cref="Silence"/>). Like
/// the functions of <see cref="VectorMath"/>, a cell gives a lane the same bits at every width. A NaN among a unit's inputs gives NaN.</para>
/// <para>The compiler keeps a constant that occurs twice in a register, through the loops around it as well, and then spills the sums and intermediate results
/// that it has driven out. The constants therefore come from a table with a copy for every use, which the compiler cannot know to be equal. With 512 bits there
/// are registers enough, and <see cref="CellConstants512"/> holds most of them, loaded after the sums and for all cells of a tile: otherwise every cell loads
/// some fifty constants.</para>
/// <para>
/// An LSTM's and a GRU's cell come in two parts, each of which waits for one quotient, so that those of several vectors can be interleaved. In a part, what is
/// needed first stands first.
/// </para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class CellMath
{
    // Beyond, a sigmoid is 1 or less than 1.1e-19. Within, neither 2^x' nor a product of two of them with P or Q leaves a float's range.
    internal const float ExponentRange = 63;

    // 2^-63, 379 dB below 1. A hidden or cell state that is nearer to 0 becomes 0: without biases that hold it up, the state of a model that hears silence
    // decays for ever, and where it or a product with it is subnormal, Intel's processors take some 150 cycles for each operation. Rounding keeps a state
    // there, too: 0.7 times the smallest float is the smallest float. Above this limit nothing in a tanh is subnormal either: x (x^2 +
    // 2^-31)^2 is at least 2^-125.
    internal const float Silence = 1f / (1L << 62) / 2;

    // 2^f = 1 + f (E1 + ... + E5 f^4) for |f| <= 1/2. Remez exchange for the relative error to 2^f, one more coefficient rounded to float before
    // each new fit of the rest: 1.14e-7 (1.9 ulp).
    internal const float Exp1 = 0.693147f;
    internal const float Exp2 = 0.24022174f;
    internal const float Exp3 = 0.05550603f;
    internal const float Exp4 = 0.009675792f;
    internal const float Exp5 = 0.00133324f;

    /// <summary>
    /// Control of <see cref="Avx512DQ.Reduce(Vector512{float}, byte)"/>: what rounding to the nearest integer leaves, of an infinity 0,
    /// and no exception is raised.
    /// </summary>
    private const byte ToNearest = 8;

    /// <summary>The value, and 0 where the state is nearer to 0 than <see cref="Silence"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ZeroInSilence(Vector128<float> state, Vector128<float> value, ref float k) =>
        Vector128.ConditionalSelect(
            Vector128.LessThan(state, Vector128.LoadUnsafe(ref k, Audible))
                & Vector128.GreaterThan(state, Vector128.LoadUnsafe(ref k, MinusAudible)),
            Vector128<float>.Zero, value);

    /// <summary>The value, and 0 where the state is nearer to 0 than <see cref="Silence"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> ZeroInSilence(Vector256<float> state, Vector256<float> value, ref float k) =>
        Vector256.ConditionalSelect(
            Vector256.LessThan(state, Vector256.Create(Unsafe.Add(ref k, Audible)))
                & Vector256.GreaterThan(state, Vector256.Create(Unsafe.Add(ref k, MinusAudible))),
            Vector256<float>.Zero, value);

    /// <summary>The value, and 0 where the state is nearer to 0 than <see cref="Silence"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ZeroInSilence(Vector512<float> state, Vector512<float> value, ref float k) =>
        Vector512.ConditionalSelect(
            Vector512.LessThan(state, Vector512.Create(Unsafe.Add(ref k, Audible)))
                & Vector512.GreaterThan(state, Vector512.Create(Unsafe.Add(ref k, MinusAudible))),
            Vector512<float>.Zero, value);

    /// <summary>1 + 2^x', the reciprocal of sigmoid x for x' = -log2(e) x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> OnePlusExp2(Vector128<float> x, ref float k)
    {
        if (Vector512.IsHardwareAccelerated && Avx512DQ.VL.IsSupported)
            return OnePlusExp2ByScaling(x, ref k);

        Vector128<float> clamped =
            Vector128.MinNative(Vector128.LoadUnsafe(ref k, Most), Vector128.MaxNative(Vector128.LoadUnsafe(ref k, Least), x));
        Vector128<float> shift = Vector128.LoadUnsafe(ref k, Shift);
        Vector128<float> shifted = clamped + shift;
        Vector128<float> f = clamped - (shifted - shift);
        Vector128<float> f2 = f * f;
        Vector128<float> one = Vector128.LoadUnsafe(ref k, One);
        Vector128<float> e01 = Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref k, E1), f, one);
        Vector128<float> e23 = Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref k, E3), f, Vector128.LoadUnsafe(ref k, E2));
        Vector128<float> e45 = Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref k, E5), f, Vector128.LoadUnsafe(ref k, E4));
        Vector128<float> e2345 = Vector128.MultiplyAddEstimate(e45, f2, e23);
        Vector128<float> exp = Vector128.MultiplyAddEstimate(e2345, f2, e01);

        // The rounded x' stands in the low bits of the shifted one, whose other bits leave on the left. A product, because a sum of bits
        // would turn NaNs into numbers.
        Vector128<float> power = ((shifted.AsInt32() << 23) + one.AsInt32()).AsSingle();
        return Vector128.MultiplyAddEstimate(exp, power, one);
    }

    /// <summary>
    /// The same bits, where the processor splits a number into its integer and the rest in one instruction, and adds an integer to an exponent in another. The
    /// lower limit is kept where nobody waits for it, in the integer, which is needed last: below, the sum is 1 for every rest.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> OnePlusExp2ByScaling(Vector128<float> x, ref float k)
    {
        Vector128<float> limited = Vector128.MinNative(Vector128.LoadUnsafe(ref k, Most), x);
        Vector128<float> f = Avx512DQ.VL.Reduce(limited, ToNearest);
        Vector128<float> whole = Vector128.MaxNative(Vector128.LoadUnsafe(ref k, Least), limited - f);
        Vector128<float> f2 = f * f;
        Vector128<float> one = Vector128.LoadUnsafe(ref k, One);
        Vector128<float> e01 = Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref k, E1), f, one);
        Vector128<float> e23 = Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref k, E3), f, Vector128.LoadUnsafe(ref k, E2));
        Vector128<float> e45 = Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref k, E5), f, Vector128.LoadUnsafe(ref k, E4));
        Vector128<float> e2345 = Vector128.MultiplyAddEstimate(e45, f2, e23);
        return one + Avx512F.VL.Scale(Vector128.MultiplyAddEstimate(e2345, f2, e01), whole);
    }

    /// <summary>1 + 2^x', the reciprocal of sigmoid x for x' = -log2(e) x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> OnePlusExp2(Vector256<float> x, ref float k)
    {
        if (Vector512.IsHardwareAccelerated && Avx512DQ.VL.IsSupported)
            return OnePlusExp2ByScaling(x, ref k);

        Vector256<float> clamped =
            Vector256.MinNative(Vector256.Create(Unsafe.Add(ref k, Most)), Vector256.MaxNative(Vector256.Create(Unsafe.Add(ref k, Least)), x));
        Vector256<float> shift = Vector256.Create(Unsafe.Add(ref k, Shift));
        Vector256<float> shifted = clamped + shift;
        Vector256<float> f = clamped - (shifted - shift);
        Vector256<float> f2 = f * f;
        Vector256<float> one = Vector256.Create(Unsafe.Add(ref k, One));
        Vector256<float> e01 = Vector256.MultiplyAddEstimate(Vector256.Create(Unsafe.Add(ref k, E1)), f, one);
        Vector256<float> e23 = Vector256.MultiplyAddEstimate(Vector256.Create(Unsafe.Add(ref k, E3)), f, Vector256.Create(Unsafe.Add(ref k, E2)));
        Vector256<float> e45 = Vector256.MultiplyAddEstimate(Vector256.Create(Unsafe.Add(ref k, E5)), f, Vector256.Create(Unsafe.Add(ref k, E4)));
        Vector256<float> e2345 = Vector256.MultiplyAddEstimate(e45, f2, e23);
        Vector256<float> exp = Vector256.MultiplyAddEstimate(e2345, f2, e01);

        // The rounded x' stands in the low bits of the shifted one, whose other bits leave on the left. A product, because a sum of bits
        // would turn NaNs into numbers.
        Vector256<float> power = ((shifted.AsInt32() << 23) + one.AsInt32()).AsSingle();
        return Vector256.MultiplyAddEstimate(exp, power, one);
    }

    /// <summary>
    /// The same bits, where the processor splits a number into its integer and the rest in one instruction, and adds an integer to an exponent in another. The
    /// lower limit is kept where nobody waits for it, in the integer, which is needed last: below, the sum is 1 for every rest.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> OnePlusExp2ByScaling(Vector256<float> x, ref float k)
    {
        Vector256<float> limited = Vector256.MinNative(Vector256.Create(Unsafe.Add(ref k, Most)), x);
        Vector256<float> f = Avx512DQ.VL.Reduce(limited, ToNearest);
        Vector256<float> whole = Vector256.MaxNative(Vector256.Create(Unsafe.Add(ref k, Least)), limited - f);
        Vector256<float> f2 = f * f;
        Vector256<float> one = Vector256.Create(Unsafe.Add(ref k, One));
        Vector256<float> e01 = Vector256.MultiplyAddEstimate(Vector256.Create(Unsafe.Add(ref k, E1)), f, one);
        Vector256<float> e23 = Vector256.MultiplyAddEstimate(Vector256.Create(Unsafe.Add(ref k, E3)), f, Vector256.Create(Unsafe.Add(ref k, E2)));
        Vector256<float> e45 = Vector256.MultiplyAddEstimate(Vector256.Create(Unsafe.Add(ref k, E5)), f, Vector256.Create(Unsafe.Add(ref k, E4)));
        Vector256<float> e2345 = Vector256.MultiplyAddEstimate(e45, f2, e23);
        return one + Avx512F.VL.Scale(Vector256.MultiplyAddEstimate(e2345, f2, e01), whole);
    }

    /// <summary>1 + 2^x', the reciprocal of sigmoid x for x' = -log2(e) x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> OnePlusExp2(Vector512<float> x, ref float k)
    {
        if (Vector512.IsHardwareAccelerated && Avx512DQ.VL.IsSupported)
            return OnePlusExp2ByScaling(x, ref k);

        Vector512<float> clamped =
            Vector512.MinNative(Vector512.Create(Unsafe.Add(ref k, Most)), Vector512.MaxNative(Vector512.Create(Unsafe.Add(ref k, Least)), x));
        Vector512<float> shift = Vector512.Create(Unsafe.Add(ref k, Shift));
        Vector512<float> shifted = clamped + shift;
        Vector512<float> f = clamped - (shifted - shift);
        Vector512<float> f2 = f * f;
        Vector512<float> one = Vector512.Create(Unsafe.Add(ref k, One));
        Vector512<float> e01 = Vector512.MultiplyAddEstimate(Vector512.Create(Unsafe.Add(ref k, E1)), f, one);
        Vector512<float> e23 = Vector512.MultiplyAddEstimate(Vector512.Create(Unsafe.Add(ref k, E3)), f, Vector512.Create(Unsafe.Add(ref k, E2)));
        Vector512<float> e45 = Vector512.MultiplyAddEstimate(Vector512.Create(Unsafe.Add(ref k, E5)), f, Vector512.Create(Unsafe.Add(ref k, E4)));
        Vector512<float> e2345 = Vector512.MultiplyAddEstimate(e45, f2, e23);
        Vector512<float> exp = Vector512.MultiplyAddEstimate(e2345, f2, e01);

        // The rounded x' stands in the low bits of the shifted one, whose other bits leave on the left. A product, because a sum of bits
        // would turn NaNs into numbers.
        Vector512<float> power = ((shifted.AsInt32() << 23) + one.AsInt32()).AsSingle();
        return Vector512.MultiplyAddEstimate(exp, power, one);
    }

    /// <summary>
    /// The same bits, where the processor splits a number into its integer and the rest in one instruction, and adds an integer to an exponent in another. The
    /// lower limit is kept where nobody waits for it, in the integer, which is needed last: below, the sum is 1 for every rest.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> OnePlusExp2ByScaling(Vector512<float> x, ref float k)
    {
        Vector512<float> limited = Vector512.MinNative(Vector512.Create(Unsafe.Add(ref k, Most)), x);
        Vector512<float> f = Avx512DQ.Reduce(limited, ToNearest);
        Vector512<float> whole = Vector512.MaxNative(Vector512.Create(Unsafe.Add(ref k, Least)), limited - f);
        Vector512<float> f2 = f * f;
        Vector512<float> one = Vector512.Create(Unsafe.Add(ref k, One));
        Vector512<float> e01 = Vector512.MultiplyAddEstimate(Vector512.Create(Unsafe.Add(ref k, E1)), f, one);
        Vector512<float> e23 = Vector512.MultiplyAddEstimate(Vector512.Create(Unsafe.Add(ref k, E3)), f, Vector512.Create(Unsafe.Add(ref k, E2)));
        Vector512<float> e45 = Vector512.MultiplyAddEstimate(Vector512.Create(Unsafe.Add(ref k, E5)), f, Vector512.Create(Unsafe.Add(ref k, E4)));
        Vector512<float> e2345 = Vector512.MultiplyAddEstimate(e45, f2, e23);
        return one + Avx512F.Scale(Vector512.MultiplyAddEstimate(e2345, f2, e01), whole);
    }

    /// <summary>1 + 2^x', the reciprocal of sigmoid x for x' = -log2(e) x, with constants in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> OnePlusExp2(Vector512<float> x, in CellConstants512 k)
    {
        ref float limits = ref Constants(0);
        if (!(Vector512.IsHardwareAccelerated && Avx512DQ.IsSupported))
            return OnePlusExp2(x, ref limits);

        Vector512<float> limited = Vector512.MinNative(Vector512.Create(Unsafe.Add(ref limits, Most)), x);
        Vector512<float> f = Avx512DQ.Reduce(limited, ToNearest);
        Vector512<float> whole = Vector512.MaxNative(Vector512.Create(Unsafe.Add(ref limits, Least)), limited - f);
        Vector512<float> f2 = f * f;
        Vector512<float> e01 = Vector512.MultiplyAddEstimate(k.Exp1, f, k.One);
        Vector512<float> e23 = Vector512.MultiplyAddEstimate(k.Exp3, f, k.Exp2);
        Vector512<float> e45 = Vector512.MultiplyAddEstimate(k.Exp5, f, k.Exp4);
        Vector512<float> e2345 = Vector512.MultiplyAddEstimate(e45, f2, e23);
        return k.One + Avx512F.Scale(Vector512.MultiplyAddEstimate(e2345, f2, e01), whole);
    }

    /// <summary>
    /// tanh x = p / q, 1 &lt;= q &lt; 231, by the approximation of <see cref="VectorMath.Tanh(Vector128{float})"/>; |x| is held at 7.9, where the quotient is
    /// within 3.4 * 2^-24 of 1.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TanhRatio(Vector128<float> x, out Vector128<float> p, out Vector128<float> q, ref float k)
    {
        x = Vector128.MinNative(Vector128.LoadUnsafe(ref k, Most), Vector128.MaxNative(Vector128.LoadUnsafe(ref k, Least), x));
        Vector128<float> t = Vector128.MultiplyAddEstimate(x, x, Vector128.LoadUnsafe(ref k, Floor));
        Vector128<float> t2 = t * t;
        Vector128<float> one = Vector128.LoadUnsafe(ref k, One);
        Vector128<float> p01 = Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref k, P1), t, one);
        Vector128<float> p23 = Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref k, P3), t, Vector128.LoadUnsafe(ref k, P2));
        Vector128<float> q01 = Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref k, Q1), t, one);
        Vector128<float> q23 = Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref k, Q3), t, Vector128.LoadUnsafe(ref k, Q2));
        Vector128<float> p234 = Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref k, P4), t2, p23);
        Vector128<float> q234 = Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref k, Q4), t2, q23);
        p = Vector128.MultiplyAddEstimate(p234, x * t2, x * p01);
        q = Vector128.MultiplyAddEstimate(q234, t2, q01);
    }

    /// <summary>
    /// tanh x = p / q, 1 &lt;= q &lt; 231, by the approximation of <see cref="VectorMath.Tanh(Vector256{float})"/>; |x| is held at 7.9, where the quotient is
    /// within 3.4 * 2^-24 of 1.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TanhRatio(Vector256<float> x, out Vector256<float> p, out Vector256<float> q, ref float k)
    {
        x = Vector256.MinNative(Vector256.Create(Unsafe.Add(ref k, Most)), Vector256.MaxNative(Vector256.Create(Unsafe.Add(ref k, Least)), x));
        Vector256<float> t = Vector256.MultiplyAddEstimate(x, x, Vector256.Create(Unsafe.Add(ref k, Floor)));
        Vector256<float> t2 = t * t;
        Vector256<float> one = Vector256.Create(Unsafe.Add(ref k, One));
        Vector256<float> p01 = Vector256.MultiplyAddEstimate(Vector256.Create(Unsafe.Add(ref k, P1)), t, one);
        Vector256<float> p23 = Vector256.MultiplyAddEstimate(Vector256.Create(Unsafe.Add(ref k, P3)), t, Vector256.Create(Unsafe.Add(ref k, P2)));
        Vector256<float> q01 = Vector256.MultiplyAddEstimate(Vector256.Create(Unsafe.Add(ref k, Q1)), t, one);
        Vector256<float> q23 = Vector256.MultiplyAddEstimate(Vector256.Create(Unsafe.Add(ref k, Q3)), t, Vector256.Create(Unsafe.Add(ref k, Q2)));
        Vector256<float> p234 = Vector256.MultiplyAddEstimate(Vector256.Create(Unsafe.Add(ref k, P4)), t2, p23);
        Vector256<float> q234 = Vector256.MultiplyAddEstimate(Vector256.Create(Unsafe.Add(ref k, Q4)), t2, q23);
        p = Vector256.MultiplyAddEstimate(p234, x * t2, x * p01);
        q = Vector256.MultiplyAddEstimate(q234, t2, q01);
    }

    /// <summary>
    /// tanh x = p / q, 1 &lt;= q &lt; 231, by the approximation of <see cref="VectorMath.Tanh(Vector512{float})"/>; |x| is held at 7.9, where the quotient is
    /// within 3.4 * 2^-24 of 1.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TanhRatio(Vector512<float> x, out Vector512<float> p, out Vector512<float> q, ref float k)
    {
        x = Vector512.MinNative(Vector512.Create(Unsafe.Add(ref k, Most)), Vector512.MaxNative(Vector512.Create(Unsafe.Add(ref k, Least)), x));
        Vector512<float> t = Vector512.MultiplyAddEstimate(x, x, Vector512.Create(Unsafe.Add(ref k, Floor)));
        Vector512<float> t2 = t * t;
        Vector512<float> one = Vector512.Create(Unsafe.Add(ref k, One));
        Vector512<float> p01 = Vector512.MultiplyAddEstimate(Vector512.Create(Unsafe.Add(ref k, P1)), t, one);
        Vector512<float> p23 = Vector512.MultiplyAddEstimate(Vector512.Create(Unsafe.Add(ref k, P3)), t, Vector512.Create(Unsafe.Add(ref k, P2)));
        Vector512<float> q01 = Vector512.MultiplyAddEstimate(Vector512.Create(Unsafe.Add(ref k, Q1)), t, one);
        Vector512<float> q23 = Vector512.MultiplyAddEstimate(Vector512.Create(Unsafe.Add(ref k, Q3)), t, Vector512.Create(Unsafe.Add(ref k, Q2)));
        Vector512<float> p234 = Vector512.MultiplyAddEstimate(Vector512.Create(Unsafe.Add(ref k, P4)), t2, p23);
        Vector512<float> q234 = Vector512.MultiplyAddEstimate(Vector512.Create(Unsafe.Add(ref k, Q4)), t2, q23);
        p = Vector512.MultiplyAddEstimate(p234, x * t2, x * p01);
        q = Vector512.MultiplyAddEstimate(q234, t2, q01);
    }

    /// <summary>tanh x = p / q, with constants in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TanhRatio(Vector512<float> x, out Vector512<float> p, out Vector512<float> q, in CellConstants512 k)
    {
        ref float limits = ref Constants(1);
        x = Vector512.MinNative(Vector512.Create(Unsafe.Add(ref limits, Most)), Vector512.MaxNative(Vector512.Create(Unsafe.Add(ref limits, Least)), x));
        Vector512<float> t = Vector512.MultiplyAddEstimate(x, x, k.TanhFloor);
        Vector512<float> t2 = t * t;
        Vector512<float> p01 = Vector512.MultiplyAddEstimate(k.TanhP1, t, k.One);
        Vector512<float> p23 = Vector512.MultiplyAddEstimate(k.TanhP3, t, k.TanhP2);
        Vector512<float> q01 = Vector512.MultiplyAddEstimate(k.TanhQ1, t, k.One);
        Vector512<float> q23 = Vector512.MultiplyAddEstimate(k.TanhQ3, t, k.TanhQ2);
        Vector512<float> p234 = Vector512.MultiplyAddEstimate(k.TanhP4, t2, p23);
        Vector512<float> q234 = Vector512.MultiplyAddEstimate(k.TanhQ4, t2, q23);
        p = Vector512.MultiplyAddEstimate(p234, x * t2, x * p01);
        q = Vector512.MultiplyAddEstimate(q234, t2, q01);
    }
}
