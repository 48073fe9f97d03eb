using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Losses;

/// <summary>A loss that is a sum over elements.</summary>
internal interface IElementLoss
{
    /// <param name="output">Outputs.</param>
    /// <param name="target">Their targets.</param>
    /// <param name="derivative">Derivatives by the outputs.</param>
    /// <returns>Their losses.</returns>
    TFloats Of<TFloats>(TFloats output, TFloats target, out TFloats derivative)
        where TFloats : struct, IFloats<TFloats>;
}

/// <summary>The walk over a row that all of them share.</summary>
internal static class ElementLoss
{
    /// <returns>The mean of the row's losses.</returns>
    // Optimised at its first call: with tiers, the loop was some 20 times slower for up to a second (measured on one core), and a short
    // training is over by then.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static double Mean<TLoss>(TLoss loss, ref float output, ref float target, int size, float scale, ref float gradient)
        where TLoss : struct, IElementLoss
    {
        bool learns = !Unsafe.IsNullRef(ref gradient);
        scale /= size;
        int i = 0;
        double total = 0;
        if (Vector512.IsHardwareAccelerated && size >= Floats512.Count)
            total += Sum<TLoss, Floats512>(loss, ref output, ref target, ref i, size, learns, scale, ref gradient);
        if (Vector256.IsHardwareAccelerated && size - i >= Floats256.Count)
            total += Sum<TLoss, Floats256>(loss, ref output, ref target, ref i, size, learns, scale, ref gradient);
        if (size - i >= Floats128.Count)
            total += Sum<TLoss, Floats128>(loss, ref output, ref target, ref i, size, learns, scale, ref gradient);
        // The last one to three, each in the first lane of a vector: the same bits as anywhere else.
        for (; i < size; i++)
        {
            Floats128 y = Vector128.CreateScalar(Unsafe.Add(ref output, i));
            Floats128 t = Vector128.CreateScalar(Unsafe.Add(ref target, i));
            total += ((Vector128<float>)loss.Of(y, t, out Floats128 derivative)).ToScalar();
            if (learns)
                Unsafe.Add(ref gradient, i) = ((Vector128<float>)derivative).ToScalar() * scale;
        }

        return total / size;
    }

    /// <summary>The sum of the losses of as many outputs as fill vectors, from <paramref name="i"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Sum<TLoss, TFloats>(
        in TLoss loss, ref float output, ref float target, ref int i, int size, bool learns, float scale, ref float gradient)
        where TLoss : struct, IElementLoss
        where TFloats : struct, IFloats<TFloats>
    {
        TFloats sum = default;
        for (; i <= size - TFloats.Count; i += TFloats.Count)
        {
            sum += loss.Of(TFloats.Load(ref output, i), TFloats.Load(ref target, i), out TFloats derivative);
            if (learns)
                (derivative * scale).Store(ref gradient, i);
        }

        return sum.Sum();
    }
}
