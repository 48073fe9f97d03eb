using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Updates;

/// <summary>g = g + decay w; v = a v + (1 - a) g^2; w -= lr g / (sqrt(v) + eps).</summary>
internal readonly struct RmsPropRule(in OptimizerSettings settings, int multiplicity) : IUpdateRule
{
    private readonly float _minusRate = (float)(-settings.LearningRate * multiplicity);
    private readonly float _decay = (float)(settings.WeightDecay / multiplicity);
    private readonly float _alpha = (float)settings.Alpha;
    private readonly float _rest = (float)(1 - settings.Alpha);
    private readonly float _epsilon = (float)settings.Epsilon;

    /// <inheritdoc/>
    public static int Moments => 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Step(Vector128<float> weight, Vector128<float> gradient, ref Vector128<float> first, ref Vector128<float> second)
    {
        Vector128<float> g = Vector128.MultiplyAddEstimate(Vector128.Create(_decay), weight, gradient);
        first = Subnormal.ToZero(Vector128.MultiplyAddEstimate(Vector128.Create(_alpha), first, Vector128.Create(_rest) * g * g));
        return Vector128.MultiplyAddEstimate(Vector128.Create(_minusRate), g / (Vector128.Sqrt(first) + Vector128.Create(_epsilon)), weight);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Step(Vector256<float> weight, Vector256<float> gradient, ref Vector256<float> first, ref Vector256<float> second)
    {
        Vector256<float> g = Vector256.MultiplyAddEstimate(Vector256.Create(_decay), weight, gradient);
        first = Subnormal.ToZero(Vector256.MultiplyAddEstimate(Vector256.Create(_alpha), first, Vector256.Create(_rest) * g * g));
        return Vector256.MultiplyAddEstimate(Vector256.Create(_minusRate), g / (Vector256.Sqrt(first) + Vector256.Create(_epsilon)), weight);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Step(Vector512<float> weight, Vector512<float> gradient, ref Vector512<float> first, ref Vector512<float> second)
    {
        Vector512<float> g = Vector512.MultiplyAddEstimate(Vector512.Create(_decay), weight, gradient);
        first = Subnormal.ToZero(Vector512.MultiplyAddEstimate(Vector512.Create(_alpha), first, Vector512.Create(_rest) * g * g));
        return Vector512.MultiplyAddEstimate(Vector512.Create(_minusRate), g / (Vector512.Sqrt(first) + Vector512.Create(_epsilon)), weight);
    }
}
