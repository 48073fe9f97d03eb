using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Updates;

/// <summary>g = g + decay w; v = a v + (1 - a) g^2; w -= lr g / (sqrt(v) + eps).</summary>
internal readonly struct RmsPropRule(in OptimizerSettings settings, int multiplicity) : IUpdateRule<RmsPropRule>
{
    private readonly float _minusRate = (float)(-settings.LearningRate * multiplicity);
    private readonly float _decay = (float)(settings.WeightDecay / multiplicity);
    private readonly float _alpha = (float)settings.Alpha;
    private readonly float _rest = (float)(1 - settings.Alpha);
    private readonly float _epsilon = (float)settings.Epsilon;

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
        TFloats g = TFloats.MultiplyAdd(_decay, weight, gradient);
        first = TFloats.MultiplyAdd(_alpha, first, g * _rest * g).SubnormalToZero();
        return TFloats.MultiplyAdd(_minusRate, g / (first.Sqrt() + TFloats.Fill(_epsilon)), weight);
    }
}
