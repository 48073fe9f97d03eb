using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Updates;

/// <summary>g = g + decay w; v = a v + (1 - a) g^2; b = mu b + g / (sqrt(v) + eps); w -= lr b.</summary>
internal readonly struct RmsPropMomentumRule(in OptimizerSettings settings, int multiplicity) : IUpdateRule<RmsPropMomentumRule>
{
    private readonly float _minusRate = (float)(-settings.LearningRate * multiplicity);
    private readonly float _decay = (float)(settings.WeightDecay / multiplicity);
    private readonly float _alpha = (float)settings.Alpha;
    private readonly float _rest = (float)(1 - settings.Alpha);
    private readonly float _epsilon = (float)settings.Epsilon;
    private readonly float _momentum = (float)settings.Momentum;

    /// <inheritdoc/>
    public static int Moments => 2;

    /// <inheritdoc/>
    public static bool IsLinear => false;

    /// <inheritdoc/>
    public static RmsPropMomentumRule Of(in OptimizerSettings settings, Optimizer optimizer, long step, int multiplicity) => new(settings, multiplicity);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Step<TFloats>(TFloats weight, TFloats gradient, ref TFloats first, ref TFloats second, ref TFloats third)
        where TFloats : struct, IFloats<TFloats>
    {
        TFloats g = TFloats.MultiplyAdd(_decay, weight, gradient);
        first = TFloats.MultiplyAdd(_alpha, first, g * _rest * g).SubnormalToZero();
        second = TFloats.MultiplyAdd(_momentum, second, g / (first.Sqrt() + TFloats.Fill(_epsilon))).SubnormalToZero();
        return TFloats.MultiplyAdd(_minusRate, second, weight);
    }
}
