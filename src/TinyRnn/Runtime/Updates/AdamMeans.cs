using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Updates;

/// <summary>
/// What the rules of Adam's kind share: g = g + decay w or, decoupled, w *= 1 - lr decay; m = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g^2; and what stands below
/// the fraction bar, sqrt(v) / sqrt(1 - b2^t) + eps. The factors are computed in double, as in PyTorch: 1 - b2^t is some 0.001 at first.
/// </summary>
internal readonly struct AdamMeans(in OptimizerSettings settings, bool decoupled, long step, int multiplicity)
{
    private readonly float _shrink = decoupled ? (float)(1 - (settings.LearningRate * settings.WeightDecay)) : 1;
    private readonly float _decay = decoupled ? 0 : (float)(settings.WeightDecay / multiplicity);
    private readonly float _beta1 = (float)settings.Beta1;
    private readonly float _rest1 = (float)(1 - settings.Beta1);
    private readonly float _beta2 = (float)settings.Beta2;
    private readonly float _rest2 = (float)(1 - settings.Beta2);
    private readonly float _rootCorrection = (float)(1 / Math.Sqrt(1 - Math.Pow(settings.Beta2, step)));
    private readonly float _epsilon = (float)settings.Epsilon;

    /// <summary>-lr / (1 - b1^t), the factor of m.</summary>
    public static float MinusStep(in OptimizerSettings settings, long step, int multiplicity) =>
        (float)(-settings.LearningRate * multiplicity / (1 - Math.Pow(settings.Beta1, step)));

    /// <summary>Adds a gradient to both means.</summary>
    /// <returns>The gradient with the decay that is not decoupled.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Add<TFloats>(TFloats weight, TFloats gradient, ref TFloats mean, ref TFloats squares)
        where TFloats : struct, IFloats<TFloats>
    {
        TFloats g = TFloats.MultiplyAdd(_decay, weight, gradient);
        mean = TFloats.MultiplyAdd(_beta1, mean, g * _rest1).SubnormalToZero();
        squares = TFloats.MultiplyAdd(_beta2, squares, g * _rest2 * g).SubnormalToZero();
        return g;
    }

    /// <summary>What stands below the fraction bar.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Root<TFloats>(TFloats squares)
        where TFloats : struct, IFloats<TFloats> => TFloats.MultiplyAdd(_rootCorrection, squares.Sqrt(), TFloats.Fill(_epsilon));

    /// <summary>The weight with the decay that is decoupled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Shrunk<TFloats>(TFloats weight)
        where TFloats : struct, IFloats<TFloats> => weight * _shrink;
}
