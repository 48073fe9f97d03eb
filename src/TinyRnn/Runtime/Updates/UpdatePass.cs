using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Updates;

/// <summary>A weight's step. It gives an element the same bits at every width (with or without fused multiply-add, they may differ).</summary>
internal interface IUpdateRule<TSelf>
    where TSelf : struct, IUpdateRule<TSelf>
{
    /// <summary>Moments that the rule has.</summary>
    static abstract int Moments { get; }

    /// <summary>
    /// Whether the step of a sum of two weights with equal gradients is that of one weight with twice the gradient; otherwise the rule itself knows how many
    /// there are.
    /// </summary>
    static abstract bool IsLinear { get; }

    /// <param name="settings">The optimizer's numbers.</param>
    /// <param name="optimizer">The optimizer, of those that the rule serves.</param>
    /// <param name="step">Updates of the weight, this one among them.</param>
    /// <param name="multiplicity">How many weights of equal gradients a weight is the sum of.</param>
    static abstract TSelf Of(in OptimizerSettings settings, Optimizer optimizer, long step, int multiplicity);

    /// <param name="weight">The weight.</param>
    /// <param name="gradient">Its gradient, scaled and clipped.</param>
    /// <param name="first">Its first moment.</param>
    /// <param name="second">Its second moment.</param>
    /// <param name="third">Its third moment.</param>
    /// <returns>The new weight.</returns>
    TFloats Step<TFloats>(TFloats weight, TFloats gradient, ref TFloats first, ref TFloats second, ref TFloats third)
        where TFloats : struct, IFloats<TFloats>;
}

/// <summary>One walk over a range of weights, in which everything is read once and written once. Ranges have a multiple of 4 floats.</summary>
internal static class UpdatePass
{
    /// <param name="rule">The step of a weight; a struct, so that each rule has a loop of its own.</param>
    /// <param name="places">Where the range begins.</param>
    /// <param name="length">Floats in the range.</param>
    /// <param name="factor">Scale and clipping of the gradients.</param>
    // Optimised at its first call: with tiers, the loop was some 20 times slower for up to a second (measured on one core), and a short
    // training is over by then.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run<TRule>(TRule rule, UpdatePlaces places, int length, GradientFactor factor)
        where TRule : struct, IUpdateRule<TRule>
    {
        ref float weights = ref places.Weights;
        ref float gradients = ref places.Gradients;
        ref float first = ref places.First;
        ref float second = ref places.Second;
        ref float third = ref places.Third;
        nint i = 0;
        if (Vector512.IsHardwareAccelerated)
            i = Run<TRule, Floats512>(rule, ref weights, ref gradients, ref first, ref second, ref third, i, length, factor);
        if (Vector256.IsHardwareAccelerated)
            i = Run<TRule, Floats256>(rule, ref weights, ref gradients, ref first, ref second, ref third, i, length, factor);
        Run<TRule, Floats128>(rule, ref weights, ref gradients, ref first, ref second, ref third, i, length, factor);
    }

    /// <summary>As many weights as fill vectors.</summary>
    /// <returns>The first weight that is left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Run<TRule, TFloats>(
        in TRule rule, ref float weights, ref float gradients, ref float first, ref float second, ref float third, nint i, nint end, GradientFactor factor)
        where TRule : struct, IUpdateRule<TRule>
        where TFloats : struct, IFloats<TFloats>
    {
        for (; i + TFloats.Count <= end; i += TFloats.Count)
        {
            TFloats m = TRule.Moments > 0 ? TFloats.Load(ref first, i) : default;
            TFloats v = TRule.Moments > 1 ? TFloats.Load(ref second, i) : default;
            TFloats u = TRule.Moments > 2 ? TFloats.Load(ref third, i) : default;
            TFloats g = factor.Apply(TFloats.Load(ref gradients, i));
            rule.Step(TFloats.Load(ref weights, i), g, ref m, ref v, ref u).Store(ref weights, i);
            if (TRule.Moments > 0)
                m.Store(ref first, i);
            if (TRule.Moments > 1)
                v.Store(ref second, i);
            if (TRule.Moments > 2)
                u.Store(ref third, i);
        }

        return i;
    }
}
