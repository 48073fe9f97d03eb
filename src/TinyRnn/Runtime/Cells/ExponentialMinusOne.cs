using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Cells;

/// <summary>e^x - 1 without the cancellation near 0.</summary>
internal static class ExponentialMinusOne
{
    /// <summary>
    /// e^x - 1 for x &lt;= 0, by 2 t / (1 - t) with t = tanh(x / 2): the divisor lies between 1 and 2, so that the relative error is that of tanh and three
    /// roundings. Of a positive x it is that of 0; NaN gives NaN.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloats Below<TFloats, TArithmetic>(TFloats x)
        where TFloats : struct, IFloats<TFloats>
        where TArithmetic : struct, IArithmetic
    {
        TFloats t = TArithmetic.Tanh(x.Clamp(float.NegativeInfinity, 0f) * 0.5f);
        return (t + t) / (TFloats.One - t);
    }
}
