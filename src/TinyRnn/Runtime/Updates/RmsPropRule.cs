using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Updates;

/// <summary>g = g + decay w; v = a v + (1 - a) g^2; w -= lr g / (sqrt(v) + eps).</summary>
internal readonly struct RmsPropRule(in OptimizerSettings settings, int multiplicity) : IUpdateRule<RmsPropRule>
{
    private readonly RmsPropMeans _means = new(settings, multiplicity);

    /// <inheritdoc/>
    public static int Moments => 1;

    /// <inheritdoc/>
    public static bool IsLinear => false;

    /// <inheritdoc/>
    public static RmsPropRule Of(in OptimizerSettings settings, Optimizer optimizer, long step, int multiplicity) => new(settings, multiplicity);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Step<TFloats>(TFloats weight, TFloats gradient, ref TFloats first, ref TFloats second, ref TFloats third)
        where TFloats : struct, IFloats<TFloats>
    {
        return _means.Moved(weight, _means.Scaled(weight, gradient, ref first));
    }
}
