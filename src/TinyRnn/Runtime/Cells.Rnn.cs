using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TinyRnn.Runtime;

public static partial class Cells
{
    /// <summary>RNN: h_t = tanh(x), and 0 where |x| is below 2^-63, so that a state that decays ends at 0.</summary>
    /// <param name="x">The sum.</param>
    /// <returns>h_t.</returns>
    /// <remarks>The error is that of <see cref="VectorMath.Tanh(Vector128{float})"/>.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> RnnTanh(Vector128<float> x) => ZeroWhere(IsSilent(x, ref Constants(0)), VectorMath.Tanh(x));

    /// <summary>RNN: h_t = tanh(x), and 0 where |x| is below 2^-63, so that a state that decays ends at 0.</summary>
    /// <param name="x">The sum.</param>
    /// <returns>h_t.</returns>
    /// <remarks>The error is that of <see cref="VectorMath.Tanh(Vector256{float})"/>.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> RnnTanh(Vector256<float> x) => ZeroWhere(IsSilent(x, ref Constants(0)), VectorMath.Tanh(x));

    /// <summary>RNN: h_t = tanh(x), and 0 where |x| is below 2^-63, so that a state that decays ends at 0.</summary>
    /// <param name="x">The sum.</param>
    /// <returns>h_t.</returns>
    /// <remarks>The error is that of <see cref="VectorMath.Tanh(Vector512{float})"/>.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> RnnTanh(Vector512<float> x) => ZeroWhere(IsSilent(x, ref Constants(0)), VectorMath.Tanh(x));

    /// <summary>RNN: h_t = max(x, 0), and 0 where x is below 2^-63, so that a state that decays ends at 0; NaN stays.</summary>
    /// <param name="x">The sum.</param>
    /// <returns>h_t.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> RnnRelu(Vector128<float> x) => ZeroWhere(Vector128.LessThan(x, Vector128.LoadUnsafe(ref Constants(0), Audible)), x);

    /// <summary>RNN: h_t = max(x, 0), and 0 where x is below 2^-63, so that a state that decays ends at 0; NaN stays.</summary>
    /// <param name="x">The sum.</param>
    /// <returns>h_t.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> RnnRelu(Vector256<float> x) => ZeroWhere(Vector256.LessThan(x, Vector256.Create(Unsafe.Add(ref Constants(0), Audible))), x);

    /// <summary>RNN: h_t = max(x, 0), and 0 where x is below 2^-63, so that a state that decays ends at 0; NaN stays.</summary>
    /// <param name="x">The sum.</param>
    /// <returns>h_t.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> RnnRelu(Vector512<float> x) => ZeroWhere(Vector512.LessThan(x, Vector512.Create(Unsafe.Add(ref Constants(0), Audible))), x);
}
