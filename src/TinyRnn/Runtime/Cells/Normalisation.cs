using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Cells;

/// <summary>Norms over the values of one step. For emitted code.</summary>
/// <remarks>
/// <para>Sums have the same bits on every processor: 16 of them take turns, value by value, and are then added in one order, so that the width of the vectors
/// says how many are computed at once and nothing else. Products are rounded before they are added.</para>
/// <para>The variance is that of the differences from the mean, in a second walk: a difference of mean squares would lose what a large mean has in
/// common.</para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Normalisation
{
    private const int Sums = 16;

    /// <summary>y_k = (x_k - m) / sqrt(v + epsilon).</summary>
    /// <param name="x">The first value.</param>
    /// <param name="y">The first result; it may lie in the place of the values.</param>
    /// <param name="count">Values.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    public static void LayerNorm(ref float x, ref float y, int count, float epsilon)
    {
        (float mean, float factor) = Moments(ref x, count, epsilon);
        Centre(ref x, ref y, count, mean, factor);
    }

    /// <summary>y_k = w_k (x_k - m) / sqrt(v + epsilon) + b_k.</summary>
    /// <param name="x">The first value.</param>
    /// <param name="y">The first result; it may lie in the place of the values.</param>
    /// <param name="count">Values.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <param name="weight">The first scale.</param>
    /// <param name="bias">The first shift.</param>
    public static void LayerNorm(ref float x, ref float y, int count, float epsilon, ref float weight, ref float bias)
    {
        LayerNorm(ref x, ref y, count, epsilon);
        Channelwise.ScaleShift(ref y, ref y, count, ref weight, ref bias);
    }

    /// <summary>The mean of values, and 1 / sqrt(v + epsilon).</summary>
    internal static (float Mean, float Factor) Moments(ref float x, int count, float epsilon)
    {
        float mean = Sum(ref x, count, new Itself()) / count;
        float variance = Sum(ref x, count, new Square(mean)) / count;
        return (mean, 1 / MathF.Sqrt(variance + epsilon));
    }

    /// <summary>y_k = (x_k - mean) factor.</summary>
    internal static void Centre(ref float x, ref float y, int count, float mean, float factor)
    {
        if (!Unsafe.AreSame(ref x, ref y))
            MemoryMarshal.CreateSpan(ref x, count).CopyTo(MemoryMarshal.CreateSpan(ref y, count));
        VectorMath.Map(MemoryMarshal.CreateSpan(ref y, count), new Centred(mean, factor), summed: false);
    }

    private static float Sum<TTerm>(ref float x, nint count, TTerm term)
        where TTerm : struct, IFunction
    {
        Span<float> sums = stackalloc float[Sums];
        sums.Clear();
        ref float first = ref MemoryMarshal.GetReference(sums);
        nint whole = count & ~(Sums - 1);
        if (Vector512.IsHardwareAccelerated)
            Add<TTerm, Floats512>(ref x, whole, ref first, term);
        else if (Vector256.IsHardwareAccelerated)
            Add<TTerm, Floats256>(ref x, whole, ref first, term);
        else
            Add<TTerm, Floats128>(ref x, whole, ref first, term);
        for (nint k = whole; k < count; k++)
        {
            Floats128 value = Vector128.CreateScalar(Unsafe.Add(ref x, k));
            Unsafe.Add(ref first, k - whole) += ((Vector128<float>)term.Of(value)).ToScalar();
        }

        for (int half = Sums / 2; half > 0; half /= 2)
        {
            for (nint k = 0; k < half; k++)
                Unsafe.Add(ref first, k) += Unsafe.Add(ref first, k + half);
        }

        return first;
    }

    /// <summary>Each sum takes its values, as many sums at once as a vector holds. In bounds: <paramref name="count"/> is a multiple of all of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TTerm, TFloats>(ref float x, nint count, ref float sums, TTerm term)
        where TTerm : struct, IFunction
        where TFloats : struct, IFloats<TFloats>
    {
        for (nint part = 0; part < Sums; part += TFloats.Count)
        {
            TFloats sum = TFloats.Fill(0f);
            for (nint k = part; k < count; k += Sums)
                sum += term.Of(TFloats.Load(ref x, k));
            sum.Store(ref sums, part);
        }
    }

    private readonly struct Itself : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TFloats Of<TFloats>(TFloats x)
            where TFloats : struct, IFloats<TFloats> => x;
    }

    private readonly struct Square(float mean) : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TFloats Of<TFloats>(TFloats x)
            where TFloats : struct, IFloats<TFloats>
        {
            TFloats difference = x - TFloats.Fill(mean);
            return difference * difference;
        }
    }

    private readonly struct Centred(float mean, float factor) : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TFloats Of<TFloats>(TFloats x)
            where TFloats : struct, IFloats<TFloats> => (x - TFloats.Fill(mean)) * factor;
    }
}
