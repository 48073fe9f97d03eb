using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TinyRnn.Runtime.Losses;

/// <content>Cross-entropy with a target that is spread over the classes.</content>
public static partial class LossRows
{
    /// <summary>
    /// Cross-entropy with label smoothing and weights of classes, as PyTorch's <c>cross_entropy</c> has them: -sum c_k log softmax(x)_k with
    /// c_k = w_k e / n, and (1 - e) w_label more at the label; derivative softmax(x)_k sum c - c_k. Weights of 1 and e = 0 make it <see cref="CrossEntropy"/>.
    /// </summary>
    /// <param name="logits">First of the logits x.</param>
    /// <param name="size">Their number n, the classes.</param>
    /// <param name="label">The right class, 0 to size - 1; not checked.</param>
    /// <param name="smoothing">The share e that is spread, from 0 to 1 (Szegedy et al. 2016).</param>
    /// <param name="weights">First of the weights w of the classes.</param>
    /// <param name="scale">Factor of the gradient.</param>
    /// <param name="gradient">First of the gradients, or a null reference.</param>
    /// <returns>The row's loss; not finite if a logit is NaN or infinite.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static double SmoothedCrossEntropy(
        ref float logits, int size, int label, float smoothing, ref float weights, float scale, ref float gradient)
    {
        bool learns = !Unsafe.IsNullRef(ref gradient);
        float highest = Highest(ref logits, size);

        // Before the exponentials, which may take the logits' place.
        double share = (double)smoothing / size;
        double own = (1 - (double)smoothing) * Unsafe.Add(ref weights, label);
        (double weight, double distance) = Weighted(ref logits, ref weights, size, highest);
        double all = own + (share * weight);
        distance = (own * ((double)Unsafe.Add(ref logits, label) - highest)) + (share * distance);
        double sum = Exponentials(ref logits, size, highest, learns, ref gradient);
        if (learns)
        {
            Subtract(ref gradient, ref weights, size, (float)(scale * all / sum), (float)(scale * share));
            Unsafe.Add(ref gradient, label) -= (float)(scale * own);
        }

        return (all * Math.Log(sum)) - distance;
    }

    /// <summary>The sum of the weights, and that of the weighted logits below the highest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (double Weight, double Distance) Weighted(ref float logits, ref float weights, int size, float highest)
    {
        int i = 0;
        double weight = 0;
        double distance = 0;
        if (size >= Vector128<float>.Count)
        {
            Vector128<float> ws = default;
            Vector128<float> ds = default;
            for (; i <= size - Vector128<float>.Count; i += Vector128<float>.Count)
            {
                Vector128<float> w = Vector128.LoadUnsafe(ref weights, (nuint)i);
                ws += w;
                ds += w * (Vector128.LoadUnsafe(ref logits, (nuint)i) - Vector128.Create(highest));
            }

            weight = Vector128.Sum(ws);
            distance = Vector128.Sum(ds);
        }

        for (; i < size; i++)
        {
            float w = Unsafe.Add(ref weights, i);
            weight += w;
            distance += (double)w * (Unsafe.Add(ref logits, i) - highest);
        }

        return (weight, distance);
    }

    /// <summary>values = values factor - weights less.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Subtract(ref float values, ref float weights, int size, float factor, float less)
    {
        int i = 0;
        for (; i <= size - Vector128<float>.Count; i += Vector128<float>.Count)
        {
            Vector128<float> rest = Vector128.LoadUnsafe(ref weights, (nuint)i) * Vector128.Create(less);
            ((Vector128.LoadUnsafe(ref values, (nuint)i) * Vector128.Create(factor)) - rest).StoreUnsafe(ref values, (nuint)i);
        }

        for (; i < size; i++)
            Unsafe.Add(ref values, i) = (Unsafe.Add(ref values, i) * factor) - (Unsafe.Add(ref weights, i) * less);
    }
}
