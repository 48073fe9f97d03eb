using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Updates;

/// <summary>
/// g = g + decay w; v = a v + (1 - a) g^2; q = a q + (1 - a) g; b = mu b + g / (sqrt(v - q^2) + eps); w -= lr b. A variance that rounding makes negative is
/// taken as 0, as in <see cref="CenteredRmsPropRule"/>.
/// </summary>
internal readonly struct CenteredRmsPropMomentumRule(in OptimizerSettings settings, int multiplicity) : IUpdateRule<CenteredRmsPropMomentumRule>
{
    private readonly RmsPropMeans _means = new(settings, multiplicity);
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
        third = TFloats.MultiplyAdd(_momentum, third, _means.Centered(weight, gradient, ref first, ref second)).SubnormalToZero();
        return _means.Moved(weight, third);
    }
}
