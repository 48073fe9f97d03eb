using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Updates;

/// <summary>g = g + decay w; b = mu b + g; w -= lr (g + mu b). b begins as 0, so that in the first step b = g.</summary>
internal readonly struct NesterovRule(in OptimizerSettings settings) : IUpdateRule
{
    private readonly float _minusRate = (float)-settings.LearningRate;
    private readonly float _decay = (float)settings.WeightDecay;
    private readonly float _momentum = (float)settings.Momentum;

    /// <inheritdoc/>
    public static int Moments => 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Step(Vector128<float> weight, Vector128<float> gradient, ref Vector128<float> first, ref Vector128<float> second)
    {
        Vector128<float> g = Vector128.MultiplyAddEstimate(Vector128.Create(_decay), weight, gradient);
        first = Subnormal.ToZero(Vector128.MultiplyAddEstimate(Vector128.Create(_momentum), first, g));
        Vector128<float> ahead = Vector128.MultiplyAddEstimate(Vector128.Create(_momentum), first, g);
        return Vector128.MultiplyAddEstimate(Vector128.Create(_minusRate), ahead, weight);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Step(Vector256<float> weight, Vector256<float> gradient, ref Vector256<float> first, ref Vector256<float> second)
    {
        Vector256<float> g = Vector256.MultiplyAddEstimate(Vector256.Create(_decay), weight, gradient);
        first = Subnormal.ToZero(Vector256.MultiplyAddEstimate(Vector256.Create(_momentum), first, g));
        Vector256<float> ahead = Vector256.MultiplyAddEstimate(Vector256.Create(_momentum), first, g);
        return Vector256.MultiplyAddEstimate(Vector256.Create(_minusRate), ahead, weight);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Step(Vector512<float> weight, Vector512<float> gradient, ref Vector512<float> first, ref Vector512<float> second)
    {
        Vector512<float> g = Vector512.MultiplyAddEstimate(Vector512.Create(_decay), weight, gradient);
        first = Subnormal.ToZero(Vector512.MultiplyAddEstimate(Vector512.Create(_momentum), first, g));
        Vector512<float> ahead = Vector512.MultiplyAddEstimate(Vector512.Create(_momentum), first, g);
        return Vector512.MultiplyAddEstimate(Vector512.Create(_minusRate), ahead, weight);
    }
}
