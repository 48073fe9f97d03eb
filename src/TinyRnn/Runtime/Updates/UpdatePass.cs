using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Updates;

/// <summary>A weight's step. It gives an element the same bits at every width (with or without fused multiply-add, they may differ).</summary>
internal interface IUpdateRule
{
    /// <summary>Moments that the rule has.</summary>
    static abstract int Moments { get; }

    /// <param name="weight">The weight.</param>
    /// <param name="gradient">Its gradient, scaled and clipped.</param>
    /// <param name="first">Its first moment.</param>
    /// <param name="second">Its second moment.</param>
    /// <returns>The new weight.</returns>
    TFloats Step<TFloats>(TFloats weight, TFloats gradient, ref TFloats first, ref TFloats second)
        where TFloats : struct, IFloats<TFloats>;
}

/// <summary>One walk over a range of weights, in which everything is read once and written once. Ranges have a multiple of 4 floats.</summary>
internal static class UpdatePass
{
    /// <param name="rule">The step of a weight; a struct, so that each rule has a loop of its own.</param>
    /// <param name="weights">First weight of the range.</param>
    /// <param name="gradients">First gradient.</param>
    /// <param name="first">First of the first moments; not followed if the rule has none.</param>
    /// <param name="second">First of the second moments; not followed if the rule has none.</param>
    /// <param name="length">Floats in the range.</param>
    /// <param name="factor">Scale and clipping of the gradients.</param>
    // Optimised at its first call: with tiers, the loop was some 20 times slower for up to a second (measured on one core), and a short
    // training is over by then.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run<TRule>(
        TRule rule, ref float weights, ref float gradients, ref float first, ref float second, int length, GradientFactor factor)
        where TRule : struct, IUpdateRule
    {
        nint i = 0;
        if (Vector512.IsHardwareAccelerated)
            i = Run<TRule, Floats512>(rule, ref weights, ref gradients, ref first, ref second, i, length, factor);
        if (Vector256.IsHardwareAccelerated)
            i = Run<TRule, Floats256>(rule, ref weights, ref gradients, ref first, ref second, i, length, factor);
        Run<TRule, Floats128>(rule, ref weights, ref gradients, ref first, ref second, i, length, factor);
    }

    /// <summary>As many weights as fill vectors.</summary>
    /// <returns>The first weight that is left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Run<TRule, TFloats>(
        in TRule rule, ref float weights, ref float gradients, ref float first, ref float second, nint i, nint end, GradientFactor factor)
        where TRule : struct, IUpdateRule
        where TFloats : struct, IFloats<TFloats>
    {
        for (; i + TFloats.Count <= end; i += TFloats.Count)
        {
            TFloats m = TRule.Moments > 0 ? TFloats.Load(ref first, i) : default;
            TFloats v = TRule.Moments > 1 ? TFloats.Load(ref second, i) : default;
            TFloats g = factor.Apply(TFloats.Load(ref gradients, i));
            rule.Step(TFloats.Load(ref weights, i), g, ref m, ref v).Store(ref weights, i);
            if (TRule.Moments > 0)
                m.Store(ref first, i);
            if (TRule.Moments > 1)
                v.Store(ref second, i);
        }

        return i;
    }
}
