using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Updates;

/// <summary>
/// Adam with Nesterov's momentum: g = g + decay w, or, decoupled, w *= 1 - lr decay. m and v as in <see cref="AdamRule"/>; with mu_t = b1 (1 - 0.96^(t psi) /
/// 2) and P_t the product of mu_1 to mu_t, w -= lr ((1 - mu_t) / (1 - P_t) g + mu_(t+1) / (1 - P_t mu_(t+1)) m) / (sqrt(v / (1 - b2^t)) + eps).
/// </summary>
internal readonly struct NAdamRule : IUpdateRule<NAdamRule>
{
    private const double MomentumBase = 0.96;

    /// <summary>2^-60: 1 minus less is 1.</summary>
    private const double Nothing = 1.0 / (1L << 60);

    private readonly float _shrink;
    private readonly float _decay;
    private readonly float _beta1;
    private readonly float _rest1;
    private readonly float _beta2;
    private readonly float _rest2;
    private readonly float _rootCorrection;
    private readonly float _epsilon;
    private readonly float _minusOfGradient;
    private readonly float _minusOfMean;

    private NAdamRule(in OptimizerSettings settings, bool decoupled, long step, int multiplicity)
    {
        double mean = MomentumAt(settings, step);
        double next = MomentumAt(settings, step + 1);
        double product = ProductOf(settings, step);
        _shrink = decoupled ? (float)(1 - (settings.LearningRate * settings.WeightDecay)) : 1;
        _decay = decoupled ? 0 : (float)(settings.WeightDecay / multiplicity);
        _beta1 = (float)settings.Beta1;
        _rest1 = (float)(1 - settings.Beta1);
        _beta2 = (float)settings.Beta2;
        _rest2 = (float)(1 - settings.Beta2);
        _rootCorrection = (float)(1 / Math.Sqrt(1 - Math.Pow(settings.Beta2, step)));
        _epsilon = (float)settings.Epsilon;
        _minusOfGradient = (float)(-settings.LearningRate * multiplicity * (1 - mean) / (1 - product));
        _minusOfMean = (float)(-settings.LearningRate * multiplicity * next / (1 - (product * next)));
    }

    /// <inheritdoc/>
    public static int Moments => 2;

    /// <inheritdoc/>
    public static bool IsLinear => false;

    /// <inheritdoc/>
    public static NAdamRule Of(in OptimizerSettings settings, Optimizer optimizer, long step, int multiplicity) =>
        new(settings, optimizer == Optimizer.NAdamW, step, multiplicity);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Step<TFloats>(TFloats weight, TFloats gradient, ref TFloats first, ref TFloats second, ref TFloats third)
        where TFloats : struct, IFloats<TFloats>
    {
        TFloats g = TFloats.MultiplyAdd(_decay, weight, gradient);
        first = TFloats.MultiplyAdd(_beta1, first, g * _rest1).SubnormalToZero();
        second = TFloats.MultiplyAdd(_beta2, second, g * _rest2 * g).SubnormalToZero();
        TFloats root = TFloats.MultiplyAdd(_rootCorrection, second.Sqrt(), TFloats.Fill(_epsilon));
        TFloats ahead = TFloats.MultiplyAdd(_minusOfMean, first, g * _minusOfGradient);
        return (weight * _shrink) + (ahead / root);
    }

    private static double MomentumAt(in OptimizerSettings settings, long step) =>
        settings.Beta1 * (1 - (0.5 * Math.Pow(MomentumBase, step * settings.MomentumDecay)));

    /// <summary>
    /// mu_1 times mu_2 ... times mu_t, up to where it no longer changes 1 minus itself: with PyTorch's presets mu begins at 0.45, and that is after 53
    /// factors. It is made anew for each update, so that it follows from the number of updates alone and is no part of a checkpoint; PyTorch, which keeps it,
    /// keeps factors of a b1 that was changed since.
    /// </summary>
    private static double ProductOf(in OptimizerSettings settings, long step)
    {
        double ratio = Math.Pow(MomentumBase, settings.MomentumDecay);
        double power = 1;
        double product = 1;
        for (long i = 1; i <= step && product > Nothing; i++)
        {
            power *= ratio;
            product *= settings.Beta1 * (1 - (0.5 * power));
        }

        return product;
    }
}
