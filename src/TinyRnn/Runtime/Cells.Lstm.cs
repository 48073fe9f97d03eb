using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TinyRnn.Runtime;

public static partial class Cells
{
    /// <summary>LSTM: c_t = f * c_{t-1} + i * g, h_t = o * tanh(c_t).</summary>
    /// <param name="i">Input gate, scaled.</param>
    /// <param name="f">Forget gate, scaled.</param>
    /// <param name="g">Candidate.</param>
    /// <param name="o">Output gate, scaled.</param>
    /// <param name="cell">c_{t-1}, then c_t.</param>
    /// <returns>h_t.</returns>
    /// <remarks>
    /// Error of c_t at most 11.7 ulp of |f c_{t-1}| + |i g| with fused multiply-add, 12.6 ulp without (largest found: 10.3 and 10.4); of h_t at most 11.2 and 12.1 ulp for the c_t that
    /// is returned (9.9 and 10.0). Where |c_t| is below 2^-63, both are 0: the comparison is done before the quotient's denominator is.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Lstm(Vector128<float> i, Vector128<float> f, Vector128<float> g, Vector128<float> o, ref Vector128<float> cell)
    {
        TanhRatio(g, out Vector128<float> p, out Vector128<float> q, ref Constants(1));
        cell = (cell / OnePlusExp2(f, ref Constants(0))) + (p / (q * OnePlusExp2(i, ref Constants(2))));
        TanhRatio(cell, out p, out q, ref Constants(3));
        Vector128<float> silent = IsSilent(cell, ref Constants(4));
        cell = ZeroWhere(silent, cell);
        return ZeroWhere(silent, p) / (q * OnePlusExp2(o, ref Constants(4)));
    }

    /// <summary>LSTM: c_t = f * c_{t-1} + i * g, h_t = o * tanh(c_t).</summary>
    /// <param name="i">Input gate, scaled.</param>
    /// <param name="f">Forget gate, scaled.</param>
    /// <param name="g">Candidate.</param>
    /// <param name="o">Output gate, scaled.</param>
    /// <param name="cell">c_{t-1}, then c_t.</param>
    /// <returns>h_t.</returns>
    /// <remarks>
    /// Error of c_t at most 11.7 ulp of |f c_{t-1}| + |i g| with fused multiply-add, 12.6 ulp without (largest found: 10.3 and 10.4); of h_t at most 11.2 and 12.1 ulp for the c_t that
    /// is returned (9.9 and 10.0). Where |c_t| is below 2^-63, both are 0: the comparison is done before the quotient's denominator is.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Lstm(Vector256<float> i, Vector256<float> f, Vector256<float> g, Vector256<float> o, ref Vector256<float> cell)
    {
        TanhRatio(g, out Vector256<float> p, out Vector256<float> q, ref Constants(1));
        cell = (cell / OnePlusExp2(f, ref Constants(0))) + (p / (q * OnePlusExp2(i, ref Constants(2))));
        TanhRatio(cell, out p, out q, ref Constants(3));
        Vector256<float> silent = IsSilent(cell, ref Constants(4));
        cell = ZeroWhere(silent, cell);
        return ZeroWhere(silent, p) / (q * OnePlusExp2(o, ref Constants(4)));
    }

    /// <summary>LSTM: c_t = f * c_{t-1} + i * g, h_t = o * tanh(c_t).</summary>
    /// <param name="i">Input gate, scaled.</param>
    /// <param name="f">Forget gate, scaled.</param>
    /// <param name="g">Candidate.</param>
    /// <param name="o">Output gate, scaled.</param>
    /// <param name="cell">c_{t-1}, then c_t.</param>
    /// <returns>h_t.</returns>
    /// <remarks>
    /// Error of c_t at most 11.7 ulp of |f c_{t-1}| + |i g| with fused multiply-add, 12.6 ulp without (largest found: 10.3 and 10.4); of h_t at most 11.2 and 12.1 ulp for the c_t that
    /// is returned (9.9 and 10.0). Where |c_t| is below 2^-63, both are 0: the comparison is done before the quotient's denominator is.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Lstm(Vector512<float> i, Vector512<float> f, Vector512<float> g, Vector512<float> o, ref Vector512<float> cell)
    {
        TanhRatio(g, out Vector512<float> p, out Vector512<float> q, ref Constants(1));
        cell = (cell / OnePlusExp2(f, ref Constants(0))) + (p / (q * OnePlusExp2(i, ref Constants(2))));
        TanhRatio(cell, out p, out q, ref Constants(3));
        Vector512<float> silent = IsSilent(cell, ref Constants(4));
        cell = ZeroWhere(silent, cell);
        return ZeroWhere(silent, p) / (q * OnePlusExp2(o, ref Constants(4)));
    }
}
