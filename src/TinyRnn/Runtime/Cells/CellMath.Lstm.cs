using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TinyRnn.Runtime.Cells;

public static partial class CellMath
{
    /// <summary>First part of an LSTM: c_t = f * c_{t-1} + i * g, before what is below 2^-63 becomes 0.</summary>
    /// <param name="i">Input gate, scaled.</param>
    /// <param name="f">Forget gate, scaled.</param>
    /// <param name="g">Candidate.</param>
    /// <param name="cell">c_{t-1}.</param>
    /// <returns>c_t.</returns>
    /// <remarks>
    /// Error at most 11.7 ulp of |f c_{t-1}| + |i g| with fused multiply-add, 12.6 ulp without (largest found: 10.3 and 10.4).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LstmCell(Vector128<float> i, Vector128<float> f, Vector128<float> g, Vector128<float> cell)
    {
        Vector128<float> onePlusExp = OnePlusExp2(i, ref Constants(2));
        TanhRatio(g, out Vector128<float> p, out Vector128<float> q, ref Constants(1));
        Vector128<float> written = p / (q * onePlusExp);
        return (cell / OnePlusExp2(f, ref Constants(0))) + written;
    }

    /// <summary>Second part of an LSTM: h_t = o * tanh(c_t).</summary>
    /// <param name="o">Output gate, scaled.</param>
    /// <param name="cell">c_t; where it is below 2^-63, it becomes 0.</param>
    /// <returns>h_t.</returns>
    /// <remarks>
    /// Error at most 11.2 ulp with fused multiply-add, 12.1 ulp without, for the c_t that is returned (largest found: 9.9 and 10.0). Where |c_t| is below
    /// 2^-63, both are 0: the comparison is done before the quotient's denominator is.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LstmHidden(Vector128<float> o, ref Vector128<float> cell)
    {
        ref float sigmoid = ref Constants(4);
        Vector128<float> onePlusExp = OnePlusExp2(o, ref sigmoid);
        TanhRatio(cell, out Vector128<float> p, out Vector128<float> q, ref Constants(3));
        p = ZeroInSilence(cell, p, ref sigmoid);
        cell = ZeroInSilence(cell, cell, ref sigmoid);
        return p / (q * onePlusExp);
    }

    /// <summary>First part of an LSTM: c_t = f * c_{t-1} + i * g, before what is below 2^-63 becomes 0.</summary>
    /// <param name="i">Input gate, scaled.</param>
    /// <param name="f">Forget gate, scaled.</param>
    /// <param name="g">Candidate.</param>
    /// <param name="cell">c_{t-1}.</param>
    /// <returns>c_t.</returns>
    /// <remarks>
    /// Error at most 11.7 ulp of |f c_{t-1}| + |i g| with fused multiply-add, 12.6 ulp without (largest found: 10.3 and 10.4).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LstmCell(Vector256<float> i, Vector256<float> f, Vector256<float> g, Vector256<float> cell)
    {
        Vector256<float> onePlusExp = OnePlusExp2(i, ref Constants(2));
        TanhRatio(g, out Vector256<float> p, out Vector256<float> q, ref Constants(1));
        Vector256<float> written = p / (q * onePlusExp);
        return (cell / OnePlusExp2(f, ref Constants(0))) + written;
    }

    /// <summary>Second part of an LSTM: h_t = o * tanh(c_t).</summary>
    /// <param name="o">Output gate, scaled.</param>
    /// <param name="cell">c_t; where it is below 2^-63, it becomes 0.</param>
    /// <returns>h_t.</returns>
    /// <remarks>
    /// Error at most 11.2 ulp with fused multiply-add, 12.1 ulp without, for the c_t that is returned (largest found: 9.9 and 10.0). Where |c_t| is below
    /// 2^-63, both are 0: the comparison is done before the quotient's denominator is.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LstmHidden(Vector256<float> o, ref Vector256<float> cell)
    {
        ref float sigmoid = ref Constants(4);
        Vector256<float> onePlusExp = OnePlusExp2(o, ref sigmoid);
        TanhRatio(cell, out Vector256<float> p, out Vector256<float> q, ref Constants(3));
        p = ZeroInSilence(cell, p, ref sigmoid);
        cell = ZeroInSilence(cell, cell, ref sigmoid);
        return p / (q * onePlusExp);
    }

    /// <summary>First part of an LSTM: c_t = f * c_{t-1} + i * g, before what is below 2^-63 becomes 0.</summary>
    /// <param name="i">Input gate, scaled.</param>
    /// <param name="f">Forget gate, scaled.</param>
    /// <param name="g">Candidate.</param>
    /// <param name="cell">c_{t-1}.</param>
    /// <returns>c_t.</returns>
    /// <remarks>
    /// Error at most 11.7 ulp of |f c_{t-1}| + |i g| with fused multiply-add, 12.6 ulp without (largest found: 10.3 and 10.4).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LstmCell(Vector512<float> i, Vector512<float> f, Vector512<float> g, Vector512<float> cell)
    {
        Vector512<float> onePlusExp = OnePlusExp2(i, ref Constants(2));
        TanhRatio(g, out Vector512<float> p, out Vector512<float> q, ref Constants(1));
        Vector512<float> written = p / (q * onePlusExp);
        return (cell / OnePlusExp2(f, ref Constants(0))) + written;
    }

    /// <summary>First part of an LSTM: c_t = f * c_{t-1} + i * g, before what is below 2^-63 becomes 0.</summary>
    /// <param name="i">Input gate, scaled.</param>
    /// <param name="f">Forget gate, scaled.</param>
    /// <param name="g">Candidate.</param>
    /// <param name="cell">c_{t-1}.</param>
    /// <param name="k">Constants that this cell shares with others.</param>
    /// <returns>c_t.</returns>
    /// <remarks>
    /// Error at most 11.7 ulp of |f c_{t-1}| + |i g| with fused multiply-add, 12.6 ulp without (largest found: 10.3 and 10.4).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LstmCell(Vector512<float> i, Vector512<float> f, Vector512<float> g, Vector512<float> cell, in CellConstants512 k)
    {
        Vector512<float> onePlusExp = OnePlusExp2(i, k);
        TanhRatio(g, out Vector512<float> p, out Vector512<float> q, k);
        Vector512<float> written = p / (q * onePlusExp);
        return (cell / OnePlusExp2(f, k)) + written;
    }

    /// <summary>Second part of an LSTM: h_t = o * tanh(c_t).</summary>
    /// <param name="o">Output gate, scaled.</param>
    /// <param name="cell">c_t; where it is below 2^-63, it becomes 0.</param>
    /// <returns>h_t.</returns>
    /// <remarks>
    /// Error at most 11.2 ulp with fused multiply-add, 12.1 ulp without, for the c_t that is returned (largest found: 9.9 and 10.0). Where |c_t| is below
    /// 2^-63, both are 0: the comparison is done before the quotient's denominator is.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LstmHidden(Vector512<float> o, ref Vector512<float> cell)
    {
        ref float sigmoid = ref Constants(4);
        Vector512<float> onePlusExp = OnePlusExp2(o, ref sigmoid);
        TanhRatio(cell, out Vector512<float> p, out Vector512<float> q, ref Constants(3));
        p = ZeroInSilence(cell, p, ref sigmoid);
        cell = ZeroInSilence(cell, cell, ref sigmoid);
        return p / (q * onePlusExp);
    }

    /// <summary>Second part of an LSTM: h_t = o * tanh(c_t).</summary>
    /// <param name="o">Output gate, scaled.</param>
    /// <param name="cell">c_t; where it is below 2^-63, it becomes 0.</param>
    /// <param name="k">Constants that this cell shares with others.</param>
    /// <returns>h_t.</returns>
    /// <remarks>
    /// Error at most 11.2 ulp with fused multiply-add, 12.1 ulp without, for the c_t that is returned (largest found: 9.9 and 10.0). Where |c_t| is below
    /// 2^-63, both are 0: the comparison is done before the quotient's denominator is.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LstmHidden(Vector512<float> o, ref Vector512<float> cell, in CellConstants512 k)
    {
        ref float sigmoid = ref Constants(4);
        Vector512<float> onePlusExp = OnePlusExp2(o, k);
        TanhRatio(cell, out Vector512<float> p, out Vector512<float> q, k);
        p = ZeroInSilence(cell, p, ref sigmoid);
        cell = ZeroInSilence(cell, cell, ref sigmoid);
        return p / (q * onePlusExp);
    }
}
