using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Updates;

/// <summary>
/// g = g + decay w; v = a v + (1 - a) g^2; q = a q + (1 - a) g; w -= lr g / (sqrt(v - q^2) + eps). v - q^2 is a variance; where rounding makes it
/// negative, it is taken as 0 (PyTorch's root gives NaN there).
/// </summary>
internal readonly struct CenteredRmsPropRule(in OptimizerSettings settings, int multiplicity) : IUpdateRule<CenteredRmsPropRule>
{
    private readonly RmsPropMeans _means = new(settings, multiplicity);

    /// <inheritdoc/>
    public static int Moments => 2;

    /// <inheritdoc/>
    public static bool IsLinear => false;

    /// <inheritdoc/>
    public static CenteredRmsPropRule Of(in OptimizerSettings settings, Optimizer optimizer, long step, int multiplicity) => new(settings, multiplicity);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Step<TFloats>(TFloats weight, TFloats gradient, ref TFloats first, ref TFloats second, ref TFloats third)
        where TFloats : struct, IFloats<TFloats>
    {
        return _means.Moved(weight, _means.Centered(weight, gradient, ref first, ref second));
    }
}
