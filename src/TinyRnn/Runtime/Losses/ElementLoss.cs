using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TinyRnn.Runtime.Losses;

/// <summary>A loss that is a sum over elements.</summary>
internal interface IElementLoss
{
    /// <param name="output">Outputs.</param>
    /// <param name="target">Their targets.</param>
    /// <param name="derivative">Derivatives by the outputs.</param>
    /// <returns>Their losses.</returns>
    Vector128<float> Of(Vector128<float> output, Vector128<float> target, out Vector128<float> derivative);

    /// <inheritdoc cref="Of(Vector128{float}, Vector128{float}, out Vector128{float})"/>
    Vector256<float> Of(Vector256<float> output, Vector256<float> target, out Vector256<float> derivative);

    /// <inheritdoc cref="Of(Vector128{float}, Vector128{float}, out Vector128{float})"/>
    Vector512<float> Of(Vector512<float> output, Vector512<float> target, out Vector512<float> derivative);
}

/// <summary>The walk over a row that all of them share.</summary>
internal static class ElementLoss
{
    /// <returns>The mean of the row's losses.</returns>
    // Optimised at its first call: with tiers, the loop was some 20 times slower for up to a second (measured on one core), and a short training is over by then.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static double Mean<TLoss>(TLoss loss, ref float output, ref float target, int size, float scale, ref float gradient)
        where TLoss : struct, IElementLoss
    {
        bool learns = !Unsafe.IsNullRef(ref gradient);
        scale /= size;
        int i = 0;
        double total = 0;
        if (Vector512.IsHardwareAccelerated && size >= Vector512<float>.Count)
        {
            Vector512<float> sum = default;
            for (; i <= size - Vector512<float>.Count; i += Vector512<float>.Count)
            {
                Vector512<float> y = Vector512.LoadUnsafe(ref output, (nuint)i);
                sum += loss.Of(y, Vector512.LoadUnsafe(ref target, (nuint)i), out Vector512<float> derivative);
                if (learns)
                    (derivative * Vector512.Create(scale)).StoreUnsafe(ref gradient, (nuint)i);
            }

            total += Vector512.Sum(sum);
        }

        if (Vector256.IsHardwareAccelerated && size - i >= Vector256<float>.Count)
        {
            Vector256<float> sum = default;
            for (; i <= size - Vector256<float>.Count; i += Vector256<float>.Count)
            {
                Vector256<float> y = Vector256.LoadUnsafe(ref output, (nuint)i);
                sum += loss.Of(y, Vector256.LoadUnsafe(ref target, (nuint)i), out Vector256<float> derivative);
                if (learns)
                    (derivative * Vector256.Create(scale)).StoreUnsafe(ref gradient, (nuint)i);
            }

            total += Vector256.Sum(sum);
        }

        if (size - i >= Vector128<float>.Count)
        {
            Vector128<float> sum = default;
            for (; i <= size - Vector128<float>.Count; i += Vector128<float>.Count)
            {
                Vector128<float> y = Vector128.LoadUnsafe(ref output, (nuint)i);
                sum += loss.Of(y, Vector128.LoadUnsafe(ref target, (nuint)i), out Vector128<float> derivative);
                if (learns)
                    (derivative * Vector128.Create(scale)).StoreUnsafe(ref gradient, (nuint)i);
            }

            total += Vector128.Sum(sum);
        }

        // The last one to three, each in the first lane of a vector: the same bits as anywhere else.
        for (; i < size; i++)
        {
            Vector128<float> y = Vector128.CreateScalar(Unsafe.Add(ref output, i));
            total += loss.Of(y, Vector128.CreateScalar(Unsafe.Add(ref target, i)), out Vector128<float> derivative).ToScalar();
            if (learns)
                Unsafe.Add(ref gradient, i) = derivative.ToScalar() * scale;
        }

        return total / size;
    }
}
