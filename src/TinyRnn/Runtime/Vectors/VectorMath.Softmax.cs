using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TinyRnn.Runtime.Vectors;

/// <content>Softmax, over a span in place.</content>
public static partial class VectorMath
{
    /// <summary>y_k = e^(x_k - m) / sum_j e^(x_j - m) with m = max_j x_j, which keeps every power at most 1.</summary>
    /// <remarks>
    /// -infinity gives 0 (a masked choice) beside any finite score. NaN anywhere, +infinity anywhere, or nothing but -infinity makes every result NaN: there is
    /// no distribution that such scores could mean, and a number would hide it.
    /// The order of the sum, and so the last bits, follow the width of the vectors.
    /// </remarks>
    public static void Softmax(Span<float> values)
    {
        if (values.IsEmpty)
            return;
        float sum = Map(values, new ExpBelow(Max(values)), summed: true);
        Map(values, new DividedBy(sum), summed: false);
    }

    /// <summary>The largest value. What it gives beside NaN does not matter: Softmax's sum is then NaN anyway.</summary>
    private static float Max(ReadOnlySpan<float> values)
    {
        float max = values[0];
        int k = 0;
        if (values.Length >= Vector128<float>.Count)
        {
            ref float first = ref MemoryMarshal.GetReference(values);
            Vector128<float> lanes = Vector128.LoadUnsafe(ref first);
            for (; k + 4 <= values.Length; k += 4)
                lanes = Vector128.MaxNative(lanes, Vector128.LoadUnsafe(ref first, (nuint)k));
            for (int lane = 0; lane < 4; lane++)
                max = lanes[lane] > max ? lanes[lane] : max;
        }

        for (; k < values.Length; k++)
            max = values[k] > max ? values[k] : max;
        return max;
    }

    /// <summary>Applies a function in place, and gives the sum of its results if asked for.</summary>
    private static float Map<TFunction>(Span<float> values, TFunction function, [ConstantExpected] bool summed)
        where TFunction : struct, IFunction
    {
        // In bounds: every access ends at or before count.
        ref float first = ref MemoryMarshal.GetReference(values);
        nuint count = (nuint)values.Length;
        nuint k = 0;
        float sum = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512<float> sums = default;
            for (; k + 16 <= count; k += 16)
            {
                Vector512<float> y = function.Of(Vector512.LoadUnsafe(ref first, k));
                y.StoreUnsafe(ref first, k);
                if (summed)
                    sums += y;
            }

            if (summed)
                sum += Vector512.Sum(sums);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            Vector256<float> sums = default;
            for (; k + 8 <= count; k += 8)
            {
                Vector256<float> y = function.Of(Vector256.LoadUnsafe(ref first, k));
                y.StoreUnsafe(ref first, k);
                if (summed)
                    sums += y;
            }

            if (summed)
                sum += Vector256.Sum(sums);
        }

        Vector128<float> narrowSums = default;
        for (; k + 4 <= count; k += 4)
        {
            Vector128<float> y = function.Of(Vector128.LoadUnsafe(ref first, k));
            y.StoreUnsafe(ref first, k);
            if (summed)
                narrowSums += y;
        }

        if (summed)
            sum += Vector128.Sum(narrowSums);
        for (; k < count; k++)
        {
            float y = function.Of(Vector128.CreateScalar(Unsafe.Add(ref first, k))).ToScalar();
            Unsafe.Add(ref first, k) = y;
            if (summed)
                sum += y;
        }

        return sum;
    }

    /// <summary>A function of one element at every width. A struct, so that each gets loops of its own with the function inlined.</summary>
    private interface IFunction
    {
        Vector128<float> Of(Vector128<float> x);

        Vector256<float> Of(Vector256<float> x);

        Vector512<float> Of(Vector512<float> x);
    }

    private readonly struct ExpBelow(float max) : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector128<float> Of(Vector128<float> x) => VectorMath.Exp(x - Vector128.Create(max));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Of(Vector256<float> x) => VectorMath.Exp(x - Vector256.Create(max));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x) => VectorMath.Exp(x - Vector512.Create(max));
    }

    private readonly struct DividedBy(float divisor) : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector128<float> Of(Vector128<float> x) => x / Vector128.Create(divisor);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Of(Vector256<float> x) => x / Vector256.Create(divisor);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x) => x / Vector512.Create(divisor);
    }
}
