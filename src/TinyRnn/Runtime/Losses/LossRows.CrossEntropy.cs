using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Losses;

/// <content>Softmax and the logarithm of its likelihood in one.</content>
public static partial class LossRows
{
    /// <summary>
    /// -log softmax(x)[label] = log(sum e^(x_k - h)) - (x_label - h) with the highest logit h, so that no exponential overflows and the sum is at least 1;
    /// derivative softmax(x)_k, less 1 at the label.
    /// </summary>
    /// <param name="logits">First of the logits x.</param>
    /// <param name="size">Their number, the classes.</param>
    /// <param name="label">The right class, 0 to size - 1; not checked.</param>
    /// <param name="scale">Factor of the gradient.</param>
    /// <param name="gradient">First of the gradients, or a null reference.</param>
    /// <returns>The row's loss; not finite if a logit is NaN or positive infinity.</returns>
    // Optimised at its first call: with tiers, the loop was some 20 times slower for up to a second (measured on one core), and a short
    // training is over by then.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static double CrossEntropy(ref float logits, int size, int label, float scale, ref float gradient)
    {
        bool learns = !Unsafe.IsNullRef(ref gradient);
        float highest = Highest(ref logits, size);

        // Before the exponentials, which may take the logits' place.
        double distance = (double)Unsafe.Add(ref logits, label) - highest;
        double sum = Exponentials(ref logits, size, highest, learns, ref gradient);
        if (learns)
        {
            Scale(ref gradient, size, (float)(scale / sum));
            Unsafe.Add(ref gradient, label) -= scale;
        }

        return Math.Log(sum) - distance;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Highest(ref float logits, int size)
    {
        // A NaN that the comparison passes over makes the sum of the exponentials NaN.
        int i = 0;
        float highest = logits;
        if (size >= Vector128<float>.Count)
        {
            Vector128<float> most = Vector128.LoadUnsafe(ref logits);
            for (i = Vector128<float>.Count; i <= size - Vector128<float>.Count; i += Vector128<float>.Count)
                most = Vector128.MaxNative(most, Vector128.LoadUnsafe(ref logits, (nuint)i));
            highest = MathF.Max(MathF.Max(most.GetElement(0), most.GetElement(1)), MathF.Max(most.GetElement(2), most.GetElement(3)));
        }

        for (; i < size; i++)
            highest = MathF.Max(highest, Unsafe.Add(ref logits, i));
        return highest;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Exponentials(ref float logits, int size, float highest, bool learns, ref float gradient)
    {
        int i = 0;
        double sum = 0;
        if (Vector512.IsHardwareAccelerated && size - i >= Floats512.Count)
            sum += Exponentials<Floats512>(ref logits, ref i, size, highest, learns, ref gradient);
        if (Vector256.IsHardwareAccelerated && size - i >= Floats256.Count)
            sum += Exponentials<Floats256>(ref logits, ref i, size, highest, learns, ref gradient);
        if (size - i >= Floats128.Count)
            sum += Exponentials<Floats128>(ref logits, ref i, size, highest, learns, ref gradient);
        for (; i < size; i++)
        {
            float e = VectorMath.Exp(Unsafe.Add(ref logits, i) - highest);
            sum += e;
            if (learns)
                Unsafe.Add(ref gradient, i) = e;
        }

        return sum;
    }

    /// <summary>The sum of as many exponentials as fill vectors, from <paramref name="i"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Exponentials<TFloats>(ref float logits, ref int i, int size, float highest, bool learns, ref float gradient)
        where TFloats : struct, IFloats<TFloats>
    {
        TFloats sum = default;
        for (; i <= size - TFloats.Count; i += TFloats.Count)
        {
            TFloats e = (TFloats.Load(ref logits, i) - TFloats.Fill(highest)).Exp();
            sum += e;
            if (learns)
                e.Store(ref gradient, i);
        }

        return sum.Sum();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Scale(ref float values, int size, float factor)
    {
        int i = 0;
        for (; i <= size - Vector128<float>.Count; i += Vector128<float>.Count)
            (Vector128.LoadUnsafe(ref values, (nuint)i) * Vector128.Create(factor)).StoreUnsafe(ref values, (nuint)i);
        for (; i < size; i++)
            Unsafe.Add(ref values, i) *= factor;
    }
}
