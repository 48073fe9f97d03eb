using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TinyRnn.Runtime;

/// <summary>
/// The activations over spans of any length, in place, with the widest vectors of the process. They allocate nothing, and an element's result does not depend on its
/// position: <see cref="VectorMath"/> gives the same bits at every width.
/// </summary>
public static class Activations
{
    /// <summary>y = max(x, 0), as <see cref="VectorMath.Relu(float)"/>.</summary>
    public static void Relu(Span<float> values) => Map<ReluFunction>(values);

    /// <summary>y = tanh x, as <see cref="VectorMath.Tanh(float)"/>.</summary>
    public static void Tanh(Span<float> values) => Map<TanhFunction>(values);

    /// <summary>y = 1 / (1 + e^-x), as <see cref="VectorMath.Sigmoid(float)"/>.</summary>
    public static void Sigmoid(Span<float> values) => Map<SigmoidFunction>(values);

    /// <summary>destination_k = a_k + b_k: a residual connection.</summary>
    /// <param name="a">n values.</param>
    /// <param name="b">n values.</param>
    /// <param name="destination">n values; may be the same memory as <paramref name="a"/> or <paramref name="b"/>, but not a shifted part of it.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Add(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> destination)
    {
        if (a.Length != b.Length || a.Length != destination.Length)
            ThrowLengths(a.Length, b.Length, destination.Length);

        // In bounds: the three lengths are equal, and every access ends at or before count.
        ref float left = ref MemoryMarshal.GetReference(a);
        ref float right = ref MemoryMarshal.GetReference(b);
        ref float sum = ref MemoryMarshal.GetReference(destination);
        nuint count = (nuint)destination.Length;
        nuint k = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; k + 16 <= count; k += 16)
                (Vector512.LoadUnsafe(ref left, k) + Vector512.LoadUnsafe(ref right, k)).StoreUnsafe(ref sum, k);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            for (; k + 8 <= count; k += 8)
                (Vector256.LoadUnsafe(ref left, k) + Vector256.LoadUnsafe(ref right, k)).StoreUnsafe(ref sum, k);
        }

        for (; k + 4 <= count; k += 4)
            (Vector128.LoadUnsafe(ref left, k) + Vector128.LoadUnsafe(ref right, k)).StoreUnsafe(ref sum, k);
        for (; k < count; k++)
            Unsafe.Add(ref sum, k) = Unsafe.Add(ref left, k) + Unsafe.Add(ref right, k);
    }

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

    private static void Map<TFunction>(Span<float> values)
        where TFunction : struct, IFunction => Map(values, default(TFunction), summed: false);

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

    [DoesNotReturn]
    private static void ThrowLengths(int a, int b, int destination) =>
        throw new ArgumentException($"a has {a} values, b has {b} and destination has {destination}. Pass three spans of one length.");

    /// <summary>A function of one element at every width. A struct, so that each gets loops of its own with the function inlined.</summary>
    private interface IFunction
    {
        Vector128<float> Of(Vector128<float> x);

        Vector256<float> Of(Vector256<float> x);

        Vector512<float> Of(Vector512<float> x);
    }

    private readonly struct ReluFunction : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector128<float> Of(Vector128<float> x) => VectorMath.Relu(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Of(Vector256<float> x) => VectorMath.Relu(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x) => VectorMath.Relu(x);
    }

    private readonly struct TanhFunction : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector128<float> Of(Vector128<float> x) => VectorMath.Tanh(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Of(Vector256<float> x) => VectorMath.Tanh(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x) => VectorMath.Tanh(x);
    }

    private readonly struct SigmoidFunction : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector128<float> Of(Vector128<float> x) => VectorMath.Sigmoid(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Of(Vector256<float> x) => VectorMath.Sigmoid(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x) => VectorMath.Sigmoid(x);
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
