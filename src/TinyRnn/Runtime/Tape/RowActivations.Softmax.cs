using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Tape;

public static partial class RowActivations
{
    /// <summary>y = softmax x of every row, as <see cref="VectorMath.Softmax"/>, in place.</summary>
    /// <inheritdoc cref="ReluForward"/>
    public static void SoftmaxForward(int rows, int size, int stride, ref float values)
    {
        // In bounds by contract: a row has size floats.
        for (nint row = 0; row < rows; row++)
            VectorMath.Softmax(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref values, row * stride), size));
        ClearPadding(rows, size, stride, ref values);
    }

    /// <summary>dx_j = y_j (dy_j - sum_k dy_k y_k): from dy_k/dx_j = y_k ([j = k] - y_j).</summary>
    /// <inheritdoc cref="ReluBackward"/>
    public static void SoftmaxBackward(int rows, int size, int stride, ref float values, ref float gradients)
    {
        // First, because the sums run over the padding.
        ClearPadding(rows, size, stride, ref gradients);
        int padded = Padded(size);
        for (nint row = 0; row < rows; row++)
        {
            ref float y = ref Unsafe.Add(ref values, row * stride);
            ref float dy = ref Unsafe.Add(ref gradients, row * stride);
            float mean = Dot(padded, ref y, ref dy);
            TapeWalk.Run(1, padded, 1, new SoftmaxStep(ref y, ref dy, ref mean));
        }
    }

    /// <summary>y = log softmax x of every row, as <see cref="VectorMath.LogSoftmax"/>, in place.</summary>
    /// <inheritdoc cref="ReluForward"/>
    public static void LogSoftmaxForward(int rows, int size, int stride, ref float values)
    {
        // In bounds by contract: a row has size floats.
        for (nint row = 0; row < rows; row++)
            VectorMath.LogSoftmax(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref values, row * stride), size));
        ClearPadding(rows, size, stride, ref values);
    }

    /// <summary>dx_j = dy_j - e^y_j sum_k dy_k: from dy_k/dx_j = [j = k] - e^y_j.</summary>
    /// <inheritdoc cref="ReluBackward"/>
    public static void LogSoftmaxBackward(int rows, int size, int stride, ref float values, ref float gradients)
    {
        // First, because the sums run over the padding.
        ClearPadding(rows, size, stride, ref gradients);
        int padded = Padded(size);
        for (nint row = 0; row < rows; row++)
        {
            ref float dy = ref Unsafe.Add(ref gradients, row * stride);
            Vector128<float> sums = default;
            for (nint k = 0; k < padded; k += Vector128<float>.Count)
                sums += Vector128.LoadUnsafe(ref Unsafe.Add(ref dy, k));
            float sum = Vector128.Sum(sums);
            TapeWalk.Run(1, padded, 1, new LogSoftmaxStep(ref Unsafe.Add(ref values, row * stride), ref dy, ref sum));
        }

        // The padding's y is 0, which is no logarithm of 0.
        ClearPadding(rows, size, stride, ref gradients);
    }

    private readonly ref struct LogSoftmaxStep(ref float values, ref float gradients, ref float sum) : ITapeStep
    {
        private readonly ref float _values = ref values;
        private readonly ref float _gradients = ref gradients;
        private readonly ref float _sum = ref sum;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TFloats>(nint gate, nint unit, nint units)
            where TFloats : struct, IFloats<TFloats>
        {
            TFloats share = TFloats.Load(ref _values, unit).Exp() * TFloats.Broadcast(ref _sum);
            (TFloats.Load(ref _gradients, unit) - share).Store(ref _gradients, unit);
        }
    }

    /// <summary>sum_k a_k b_k, in two chains of four lanes: rows are short.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Dot(nint count, ref float a, ref float b)
    {
        Vector128<float> even = default;
        Vector128<float> odd = default;
        nint k = 0;
        for (; k + 8 <= count; k += 8)
        {
            even = Vector128.MultiplyAddEstimate(
                Vector128.LoadUnsafe(ref Unsafe.Add(ref a, k)), Vector128.LoadUnsafe(ref Unsafe.Add(ref b, k)), even);
            odd = Vector128.MultiplyAddEstimate(
                Vector128.LoadUnsafe(ref Unsafe.Add(ref a, k + 4)), Vector128.LoadUnsafe(ref Unsafe.Add(ref b, k + 4)), odd);
        }

        if (k < count)
        {
            even = Vector128.MultiplyAddEstimate(
                Vector128.LoadUnsafe(ref Unsafe.Add(ref a, k)), Vector128.LoadUnsafe(ref Unsafe.Add(ref b, k)), even);
        }

        return Vector128.Sum(even + odd);
    }

    private readonly ref struct SoftmaxStep(ref float values, ref float gradients, ref float mean) : ITapeStep
    {
        private readonly ref float _values = ref values;
        private readonly ref float _gradients = ref gradients;
        private readonly ref float _mean = ref mean;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TFloats>(nint gate, nint unit, nint units)
            where TFloats : struct, IFloats<TFloats>
        {
            TFloats mean = TFloats.Broadcast(ref _mean);
            TFloats dy = TFloats.Load(ref _gradients, unit);
            (TFloats.Load(ref _values, unit) * (dy - mean)).Store(ref _gradients, unit);
        }
    }
}
