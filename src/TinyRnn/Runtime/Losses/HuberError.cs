using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Losses;

/// <summary>With d = y - t and c = min(delta, max(-delta, d)): c (d - c / 2), which is d^2 / 2 up to delta and delta (|d| - delta / 2) beyond; derivative c.</summary>
internal readonly struct HuberError(float delta) : IElementLoss
{
    private readonly float _delta = delta;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Of(Vector128<float> output, Vector128<float> target, out Vector128<float> derivative)
    {
        Vector128<float> d = output - target;
        derivative = VectorMath.Clamp(d, -_delta, _delta);
        return derivative * Vector128.MultiplyAddEstimate(Vector128.Create(-0.5f), derivative, d);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Of(Vector256<float> output, Vector256<float> target, out Vector256<float> derivative)
    {
        Vector256<float> d = output - target;
        derivative = VectorMath.Clamp(d, -_delta, _delta);
        return derivative * Vector256.MultiplyAddEstimate(Vector256.Create(-0.5f), derivative, d);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(Vector512<float> output, Vector512<float> target, out Vector512<float> derivative)
    {
        Vector512<float> d = output - target;
        derivative = VectorMath.Clamp(d, -_delta, _delta);
        return derivative * Vector512.MultiplyAddEstimate(Vector512.Create(-0.5f), derivative, d);
    }
}
