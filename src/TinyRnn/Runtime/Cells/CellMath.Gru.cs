using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TinyRnn.Runtime.Cells;

public static partial class CellMath
{
    /// <summary>First part of a GRU with reset after the product: the candidate before tanh, n + r * m.</summary>
    /// <param name="r">Reset gate, scaled.</param>
    /// <param name="n">The input's part of the candidate.</param>
    /// <param name="m">The hidden state's part of the candidate.</param>
    /// <returns>What <c>GruUpdate</c> reads.</returns>
    /// <remarks>r * m has the error of the reset, <c>GruReset</c>.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> GruCandidate(Vector128<float> r, Vector128<float> n, Vector128<float> m) => n + (m / OnePlusExp2(r, ref Constants(0)));

    /// <summary>r * h_{t-1}, which a GRU with reset before the product multiplies.</summary>
    /// <param name="r">Reset gate, scaled.</param>
    /// <param name="hidden">h_{t-1}.</param>
    /// <returns>r * h_{t-1}.</returns>
    /// <remarks>Error at most 5.5 ulp with fused multiply-add, 5.6 ulp without (largest found: 5.0 and 5.1).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> GruReset(Vector128<float> r, Vector128<float> hidden) => hidden / OnePlusExp2(r, ref Constants(0));

    /// <summary>Last part of a GRU: n_t = tanh(n), h_t = n_t + z * (h_{t-1} - n_t).</summary>
    /// <param name="z">Update gate, scaled.</param>
    /// <param name="n">Candidate before tanh.</param>
    /// <param name="hidden">h_{t-1}.</param>
    /// <returns>h_t.</returns>
    /// <remarks>
    /// With z = 1 / (1 + E) and n_t = p / q, h_t is (E p + h q) / (q (1 + E)): one division. Error at most 7.7 ulp of |n_t| + |h_{t-1}| with fused
    /// multiply-add, 9.5 ulp without (largest found: 7.4 and 8.2). An n or h_{t-1} below 2^-63 counts as 0, so that a state that decays ends there; neither
    /// comparison is on the path that the result waits for.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> GruUpdate(Vector128<float> z, Vector128<float> n, Vector128<float> hidden)
    {
        ref float sigmoid = ref Constants(2);
        Vector128<float> onePlusExp = OnePlusExp2(z, ref sigmoid);
        TanhRatio(n, out Vector128<float> p, out Vector128<float> q, ref Constants(3));
        hidden = ZeroInSilence(hidden, hidden, ref sigmoid);
        p = ZeroInSilence(n, p, ref sigmoid);
        Vector128<float> mixed = Vector128.MultiplyAddEstimate(p, onePlusExp - Vector128<float>.One, hidden * q);
        return mixed / (q * onePlusExp);
    }

    /// <summary>First part of a GRU with reset after the product: the candidate before tanh, n + r * m.</summary>
    /// <param name="r">Reset gate, scaled.</param>
    /// <param name="n">The input's part of the candidate.</param>
    /// <param name="m">The hidden state's part of the candidate.</param>
    /// <returns>What <c>GruUpdate</c> reads.</returns>
    /// <remarks>r * m has the error of the reset, <c>GruReset</c>.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> GruCandidate(Vector256<float> r, Vector256<float> n, Vector256<float> m) => n + (m / OnePlusExp2(r, ref Constants(0)));

    /// <summary>r * h_{t-1}, which a GRU with reset before the product multiplies.</summary>
    /// <param name="r">Reset gate, scaled.</param>
    /// <param name="hidden">h_{t-1}.</param>
    /// <returns>r * h_{t-1}.</returns>
    /// <remarks>Error at most 5.5 ulp with fused multiply-add, 5.6 ulp without (largest found: 5.0 and 5.1).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> GruReset(Vector256<float> r, Vector256<float> hidden) => hidden / OnePlusExp2(r, ref Constants(0));

    /// <summary>Last part of a GRU: n_t = tanh(n), h_t = n_t + z * (h_{t-1} - n_t).</summary>
    /// <param name="z">Update gate, scaled.</param>
    /// <param name="n">Candidate before tanh.</param>
    /// <param name="hidden">h_{t-1}.</param>
    /// <returns>h_t.</returns>
    /// <remarks>
    /// With z = 1 / (1 + E) and n_t = p / q, h_t is (E p + h q) / (q (1 + E)): one division. Error at most 7.7 ulp of |n_t| + |h_{t-1}| with fused
    /// multiply-add, 9.5 ulp without (largest found: 7.4 and 8.2). An n or h_{t-1} below 2^-63 counts as 0, so that a state that decays ends there; neither
    /// comparison is on the path that the result waits for.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> GruUpdate(Vector256<float> z, Vector256<float> n, Vector256<float> hidden)
    {
        ref float sigmoid = ref Constants(2);
        Vector256<float> onePlusExp = OnePlusExp2(z, ref sigmoid);
        TanhRatio(n, out Vector256<float> p, out Vector256<float> q, ref Constants(3));
        hidden = ZeroInSilence(hidden, hidden, ref sigmoid);
        p = ZeroInSilence(n, p, ref sigmoid);
        Vector256<float> mixed = Vector256.MultiplyAddEstimate(p, onePlusExp - Vector256<float>.One, hidden * q);
        return mixed / (q * onePlusExp);
    }

    /// <summary>First part of a GRU with reset after the product: the candidate before tanh, n + r * m.</summary>
    /// <param name="r">Reset gate, scaled.</param>
    /// <param name="n">The input's part of the candidate.</param>
    /// <param name="m">The hidden state's part of the candidate.</param>
    /// <returns>What <c>GruUpdate</c> reads.</returns>
    /// <remarks>r * m has the error of the reset, <c>GruReset</c>.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> GruCandidate(Vector512<float> r, Vector512<float> n, Vector512<float> m) => n + (m / OnePlusExp2(r, ref Constants(0)));

    /// <summary>First part of a GRU with reset after the product: the candidate before tanh, n + r * m.</summary>
    /// <param name="r">Reset gate, scaled.</param>
    /// <param name="n">The input's part of the candidate.</param>
    /// <param name="m">The hidden state's part of the candidate.</param>
    /// <param name="k">Constants that this cell shares with others.</param>
    /// <returns>What <c>GruUpdate</c> reads.</returns>
    /// <remarks>r * m has the error of the reset, <c>GruReset</c>.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> GruCandidate(Vector512<float> r, Vector512<float> n, Vector512<float> m, in CellConstants512 k) =>
        n + (m / OnePlusExp2(r, k));

    /// <summary>r * h_{t-1}, which a GRU with reset before the product multiplies.</summary>
    /// <param name="r">Reset gate, scaled.</param>
    /// <param name="hidden">h_{t-1}.</param>
    /// <returns>r * h_{t-1}.</returns>
    /// <remarks>Error at most 5.5 ulp with fused multiply-add, 5.6 ulp without (largest found: 5.0 and 5.1).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> GruReset(Vector512<float> r, Vector512<float> hidden) => hidden / OnePlusExp2(r, ref Constants(0));

    /// <summary>r * h_{t-1}, which a GRU with reset before the product multiplies.</summary>
    /// <param name="r">Reset gate, scaled.</param>
    /// <param name="hidden">h_{t-1}.</param>
    /// <param name="k">Constants that this cell shares with others.</param>
    /// <returns>r * h_{t-1}.</returns>
    /// <remarks>Error at most 5.5 ulp with fused multiply-add, 5.6 ulp without (largest found: 5.0 and 5.1).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> GruReset(Vector512<float> r, Vector512<float> hidden, in CellConstants512 k) =>
        hidden / OnePlusExp2(r, k);

    /// <summary>Last part of a GRU: n_t = tanh(n), h_t = n_t + z * (h_{t-1} - n_t).</summary>
    /// <param name="z">Update gate, scaled.</param>
    /// <param name="n">Candidate before tanh.</param>
    /// <param name="hidden">h_{t-1}.</param>
    /// <returns>h_t.</returns>
    /// <remarks>
    /// With z = 1 / (1 + E) and n_t = p / q, h_t is (E p + h q) / (q (1 + E)): one division. Error at most 7.7 ulp of |n_t| + |h_{t-1}| with fused
    /// multiply-add, 9.5 ulp without (largest found: 7.4 and 8.2). An n or h_{t-1} below 2^-63 counts as 0, so that a state that decays ends there; neither
    /// comparison is on the path that the result waits for.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> GruUpdate(Vector512<float> z, Vector512<float> n, Vector512<float> hidden)
    {
        ref float sigmoid = ref Constants(2);
        Vector512<float> onePlusExp = OnePlusExp2(z, ref sigmoid);
        TanhRatio(n, out Vector512<float> p, out Vector512<float> q, ref Constants(3));
        hidden = ZeroInSilence(hidden, hidden, ref sigmoid);
        p = ZeroInSilence(n, p, ref sigmoid);
        Vector512<float> mixed = Vector512.MultiplyAddEstimate(p, onePlusExp - Vector512<float>.One, hidden * q);
        return mixed / (q * onePlusExp);
    }

    /// <summary>Last part of a GRU: n_t = tanh(n), h_t = n_t + z * (h_{t-1} - n_t).</summary>
    /// <param name="z">Update gate, scaled.</param>
    /// <param name="n">Candidate before tanh.</param>
    /// <param name="hidden">h_{t-1}.</param>
    /// <param name="k">Constants that this cell shares with others.</param>
    /// <returns>h_t.</returns>
    /// <remarks>
    /// With z = 1 / (1 + E) and n_t = p / q, h_t is (E p + h q) / (q (1 + E)): one division. Error at most 7.7 ulp of |n_t| + |h_{t-1}| with fused
    /// multiply-add, 9.5 ulp without (largest found: 7.4 and 8.2). An n or h_{t-1} below 2^-63 counts as 0, so that a state that decays ends there; neither
    /// comparison is on the path that the result waits for.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> GruUpdate(Vector512<float> z, Vector512<float> n, Vector512<float> hidden, in CellConstants512 k)
    {
        ref float sigmoid = ref Constants(2);
        Vector512<float> onePlusExp = OnePlusExp2(z, k);
        TanhRatio(n, out Vector512<float> p, out Vector512<float> q, k);
        hidden = ZeroInSilence(hidden, hidden, ref sigmoid);
        p = ZeroInSilence(n, p, ref sigmoid);
        Vector512<float> mixed = Vector512.MultiplyAddEstimate(p, onePlusExp - Vector512<float>.One, hidden * q);
        return mixed / (q * onePlusExp);
    }
}
