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

    private readonly AdamMeans _means;
    private readonly float _minusOfGradient;
    private readonly float _minusOfMean;

    private NAdamRule(in OptimizerSettings settings, bool decoupled, long step, int multiplicity)
    {
        double mean = MomentumAt(settings, step);
        double next = MomentumAt(settings, step + 1);
        double product = ProductOf(settings, step);
        _means = new(settings, decoupled, step, multiplicity);
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
        TFloats g = _means.Add(weight, gradient, ref first, ref second);
        TFloats ahead = TFloats.MultiplyAdd(_minusOfMean, first, g * _minusOfGradient);
        return _means.Shrunk(weight) + (ahead / _means.Root(second));
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
