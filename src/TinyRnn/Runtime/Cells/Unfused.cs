using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Cells;

/// <summary>The formulas of <see cref="Reproducible"/>, once for all widths.</summary>
internal static class Unfused<TFloats>
    where TFloats : struct, IFloats<TFloats>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloats LstmCell(TFloats i, TFloats f, TFloats g, TFloats cell)
    {
        TanhRatio(g, out TFloats p, out TFloats q);
        TFloats kept = cell / OnePlusExp2(f);
        return kept + (p / (q * OnePlusExp2(i)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloats LstmHidden(TFloats o, ref TFloats cell)
    {
        TanhRatio(cell, out TFloats p, out TFloats q);
        p = Audible(cell, p);
        cell = Audible(cell, cell);
        return p / (q * OnePlusExp2(o));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloats GruCandidate(TFloats r, TFloats n, TFloats m) => n + (m / OnePlusExp2(r));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloats GruReset(TFloats r, TFloats hidden) => hidden / OnePlusExp2(r);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloats GruUpdate(TFloats z, TFloats n, TFloats hidden)
    {
        TFloats onePlusExp = OnePlusExp2(z);
        TanhRatio(n, out TFloats p, out TFloats q);
        hidden = Audible(hidden, hidden);
        p = Audible(n, p);
        TFloats mixed = MultiplyAdd(p, onePlusExp - TFloats.One, hidden * q);
        return mixed / (q * onePlusExp);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloats RnnTanh(TFloats x) => Audible(x, Tanh(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloats RnnRelu(TFloats x) => Audible(x, Relu(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloats Tanh(TFloats x)
    {
        TanhRatio(x, out TFloats p, out TFloats q);
        return p / q;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloats Relu(TFloats x) => x.Relu();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloats Sigmoid(TFloats x)
    {
        // As VectorMath.Sigmoid: -x = n ln 2 - s, and e^-x = 2^n e^-s.
        TFloats clamped = x.Clamp(VectorMath.SigmoidLowest, VectorMath.SigmoidHighest);
        TFloats shift = TFloats.Fill(VectorMath.RoundingShift);
        TFloats shifted = MultiplyAdd(clamped, TFloats.Fill(-VectorMath.Log2E), shift);
        TFloats n = shifted - shift;
        TFloats s = MultiplyAdd(n, TFloats.Fill(VectorMath.Ln2High), clamped);
        s = MultiplyAdd(n, TFloats.Fill(VectorMath.Ln2Low), s);
        TFloats s2 = s * s;
        TFloats e23 = MultiplyAdd(TFloats.Fill(-VectorMath.Exp3), s, TFloats.Fill(VectorMath.Exp2));
        TFloats e45 = MultiplyAdd(TFloats.Fill(-VectorMath.Exp5), s, TFloats.Fill(VectorMath.Exp4));
        TFloats e0123 = MultiplyAdd(e23, s2, TFloats.One - s);
        TFloats e456 = MultiplyAdd(TFloats.Fill(VectorMath.Exp6), s2, e45);
        TFloats exp = MultiplyAdd(e456, s2 * s2, e0123);
        return TFloats.One / MultiplyAdd(exp, shifted.PowerOfTwo(), TFloats.One);
    }

    /// <summary>e^x for -87.3 &lt;= x &lt;= 0, where 2^n needs no second factor: the approximation of <see cref="VectorMath.Exp(float)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloats ExpBelow(TFloats x)
    {
        TFloats shift = TFloats.Fill(VectorMath.RoundingShift);
        TFloats shifted = MultiplyAdd(x, TFloats.Fill(VectorMath.Log2E), shift);
        TFloats n = shifted - shift;
        TFloats r = MultiplyAdd(n, TFloats.Fill(-VectorMath.Ln2High), x);
        r = MultiplyAdd(n, TFloats.Fill(-VectorMath.Ln2Low), r);
        TFloats r2 = r * r;
        TFloats e23 = MultiplyAdd(TFloats.Fill(VectorMath.Exp3), r, TFloats.Fill(VectorMath.Exp2));
        TFloats e45 = MultiplyAdd(TFloats.Fill(VectorMath.Exp5), r, TFloats.Fill(VectorMath.Exp4));
        TFloats e456 = MultiplyAdd(TFloats.Fill(VectorMath.Exp6), r2, e45);
        TFloats e23456 = MultiplyAdd(e456, r2, e23);
        return (TFloats.One + MultiplyAdd(e23456, r2, r)) * shifted.PowerOfTwo();
    }

    /// <summary>0 where the state is nearer to 0 than <see cref="CellMath.Silence"/>, otherwise the value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloats Audible(TFloats state, TFloats value) => value.WhereBeyond(state, CellMath.Silence);

    /// <summary>1 + 2^x', the reciprocal of sigmoid x for x' = -log2(e) x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloats OnePlusExp2(TFloats x)
    {
        TFloats clamped = x.Clamp(-CellMath.ExponentRange, CellMath.ExponentRange);
        TFloats shift = TFloats.Fill(VectorMath.RoundingShift);
        TFloats shifted = clamped + shift;
        TFloats f = clamped - (shifted - shift);
        TFloats f2 = f * f;
        TFloats e01 = MultiplyAdd(TFloats.Fill(CellMath.Exp1), f, TFloats.One);
        TFloats e23 = MultiplyAdd(TFloats.Fill(CellMath.Exp3), f, TFloats.Fill(CellMath.Exp2));
        TFloats e45 = MultiplyAdd(TFloats.Fill(CellMath.Exp5), f, TFloats.Fill(CellMath.Exp4));
        TFloats exp = MultiplyAdd(MultiplyAdd(e45, f2, e23), f2, e01);
        return MultiplyAdd(exp, shifted.PowerOfTwo(), TFloats.One);
    }

    /// <summary>tanh x = p / q; |x| is held at 7.9, where the quotient is within 3.4 * 2^-24 of 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TanhRatio(TFloats x, out TFloats p, out TFloats q)
    {
        x = x.Clamp(-VectorMath.TanhSaturation, VectorMath.TanhSaturation);
        TFloats t = MultiplyAdd(x, x, TFloats.Fill(VectorMath.TanhFloor));
        TFloats t2 = t * t;
        TFloats p01 = MultiplyAdd(TFloats.Fill(VectorMath.TanhP1), t, TFloats.One);
        TFloats p23 = MultiplyAdd(TFloats.Fill(VectorMath.TanhP3), t, TFloats.Fill(VectorMath.TanhP2));
        TFloats q01 = MultiplyAdd(TFloats.Fill(VectorMath.TanhQ1), t, TFloats.One);
        TFloats q23 = MultiplyAdd(TFloats.Fill(VectorMath.TanhQ3), t, TFloats.Fill(VectorMath.TanhQ2));
        TFloats p234 = MultiplyAdd(TFloats.Fill(VectorMath.TanhP4), t2, p23);
        TFloats q234 = MultiplyAdd(TFloats.Fill(VectorMath.TanhQ4), t2, q23);
        p = MultiplyAdd(p234, x * t2, x * p01);
        q = MultiplyAdd(q234, t2, q01);
    }

    /// <summary>a * b, rounded, + c, rounded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloats MultiplyAdd(TFloats a, TFloats b, TFloats c) => (a * b) + c;
}
