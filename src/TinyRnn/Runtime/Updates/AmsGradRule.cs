using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Updates;

/// <summary>
/// <see cref="AdamRule"/> with the largest v so far below the fraction bar: u = max(u, v); w -= lr / (1 - b1^t) m / (sqrt(u) / sqrt(1 - b2^t) + eps).
/// </summary>
internal readonly struct AmsGradRule(in OptimizerSettings settings, bool decoupled, long step, int multiplicity) : IUpdateRule<AmsGradRule>
{
    private readonly AdamMeans _means = new(settings, decoupled, step, multiplicity);
    private readonly float _minusStep = AdamMeans.MinusStep(settings, step, multiplicity);

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
        _means.Add(weight, gradient, ref first, ref second);
        third = TFloats.Select(TFloats.LessThan(third, second), second, third);
        return TFloats.MultiplyAdd(_minusStep, first / _means.Root(third), _means.Shrunk(weight));
    }
}
