using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Updates;

/// <summary>
/// Adam: g = g + decay w; AdamW instead: w *= 1 - lr decay. Then m = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g^2;
/// w -= lr / (1 - b1^t) m / (sqrt(v) / sqrt(1 - b2^t) + eps). The factors are computed in double, as in PyTorch: 1 - b2^t is some 0.001 at first.
/// </summary>
internal readonly struct AdamRule(in OptimizerSettings settings, bool decoupled, long step, int multiplicity) : IUpdateRule
{
    private readonly float _shrink = decoupled ? (float)(1 - (settings.LearningRate * settings.WeightDecay)) : 1;
    private readonly float _decay = decoupled ? 0 : (float)(settings.WeightDecay / multiplicity);
    private readonly float _beta1 = (float)settings.Beta1;
    private readonly float _rest1 = (float)(1 - settings.Beta1);
    private readonly float _beta2 = (float)settings.Beta2;
    private readonly float _rest2 = (float)(1 - settings.Beta2);
    private readonly float _rootCorrection = (float)(1 / Math.Sqrt(1 - Math.Pow(settings.Beta2, step)));
    private readonly float _epsilon = (float)settings.Epsilon;
    private readonly float _minusStep = (float)(-settings.LearningRate * multiplicity / (1 - Math.Pow(settings.Beta1, step)));

    /// <inheritdoc/>
    public static int Moments => 2;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Step(Vector128<float> weight, Vector128<float> gradient, ref Vector128<float> first, ref Vector128<float> second)
    {
        Vector128<float> g = Vector128.MultiplyAddEstimate(Vector128.Create(_decay), weight, gradient);
        first = Subnormal.ToZero(Vector128.MultiplyAddEstimate(Vector128.Create(_beta1), first, Vector128.Create(_rest1) * g));
        second = Subnormal.ToZero(Vector128.MultiplyAddEstimate(Vector128.Create(_beta2), second, Vector128.Create(_rest2) * g * g));
        Vector128<float> root = Vector128.MultiplyAddEstimate(Vector128.Sqrt(second), Vector128.Create(_rootCorrection), Vector128.Create(_epsilon));
        return Vector128.MultiplyAddEstimate(Vector128.Create(_minusStep), first / root, Vector128.Create(_shrink) * weight);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Step(Vector256<float> weight, Vector256<float> gradient, ref Vector256<float> first, ref Vector256<float> second)
    {
        Vector256<float> g = Vector256.MultiplyAddEstimate(Vector256.Create(_decay), weight, gradient);
        first = Subnormal.ToZero(Vector256.MultiplyAddEstimate(Vector256.Create(_beta1), first, Vector256.Create(_rest1) * g));
        second = Subnormal.ToZero(Vector256.MultiplyAddEstimate(Vector256.Create(_beta2), second, Vector256.Create(_rest2) * g * g));
        Vector256<float> root = Vector256.MultiplyAddEstimate(Vector256.Sqrt(second), Vector256.Create(_rootCorrection), Vector256.Create(_epsilon));
        return Vector256.MultiplyAddEstimate(Vector256.Create(_minusStep), first / root, Vector256.Create(_shrink) * weight);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Step(Vector512<float> weight, Vector512<float> gradient, ref Vector512<float> first, ref Vector512<float> second)
    {
        Vector512<float> g = Vector512.MultiplyAddEstimate(Vector512.Create(_decay), weight, gradient);
        first = Subnormal.ToZero(Vector512.MultiplyAddEstimate(Vector512.Create(_beta1), first, Vector512.Create(_rest1) * g));
        second = Subnormal.ToZero(Vector512.MultiplyAddEstimate(Vector512.Create(_beta2), second, Vector512.Create(_rest2) * g * g));
        Vector512<float> root = Vector512.MultiplyAddEstimate(Vector512.Sqrt(second), Vector512.Create(_rootCorrection), Vector512.Create(_epsilon));
        return Vector512.MultiplyAddEstimate(Vector512.Create(_minusStep), first / root, Vector512.Create(_shrink) * weight);
    }
}
