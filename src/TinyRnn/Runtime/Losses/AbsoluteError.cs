using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TinyRnn.Runtime.Losses;

/// <summary>|d| with d = y - t; derivative 1 or -1, 0 at 0, NaN for NaN.</summary>
internal readonly struct AbsoluteError : IElementLoss
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Of(Vector128<float> output, Vector128<float> target, out Vector128<float> derivative)
    {
        Vector128<float> d = output - target;
        Vector128<float> size = Vector128.Abs(d);
        Vector128<float> apart = Vector128.GreaterThan(size, Vector128<float>.Zero);
        derivative = Vector128.ConditionalSelect(apart, Vector128.CopySign(Vector128<float>.One, d), d);
        return size;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Of(Vector256<float> output, Vector256<float> target, out Vector256<float> derivative)
    {
        Vector256<float> d = output - target;
        Vector256<float> size = Vector256.Abs(d);
        Vector256<float> apart = Vector256.GreaterThan(size, Vector256<float>.Zero);
        derivative = Vector256.ConditionalSelect(apart, Vector256.CopySign(Vector256<float>.One, d), d);
        return size;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(Vector512<float> output, Vector512<float> target, out Vector512<float> derivative)
    {
        Vector512<float> d = output - target;
        Vector512<float> size = Vector512.Abs(d);
        Vector512<float> apart = Vector512.GreaterThan(size, Vector512<float>.Zero);
        derivative = Vector512.ConditionalSelect(apart, Vector512.CopySign(Vector512<float>.One, d), d);
        return size;
    }
}
