using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Updates;

/// <summary>
/// <see cref="AdamRule"/> with the largest v so far below the fraction bar: u = max(u, v); w -= lr / (1 - b1^t) m / (sqrt(u) / sqrt(1 - b2^t) + eps).
/// </summary>
internal readonly struct AmsGradRule(in OptimizerSettings settings, bool decoupled, long step, int multiplicity) : IUpdateRule<AmsGradRule>
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
    public static int Moments => 3;

    /// <inheritdoc/>
    public static bool IsLinear => false;

    /// <inheritdoc/>
    public static AmsGradRule Of(in OptimizerSettings settings, Optimizer optimizer, long step, int multiplicity) =>
        new(settings, optimizer == Optimizer.AmsGradW, step, multiplicity);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Step<TFloats>(TFloats weight, TFloats gradient, ref TFloats first, ref TFloats second, ref TFloats third)
        where TFloats : struct, IFloats<TFloats>
    {
        TFloats g = TFloats.MultiplyAdd(_decay, weight, gradient);
        first = TFloats.MultiplyAdd(_beta1, first, g * _rest1).SubnormalToZero();
        second = TFloats.MultiplyAdd(_beta2, second, g * _rest2 * g).SubnormalToZero();
        third = TFloats.Select(TFloats.LessThan(third, second), second, third);
        TFloats root = TFloats.MultiplyAdd(_rootCorrection, third.Sqrt(), TFloats.Fill(_epsilon));
        return TFloats.MultiplyAdd(_minusStep, first / root, weight * _shrink);
    }
}
