using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Updates;

/// <summary>
/// What the rules of RMSprop's kind share: g = g + decay w; v = a v + (1 - a) g^2; centred, q = a q + (1 - a) g as well; and g over the root of v, or of the
/// variance v - q^2. A variance that rounding makes negative is taken as 0 (PyTorch's root gives NaN there).
/// </summary>
internal readonly struct RmsPropMeans(in OptimizerSettings settings, int multiplicity)
{
    private readonly float _minusRate = (float)(-settings.LearningRate * multiplicity);
    private readonly float _decay = (float)(settings.WeightDecay / multiplicity);
    private readonly float _alpha = (float)settings.Alpha;
    private readonly float _rest = (float)(1 - settings.Alpha);
    private readonly float _epsilon = (float)settings.Epsilon;

    /// <summary>Adds a gradient to the mean of squares.</summary>
    /// <returns>g / (sqrt(v) + eps).</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Scaled<TFloats>(TFloats weight, TFloats gradient, ref TFloats squares)
        where TFloats : struct, IFloats<TFloats>
    {
        TFloats g = TFloats.MultiplyAdd(_decay, weight, gradient);
        squares = TFloats.MultiplyAdd(_alpha, squares, g * _rest * g).SubnormalToZero();
        return g / (squares.Sqrt() + TFloats.Fill(_epsilon));
    }

    /// <summary>Adds a gradient to the means of squares and of gradients.</summary>
    /// <returns>g / (sqrt(v - q^2) + eps).</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Centered<TFloats>(TFloats weight, TFloats gradient, ref TFloats squares, ref TFloats mean)
        where TFloats : struct, IFloats<TFloats>
    {
        TFloats g = TFloats.MultiplyAdd(_decay, weight, gradient);
        squares = TFloats.MultiplyAdd(_alpha, squares, g * _rest * g).SubnormalToZero();
        mean = TFloats.MultiplyAdd(_alpha, mean, g * _rest).SubnormalToZero();
        TFloats variance = TFloats.MultiplyAdd(-mean, mean, squares).AtLeastZero();
        return g / (variance.Sqrt() + TFloats.Fill(_epsilon));
    }

    /// <summary>The weight after a step of lr in a direction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Moved<TFloats>(TFloats weight, TFloats direction)
        where TFloats : struct, IFloats<TFloats> => TFloats.MultiplyAdd(_minusRate, direction, weight);
}
