using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Losses;

/// <summary>
/// -t log s(x) - (1 - t) log(1 - s(x)) = max(x, 0) - x t + log(1 + e^-|x|), where no exponential overflows and no logarithm meets 0; derivative
/// s(x) - t with s(x) = (1 or e^x) / (1 + e^-|x|).
/// </summary>
internal readonly struct LogisticError : IElementLoss
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Of(Vector128<float> output, Vector128<float> target, out Vector128<float> derivative)
    {
        Vector128<float> e = VectorMath.Exp(-Vector128.Abs(output));
        Vector128<float> negative = Vector128.LessThan(output, Vector128<float>.Zero);
        derivative = (Vector128.ConditionalSelect(negative, e, Vector128<float>.One) / (Vector128<float>.One + e)) - target;
        Vector128<float> rest = Vector128.Max(output, Vector128<float>.Zero) - (output * target);
        return rest + UnitLogarithm.Of(e);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Of(Vector256<float> output, Vector256<float> target, out Vector256<float> derivative)
    {
        Vector256<float> e = VectorMath.Exp(-Vector256.Abs(output));
        Vector256<float> negative = Vector256.LessThan(output, Vector256<float>.Zero);
        derivative = (Vector256.ConditionalSelect(negative, e, Vector256<float>.One) / (Vector256<float>.One + e)) - target;
        Vector256<float> rest = Vector256.Max(output, Vector256<float>.Zero) - (output * target);
        return rest + UnitLogarithm.Of(e);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(Vector512<float> output, Vector512<float> target, out Vector512<float> derivative)
    {
        Vector512<float> e = VectorMath.Exp(-Vector512.Abs(output));
        Vector512<float> negative = Vector512.LessThan(output, Vector512<float>.Zero);
        derivative = (Vector512.ConditionalSelect(negative, e, Vector512<float>.One) / (Vector512<float>.One + e)) - target;
        Vector512<float> rest = Vector512.Max(output, Vector512<float>.Zero) - (output * target);
        return rest + UnitLogarithm.Of(e);
    }
}
