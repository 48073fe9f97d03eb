using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Losses;

/// <summary>
/// With d = y - t and c = min(delta, max(-delta, d)): c (d - c / 2), which is d^2 / 2 up to delta and delta (|d| - delta / 2) beyond; derivative c.
/// </summary>
internal readonly struct HuberError(float delta) : IElementLoss
{
    private readonly float _delta = delta;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Of<TFloats>(TFloats output, TFloats target, out TFloats derivative)
        where TFloats : struct, IFloats<TFloats>
    {
        TFloats d = output - target;
        derivative = d.Clamp(-_delta, _delta);
        return derivative * TFloats.MultiplyAdd(-0.5f, derivative, d);
    }
}
