using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Cells;

/// <summary>The formulas of <see cref="Reproducible"/>, once for all widths.</summary>
internal static class Unfused<TVector, TOperations>
    where TVector : struct
    where TOperations : struct, IVectorOperations<TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector LstmCell(TVector i, TVector f, TVector g, TVector cell)
    {
        TanhRatio(g, out TVector p, out TVector q);
        TVector kept = TOperations.Divide(cell, OnePlusExp2(f));
        return TOperations.Add(kept, TOperations.Divide(p, TOperations.Multiply(q, OnePlusExp2(i))));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector LstmHidden(TVector o, ref TVector cell)
    {
        TanhRatio(cell, out TVector p, out TVector q);
        p = Audible(cell, p);
        cell = Audible(cell, cell);
        return TOperations.Divide(p, TOperations.Multiply(q, OnePlusExp2(o)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector GruCandidate(TVector r, TVector n, TVector m) => TOperations.Add(n, TOperations.Divide(m, OnePlusExp2(r)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector GruReset(TVector r, TVector hidden) => TOperations.Divide(hidden, OnePlusExp2(r));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector GruUpdate(TVector z, TVector n, TVector hidden)
    {
        TVector onePlusExp = OnePlusExp2(z);
        TanhRatio(n, out TVector p, out TVector q);
        hidden = Audible(hidden, hidden);
        p = Audible(n, p);
        TVector mixed = MultiplyAdd(p, TOperations.Subtract(onePlusExp, TOperations.One), TOperations.Multiply(hidden, q));
        return TOperations.Divide(mixed, TOperations.Multiply(q, onePlusExp));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector RnnTanh(TVector x) => Audible(x, Tanh(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector RnnRelu(TVector x) => Audible(x, Relu(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh(TVector x)
    {
        TanhRatio(x, out TVector p, out TVector q);
        return TOperations.Divide(p, q);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Relu(TVector x) => TOperations.Relu(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sigmoid(TVector x)
    {
        // As VectorMath.Sigmoid: -x = n ln 2 - s, and e^-x = 2^n e^-s.
        TVector clamped = TOperations.Clamp(x, VectorMath.SigmoidLowest, VectorMath.SigmoidHighest);
        TVector shift = TOperations.Fill(VectorMath.RoundingShift);
        TVector shifted = MultiplyAdd(clamped, TOperations.Fill(-VectorMath.Log2E), shift);
        TVector n = TOperations.Subtract(shifted, shift);
        TVector s = MultiplyAdd(n, TOperations.Fill(VectorMath.Ln2High), clamped);
        s = MultiplyAdd(n, TOperations.Fill(VectorMath.Ln2Low), s);
        TVector s2 = TOperations.Multiply(s, s);
        TVector e23 = MultiplyAdd(TOperations.Fill(-VectorMath.Exp3), s, TOperations.Fill(VectorMath.Exp2));
        TVector e45 = MultiplyAdd(TOperations.Fill(-VectorMath.Exp5), s, TOperations.Fill(VectorMath.Exp4));
        TVector e0123 = MultiplyAdd(e23, s2, TOperations.Subtract(TOperations.One, s));
        TVector e456 = MultiplyAdd(TOperations.Fill(VectorMath.Exp6), s2, e45);
        TVector exp = MultiplyAdd(e456, TOperations.Multiply(s2, s2), e0123);
        return TOperations.Divide(TOperations.One, MultiplyAdd(exp, TOperations.PowerOfTwo(shifted), TOperations.One));
    }

    /// <summary>0 where the state is nearer to 0 than <see cref="CellMath.Silence"/>, otherwise the value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Audible(TVector state, TVector value) => TOperations.WhereBeyond(state, CellMath.Silence, value);

    /// <summary>1 + 2^x', the reciprocal of sigmoid x for x' = -log2(e) x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector OnePlusExp2(TVector x)
    {
        TVector clamped = TOperations.Clamp(x, -CellMath.ExponentRange, CellMath.ExponentRange);
        TVector shift = TOperations.Fill(VectorMath.RoundingShift);
        TVector shifted = TOperations.Add(clamped, shift);
        TVector f = TOperations.Subtract(clamped, TOperations.Subtract(shifted, shift));
        TVector f2 = TOperations.Multiply(f, f);
        TVector e01 = MultiplyAdd(TOperations.Fill(CellMath.Exp1), f, TOperations.One);
        TVector e23 = MultiplyAdd(TOperations.Fill(CellMath.Exp3), f, TOperations.Fill(CellMath.Exp2));
        TVector e45 = MultiplyAdd(TOperations.Fill(CellMath.Exp5), f, TOperations.Fill(CellMath.Exp4));
        TVector exp = MultiplyAdd(MultiplyAdd(e45, f2, e23), f2, e01);
        return MultiplyAdd(exp, TOperations.PowerOfTwo(shifted), TOperations.One);
    }

    /// <summary>tanh x = p / q; |x| is held at 7.9, where the quotient is within 3.4 * 2^-24 of 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TanhRatio(TVector x, out TVector p, out TVector q)
    {
        x = TOperations.Clamp(x, -VectorMath.TanhSaturation, VectorMath.TanhSaturation);
        TVector t = MultiplyAdd(x, x, TOperations.Fill(VectorMath.TanhFloor));
        TVector t2 = TOperations.Multiply(t, t);
        TVector p01 = MultiplyAdd(TOperations.Fill(VectorMath.TanhP1), t, TOperations.One);
        TVector p23 = MultiplyAdd(TOperations.Fill(VectorMath.TanhP3), t, TOperations.Fill(VectorMath.TanhP2));
        TVector q01 = MultiplyAdd(TOperations.Fill(VectorMath.TanhQ1), t, TOperations.One);
        TVector q23 = MultiplyAdd(TOperations.Fill(VectorMath.TanhQ3), t, TOperations.Fill(VectorMath.TanhQ2));
        TVector p234 = MultiplyAdd(TOperations.Fill(VectorMath.TanhP4), t2, p23);
        TVector q234 = MultiplyAdd(TOperations.Fill(VectorMath.TanhQ4), t2, q23);
        p = MultiplyAdd(p234, TOperations.Multiply(x, t2), TOperations.Multiply(x, p01));
        q = MultiplyAdd(q234, t2, q01);
    }

    /// <summary>a * b, rounded, + c, rounded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector MultiplyAdd(TVector a, TVector b, TVector c) => TOperations.Add(TOperations.Multiply(a, b), c);
}
