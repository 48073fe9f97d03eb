using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
    Vector128<float> Step(Vector128<float> weight, Vector128<float> gradient, ref Vector128<float> first, ref Vector128<float> second);

    /// <inheritdoc cref="Step(Vector128{float}, Vector128{float}, ref Vector128{float}, ref Vector128{float})"/>
    Vector256<float> Step(Vector256<float> weight, Vector256<float> gradient, ref Vector256<float> first, ref Vector256<float> second);

    /// <inheritdoc cref="Step(Vector128{float}, Vector128{float}, ref Vector128{float}, ref Vector128{float})"/>
    Vector512<float> Step(Vector512<float> weight, Vector512<float> gradient, ref Vector512<float> first, ref Vector512<float> second);
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
    // Optimised at its first call: with tiers, the loop was some 20 times slower for up to a second (measured on one core), and a short training is over by then.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run<TRule>(
        TRule rule, ref float weights, ref float gradients, ref float first, ref float second, int length, GradientFactor factor)
        where TRule : struct, IUpdateRule
    {
        nuint i = 0;
        nuint end = (nuint)length;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; i + (nuint)Vector512<float>.Count <= end; i += (nuint)Vector512<float>.Count)
            {
                Vector512<float> m = TRule.Moments > 0 ? Vector512.LoadUnsafe(ref first, i) : default;
                Vector512<float> v = TRule.Moments > 1 ? Vector512.LoadUnsafe(ref second, i) : default;
                Vector512<float> g = factor.Apply(Vector512.LoadUnsafe(ref gradients, i));
                rule.Step(Vector512.LoadUnsafe(ref weights, i), g, ref m, ref v).StoreUnsafe(ref weights, i);
                if (TRule.Moments > 0)
                    m.StoreUnsafe(ref first, i);
                if (TRule.Moments > 1)
                    v.StoreUnsafe(ref second, i);
            }
        }

        if (Vector256.IsHardwareAccelerated)
        {
            for (; i + (nuint)Vector256<float>.Count <= end; i += (nuint)Vector256<float>.Count)
            {
                Vector256<float> m = TRule.Moments > 0 ? Vector256.LoadUnsafe(ref first, i) : default;
                Vector256<float> v = TRule.Moments > 1 ? Vector256.LoadUnsafe(ref second, i) : default;
                Vector256<float> g = factor.Apply(Vector256.LoadUnsafe(ref gradients, i));
                rule.Step(Vector256.LoadUnsafe(ref weights, i), g, ref m, ref v).StoreUnsafe(ref weights, i);
                if (TRule.Moments > 0)
                    m.StoreUnsafe(ref first, i);
                if (TRule.Moments > 1)
                    v.StoreUnsafe(ref second, i);
            }
        }

        for (; i < end; i += (nuint)Vector128<float>.Count)
        {
            Vector128<float> m = TRule.Moments > 0 ? Vector128.LoadUnsafe(ref first, i) : default;
            Vector128<float> v = TRule.Moments > 1 ? Vector128.LoadUnsafe(ref second, i) : default;
            Vector128<float> g = factor.Apply(Vector128.LoadUnsafe(ref gradients, i));
            rule.Step(Vector128.LoadUnsafe(ref weights, i), g, ref m, ref v).StoreUnsafe(ref weights, i);
            if (TRule.Moments > 0)
                m.StoreUnsafe(ref first, i);
            if (TRule.Moments > 1)
                v.StoreUnsafe(ref second, i);
        }
    }
}
