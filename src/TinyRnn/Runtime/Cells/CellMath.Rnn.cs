using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Cells;

public static partial class CellMath
{
    /// <summary>RNN: h_t = tanh(x), and 0 where |x| is below 2^-63, so that a state that decays ends at 0.</summary>
    /// <param name="x">The sum.</param>
    /// <returns>h_t.</returns>
    /// <remarks>The error is that of <see cref="VectorMath.Tanh(Vector128{float})"/>; above |x| = 7.9, it is at most 3.4 * 2^-24.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> RnnTanh(Vector128<float> x)
    {
        TanhRatio(x, out Vector128<float> p, out Vector128<float> q, ref Constants(1));
        return ZeroInSilence(x, p, ref Constants(0)) / q;
    }

    /// <summary>RNN: h_t = tanh(x), and 0 where |x| is below 2^-63, so that a state that decays ends at 0.</summary>
    /// <param name="x">The sum.</param>
    /// <returns>h_t.</returns>
    /// <remarks>The error is that of <see cref="VectorMath.Tanh(Vector256{float})"/>; above |x| = 7.9, it is at most 3.4 * 2^-24.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> RnnTanh(Vector256<float> x)
    {
        TanhRatio(x, out Vector256<float> p, out Vector256<float> q, ref Constants(1));
        return ZeroInSilence(x, p, ref Constants(0)) / q;
    }

    /// <summary>RNN: h_t = tanh(x), and 0 where |x| is below 2^-63, so that a state that decays ends at 0.</summary>
    /// <param name="x">The sum.</param>
    /// <returns>h_t.</returns>
    /// <remarks>The error is that of <see cref="VectorMath.Tanh(Vector512{float})"/>; above |x| = 7.9, it is at most 3.4 * 2^-24.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> RnnTanh(Vector512<float> x)
    {
        TanhRatio(x, out Vector512<float> p, out Vector512<float> q, ref Constants(1));
        return ZeroInSilence(x, p, ref Constants(0)) / q;
    }

    /// <summary>RNN: h_t = tanh(x), and 0 where |x| is below 2^-63, so that a state that decays ends at 0.</summary>
    /// <param name="x">The sum.</param>
    /// <param name="k">Constants that this cell shares with others.</param>
    /// <returns>h_t.</returns>
    /// <remarks>The error is that of <see cref="VectorMath.Tanh(Vector512{float})"/>; above |x| = 7.9, it is at most 3.4 * 2^-24.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> RnnTanh(Vector512<float> x, in CellConstants512 k)
    {
        TanhRatio(x, out Vector512<float> p, out Vector512<float> q, k);
        return ZeroInSilence(x, p, ref Constants(0)) / q;
    }

    /// <summary>RNN: h_t = max(x, 0), and 0 where x is below 2^-63, so that a state that decays ends at 0; NaN stays.</summary>
    /// <param name="x">The sum.</param>
    /// <returns>h_t.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> RnnRelu(Vector128<float> x) =>
        Vector128.ConditionalSelect(Vector128.LessThan(x, Vector128.LoadUnsafe(ref Constants(0), Audible)), Vector128<float>.Zero, x);

    /// <summary>RNN: h_t = max(x, 0), and 0 where x is below 2^-63, so that a state that decays ends at 0; NaN stays.</summary>
    /// <param name="x">The sum.</param>
    /// <returns>h_t.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> RnnRelu(Vector256<float> x) =>
        Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256.Create(Unsafe.Add(ref Constants(0), Audible))), Vector256<float>.Zero, x);

    /// <summary>RNN: h_t = max(x, 0), and 0 where x is below 2^-63, so that a state that decays ends at 0; NaN stays.</summary>
    /// <param name="x">The sum.</param>
    /// <returns>h_t.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> RnnRelu(Vector512<float> x) =>
        Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(Unsafe.Add(ref Constants(0), Audible))), Vector512<float>.Zero, x);
}
