using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TinyRnn.Runtime.Losses;

/// <summary>d^2 with d = y - t; derivative 2 d.</summary>
internal readonly struct SquaredError : IElementLoss
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Of(Vector128<float> output, Vector128<float> target, out Vector128<float> derivative)
    {
        Vector128<float> d = output - target;
        derivative = d + d;
        return d * d;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Of(Vector256<float> output, Vector256<float> target, out Vector256<float> derivative)
    {
        Vector256<float> d = output - target;
        derivative = d + d;
        return d * d;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(Vector512<float> output, Vector512<float> target, out Vector512<float> derivative)
    {
        Vector512<float> d = output - target;
        derivative = d + d;
        return d * d;
    }
}
