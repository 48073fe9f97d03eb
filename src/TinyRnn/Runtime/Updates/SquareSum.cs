using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Updates;

/// <summary>The sum of squared gradients. Ranges have a multiple of 4 floats, as tensors and their rows have.</summary>
internal static class SquareSum
{
    /// <summary>
    /// Floats that are summed as floats: at most 64 in a lane of 16 (twice 4 vectors wide with 128 bits), so that the error is some 2^-24 of the sum times the
    /// root of that number. Chunks are added in double.
    /// </summary>
    private const int Chunk = 1024;

    /// <param name="values">The first gradient.</param>
    /// <param name="length">Their number.</param>
    /// <param name="scale">Their factor.</param>
    /// <param name="limit">Their limit after it; may be infinite.</param>
    /// <param name="exact">Squares in double, which neither overflow nor underflow, instead of float.</param>
    public static double Of(ref float values, int length, float scale, float limit, bool exact)
    {
        double sum = 0;
        GradientFactor factor = new(scale, limit);
        for (int start = 0; start < length; start += Chunk)
        {
            int count = Math.Min(Chunk, length - start);
            ref float chunk = ref Unsafe.Add(ref values, start);
            sum += exact ? InDouble(ref chunk, count, scale, limit) : InFloat(ref chunk, count, factor);
        }

        return sum;
    }

    // Optimised at its first call: with tiers, the loop was some 20 times slower for up to a second (measured on one core), and a short
    // training is over by then.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static double InFloat(ref float values, int length, GradientFactor factor)
    {
        int i = 0;
        float sum = 0;
        if (Vector512.IsHardwareAccelerated && length >= 2 * Floats512.Count)
            sum = Pairs<Floats512>(ref values, ref i, length, factor);
        else if (Vector256.IsHardwareAccelerated && length >= 2 * Floats256.Count)
            sum = Pairs<Floats256>(ref values, ref i, length, factor);
        Floats128 rest = default;
        for (; i < length; i += Floats128.Count)
        {
            Floats128 g = factor.Apply(Floats128.Load(ref values, i));
            rest = Floats128.MultiplyAdd(g, g, rest);
        }

        return (double)sum + rest.Sum();
    }

    /// <summary>Two sums at a time: one would wait for the latency of its own multiply-add.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Pairs<TFloats>(ref float values, ref int i, int length, GradientFactor factor)
        where TFloats : struct, IFloats<TFloats>
    {
        TFloats a = default, b = default;
        for (; i <= length - (2 * TFloats.Count); i += 2 * TFloats.Count)
        {
            TFloats g = factor.Apply(TFloats.Load(ref values, i));
            TFloats h = factor.Apply(TFloats.Load(ref values, i + TFloats.Count));
            a = TFloats.MultiplyAdd(g, g, a);
            b = TFloats.MultiplyAdd(h, h, b);
        }

        return (a + b).Sum();
    }

    private static double InDouble(ref float values, int length, float scale, float limit)
    {
        double sum = 0;
        for (int i = 0; i < length; i++)
        {
            double g = Math.Clamp((double)scale * Unsafe.Add(ref values, i), -limit, limit);
            sum += g * g;
        }

        return sum;
    }
}
