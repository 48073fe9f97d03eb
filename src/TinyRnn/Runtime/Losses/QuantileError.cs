using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Losses;

/// <summary>
/// With d = y - t and the quantile q: (1 - q) d above the target, -q d below it (Koenker and Bassett 1978); derivative 1 - q or -q, 0 at 0, NaN for NaN.
/// </summary>
internal readonly struct QuantileError : INumberedLoss
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloats Of<TFloats>(TFloats output, TFloats target, TFloats number, out TFloats derivative)
        where TFloats : struct, IFloats<TFloats>
    {
        TFloats d = output - target;
        TFloats below = TFloats.Select(TFloats.LessThan(d, default), -number, d);
        derivative = TFloats.Select(TFloats.LessThan(default, d), TFloats.One - number, below);
        return derivative * d;
    }
}
