using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Updates;

/// <summary>g = g + decay w; w -= lr g.</summary>
internal readonly struct SgdRule(in OptimizerSettings settings) : IUpdateRule
{
    private readonly float _minusRate = (float)-settings.LearningRate;
    private readonly float _decay = (float)settings.WeightDecay;

    /// <inheritdoc/>
    public static int Moments => 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Step<TFloats>(TFloats weight, TFloats gradient, ref TFloats first, ref TFloats second)
        where TFloats : struct, IFloats<TFloats>
    {
        TFloats g = TFloats.MultiplyAdd(_decay, weight, gradient);
        return TFloats.MultiplyAdd(_minusRate, g, weight);
    }
}
