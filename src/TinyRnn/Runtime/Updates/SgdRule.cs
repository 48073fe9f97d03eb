using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Updates;

/// <summary>g = g + decay w; w -= lr g.</summary>
internal readonly struct SgdRule(in OptimizerSettings settings) : IUpdateRule<SgdRule>
{
    private readonly float _minusRate = (float)-settings.LearningRate;
    private readonly float _decay = (float)settings.WeightDecay;

    /// <inheritdoc/>
    public static int Moments => 0;

    /// <inheritdoc/>
    public static bool IsLinear => true;

    /// <inheritdoc/>
    public static SgdRule Of(in OptimizerSettings settings, Optimizer optimizer, long step, int multiplicity) => new(settings);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Step<TFloats>(TFloats weight, TFloats gradient, ref TFloats first, ref TFloats second, ref TFloats third)
        where TFloats : struct, IFloats<TFloats>
    {
        TFloats g = TFloats.MultiplyAdd(_decay, weight, gradient);
        return TFloats.MultiplyAdd(_minusRate, g, weight);
    }
}
