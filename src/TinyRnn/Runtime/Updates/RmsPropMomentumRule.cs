using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Updates;

/// <summary>g = g + decay w; v = a v + (1 - a) g^2; b = mu b + g / (sqrt(v) + eps); w -= lr b.</summary>
internal readonly struct RmsPropMomentumRule(in OptimizerSettings settings, int multiplicity) : IUpdateRule<RmsPropMomentumRule>
{
    private readonly RmsPropMeans _means = new(settings, multiplicity);
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
        second = TFloats.MultiplyAdd(_momentum, second, _means.Scaled(weight, gradient, ref first)).SubnormalToZero();
        return _means.Moved(weight, second);
    }
}
