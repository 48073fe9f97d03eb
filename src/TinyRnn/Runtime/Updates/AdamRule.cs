using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Updates;

/// <summary>
/// Adam: g = g + decay w; AdamW instead: w *= 1 - lr decay. Then m = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g^2;
/// w -= lr / (1 - b1^t) m / (sqrt(v) / sqrt(1 - b2^t) + eps). The factors are computed in double, as in PyTorch: 1 - b2^t is some 0.001 at first.
/// </summary>
internal readonly struct AdamRule(in OptimizerSettings settings, bool decoupled, long step, int multiplicity) : IUpdateRule<AdamRule>
{
    private readonly AdamMeans _means = new(settings, decoupled, step, multiplicity);
    private readonly float _minusStep = AdamMeans.MinusStep(settings, step, multiplicity);

    /// <inheritdoc/>
    public static int Moments => 2;

    /// <inheritdoc/>
    public static bool IsLinear => false;

    /// <inheritdoc/>
    public static AdamRule Of(in OptimizerSettings settings, Optimizer optimizer, long step, int multiplicity) =>
        new(settings, optimizer == Optimizer.AdamW, step, multiplicity);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Step<TFloats>(TFloats weight, TFloats gradient, ref TFloats first, ref TFloats second, ref TFloats third)
        where TFloats : struct, IFloats<TFloats>
    {
        _means.Add(weight, gradient, ref first, ref second);
        return TFloats.MultiplyAdd(_minusStep, first / _means.Root(second), _means.Shrunk(weight));
    }
}
