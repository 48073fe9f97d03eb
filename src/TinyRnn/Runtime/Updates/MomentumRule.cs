using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Updates;

/// <summary>g = g + decay w; b = mu b + g; w -= lr b. b begins as 0, so that in the first step b = g.</summary>
internal readonly struct MomentumRule(in OptimizerSettings settings) : IUpdateRule<MomentumRule>
{
    private readonly float _minusRate = (float)-settings.LearningRate;
    private readonly float _decay = (float)settings.WeightDecay;
    private readonly float _momentum = (float)settings.Momentum;

    /// <inheritdoc/>
    public static int Moments => 1;

    /// <inheritdoc/>
    public static bool IsLinear => true;

    /// <inheritdoc/>
    public static MomentumRule Of(in OptimizerSettings settings, Optimizer optimizer, long step, int multiplicity) => new(settings);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Step<TFloats>(TFloats weight, TFloats gradient, ref TFloats first, ref TFloats second, ref TFloats third)
        where TFloats : struct, IFloats<TFloats>
    {
        TFloats g = TFloats.MultiplyAdd(_decay, weight, gradient);
        first = TFloats.MultiplyAdd(_momentum, first, g).SubnormalToZero();
        return TFloats.MultiplyAdd(_minusRate, first, weight);
    }
}
