using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TinyRnn.Runtime.Vectors;

/// <content>The logarithm of softmax, over a span in place.</content>
public static partial class VectorMath
{
    /// <summary>y_k = (x_k - m) - log(sum_j e^(x_j - m)) with m = max_j x_j: no power is above 1 and their sum is at least 1.</summary>
    /// <remarks>
    /// -infinity stays -infinity (a masked choice) beside any finite score. NaN anywhere, +infinity anywhere, or nothing but -infinity makes every result NaN,
    /// as of <see cref="Softmax"/>. The order of the sum, and so the last bits, follow the width of the vectors.
    /// </remarks>
    public static void LogSoftmax(Span<float> values)
    {
        if (values.IsEmpty)
            return;
        float max = Max(values);
        Map(values, new Less(max, LogOfSum<NativeArithmetic>(SumOfExponentials(values, max))), summed: false);
    }

    /// <summary>
    /// log s for s &gt;= 1: s = 2^e f with 1 &lt;= f &lt; 2, and log s = e log 2 + log(1 + (f - 1)). NaN gives NaN.
    /// </summary>
    internal static float LogOfSum<TArithmetic>(float sum)
        where TArithmetic : struct, IArithmetic
    {
        if (!float.IsFinite(sum))
            return sum;
        int bits = BitConverter.SingleToInt32Bits(sum);
        int exponent = (bits >> 23) - 127;
        float fraction = BitConverter.Int32BitsToSingle(bits - (exponent << 23));
        Floats128 rest = UnitLogarithm.Of<Floats128, TArithmetic>(Vector128.CreateScalar(fraction - 1));
        return (float)((exponent * 0.69314718055994531) + ((Vector128<float>)rest).ToScalar());
    }

    private static float SumOfExponentials(ReadOnlySpan<float> values, float max)
    {
        // In bounds: every access ends at or before the length.
        ref float first = ref MemoryMarshal.GetReference(values);
        nint k = 0;
        float sum = 0;
        if (Vector512.IsHardwareAccelerated)
            sum += SumOfExponentials<Floats512>(ref first, ref k, values.Length, max);
        if (Vector256.IsHardwareAccelerated)
            sum += SumOfExponentials<Floats256>(ref first, ref k, values.Length, max);
        sum += SumOfExponentials<Floats128>(ref first, ref k, values.Length, max);
        for (; k < values.Length; k++)
            sum += Exp(Unsafe.Add(ref first, k) - max);
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float SumOfExponentials<TFloats>(ref float first, ref nint k, nint count, float max)
        where TFloats : struct, IFloats<TFloats>
    {
        TFloats sum = default;
        for (; k + TFloats.Count <= count; k += TFloats.Count)
            sum += (TFloats.Load(ref first, k) - TFloats.Fill(max)).Exp();
        return sum.Sum();
    }

    private readonly struct Less(float max, float log) : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TFloats Of<TFloats>(TFloats x)
            where TFloats : struct, IFloats<TFloats> => (x - TFloats.Fill(max)) - TFloats.Fill(log);
    }
}
