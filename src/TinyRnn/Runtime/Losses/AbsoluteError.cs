using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Losses;

/// <summary>|d| with d = y - t; derivative 1 or -1, 0 at 0, NaN for NaN.</summary>
internal readonly struct AbsoluteError : IElementLoss
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Of<TFloats>(TFloats output, TFloats target, out TFloats derivative)
        where TFloats : struct, IFloats<TFloats>
    {
        TFloats d = output - target;
        TFloats size = d.Abs();
        derivative = TFloats.Select(TFloats.LessThan(default, size), TFloats.One.CopySign(d), d);
        return size;
    }
}
