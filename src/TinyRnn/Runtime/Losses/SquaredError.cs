using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Losses;

/// <summary>d^2 with d = y - t; derivative 2 d.</summary>
internal readonly struct SquaredError : IElementLoss
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Of<TFloats>(TFloats output, TFloats target, out TFloats derivative)
        where TFloats : struct, IFloats<TFloats>
    {
        TFloats d = output - target;
        derivative = d + d;
        return d * d;
    }
}
