using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Updates;

/// <summary>
/// g = g + decay w; v = a v + (1 - a) g^2; q = a q + (1 - a) g; b = mu b + g / (sqrt(v - q^2) + eps); w -= lr b. A variance that rounding makes negative is
/// taken as 0, as in <see cref="CenteredRmsPropRule"/>.
/// </summary>
internal readonly struct CenteredRmsPropMomentumRule(in OptimizerSettings settings, int multiplicity) : IUpdateRule<CenteredRmsPropMomentumRule>
{
    private readonly float _minusRate = (float)(-settings.LearningRate * multiplicity);
    private readonly float _decay = (float)(settings.WeightDecay / multiplicity);
    private readonly float _alpha = (float)settings.Alpha;
    private readonly float _rest = (float)(1 - settings.Alpha);
    private readonly float _epsilon = (float)settings.Epsilon;
    private readonly float _momentum = (float)settings.Momentum;

    /// <inheritdoc/>
    public static int Moments => 3;

    /// <inheritdoc/>
    public static bool IsLinear => false;

    /// <inheritdoc/>
    public static CenteredRmsPropMomentumRule Of(in OptimizerSettings settings, Optimizer optimizer, long step, int multiplicity) =>
        new(settings, multiplicity);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Step<TFloats>(TFloats weight, TFloats gradient, ref TFloats first, ref TFloats second, ref TFloats third)
        where TFloats : struct, IFloats<TFloats>
    {
        TFloats g = TFloats.MultiplyAdd(_decay, weight, gradient);
        first = TFloats.MultiplyAdd(_alpha, first, g * _rest * g).SubnormalToZero();
        second = TFloats.MultiplyAdd(_alpha, second, g * _rest).SubnormalToZero();
        TFloats variance = TFloats.MultiplyAdd(-second, second, first).AtLeastZero();
        third = TFloats.MultiplyAdd(_momentum, third, g / (variance.Sqrt() + TFloats.Fill(_epsilon))).SubnormalToZero();
        return TFloats.MultiplyAdd(_minusRate, third, weight);
    }
}
