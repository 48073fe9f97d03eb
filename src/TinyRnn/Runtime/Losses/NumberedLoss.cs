using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Losses;

/// <summary>A loss that is a sum over elements, each of which has a number of its own.</summary>
internal interface INumberedLoss
{
    /// <param name="output">Outputs.</param>
    /// <param name="target">Their targets.</param>
    /// <param name="number">Their numbers.</param>
    /// <param name="derivative">Derivatives by the outputs.</param>
    /// <returns>Their losses.</returns>
    static abstract TFloats Of<TFloats>(TFloats output, TFloats target, TFloats number, out TFloats derivative)
        where TFloats : struct, IFloats<TFloats>;
}

/// <summary>The walk over a row that all of them share: that of <see cref="ElementLoss"/>, with one more row.</summary>
internal static class NumberedLoss
{
    /// <returns>The mean of the row's losses.</returns>
    // Optimised at its first call, as ElementLoss.Mean is.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static double Mean<TLoss>(ref float output, ref float target, ref float number, int size, float scale, ref float gradient)
        where TLoss : struct, INumberedLoss
    {
        bool learns = !Unsafe.IsNullRef(ref gradient);
        scale /= size;
        int i = 0;
        double total = 0;
        if (Vector512.IsHardwareAccelerated && size >= Floats512.Count)
            total += Sum<TLoss, Floats512>(ref output, ref target, ref number, ref i, size, learns, scale, ref gradient);
        if (Vector256.IsHardwareAccelerated && size - i >= Floats256.Count)
            total += Sum<TLoss, Floats256>(ref output, ref target, ref number, ref i, size, learns, scale, ref gradient);
        if (size - i >= Floats128.Count)
            total += Sum<TLoss, Floats128>(ref output, ref target, ref number, ref i, size, learns, scale, ref gradient);
        for (; i < size; i++)
        {
            Floats128 y = Vector128.CreateScalar(Unsafe.Add(ref output, i));
            Floats128 t = Vector128.CreateScalar(Unsafe.Add(ref target, i));
            Floats128 n = Vector128.CreateScalar(Unsafe.Add(ref number, i));
            total += ((Vector128<float>)TLoss.Of(y, t, n, out Floats128 derivative)).ToScalar();
            if (learns)
                Unsafe.Add(ref gradient, i) = ((Vector128<float>)derivative).ToScalar() * scale;
        }

        return total / size;
    }

    /// <summary>The sum of the losses of as many outputs as fill vectors, from <paramref name="i"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Sum<TLoss, TFloats>(
        ref float output, ref float target, ref float number, ref int i, int size, bool learns, float scale, ref float gradient)
        where TLoss : struct, INumberedLoss
        where TFloats : struct, IFloats<TFloats>
    {
        TFloats sum = default;
        for (; i <= size - TFloats.Count; i += TFloats.Count)
        {
            sum += TLoss.Of(
                TFloats.Load(ref output, i), TFloats.Load(ref target, i), TFloats.Load(ref number, i), out TFloats derivative);
            if (learns)
                (derivative * scale).Store(ref gradient, i);
        }

        return sum.Sum();
    }
}
