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
    internal static float Map<TFunction>(Span<float> values, TFunction function, [ConstantExpected] bool summed)
        where TFunction : struct, IFunction
    {
        // In bounds: every access ends at or before count.
        ref float first = ref MemoryMarshal.GetReference(values);
        nint count = values.Length;
        nint k = 0;
        float sum = 0;
        if (Vector512.IsHardwareAccelerated)
            sum += Map<TFunction, Floats512>(ref first, ref k, count, function, summed);
        if (Vector256.IsHardwareAccelerated)
            sum += Map<TFunction, Floats256>(ref first, ref k, count, function, summed);
        sum += Map<TFunction, Floats128>(ref first, ref k, count, function, summed);
        for (; k < count; k++)
        {
            Floats128 x = Vector128.CreateScalar(Unsafe.Add(ref first, k));
            float y = ((Vector128<float>)function.Of(x)).ToScalar();
            Unsafe.Add(ref first, k) = y;
            if (summed)
                sum += y;
        }

        return sum;
    }

    /// <summary>The same for as many values as fill vectors, from <paramref name="k"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Map<TFunction, TFloats>(ref float first, ref nint k, nint count, in TFunction function, [ConstantExpected] bool summed)
        where TFunction : struct, IFunction
        where TFloats : struct, IFloats<TFloats>
    {
        TFloats sum = default;
        for (; k + TFloats.Count <= count; k += TFloats.Count)
        {
            TFloats y = function.Of(TFloats.Load(ref first, k));
            y.Store(ref first, k);
            if (summed)
                sum += y;
        }

        return summed ? sum.Sum() : 0;
    }

    private readonly struct ExpBelow(float max) : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TFloats Of<TFloats>(TFloats x)
            where TFloats : struct, IFloats<TFloats> => (x - TFloats.Fill(max)).Exp();
    }

    private readonly struct DividedBy(float divisor) : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TFloats Of<TFloats>(TFloats x)
            where TFloats : struct, IFloats<TFloats> => x / TFloats.Fill(divisor);
    }
}
