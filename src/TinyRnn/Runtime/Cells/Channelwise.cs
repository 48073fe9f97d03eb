using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Cells;

/// <summary>Functions of each value of a step with numbers of its own channel. For emitted code.</summary>
/// <remarks>
/// <para>Products and sums are rounded one by one, so that an element has the same bits on every processor: there is nothing here that fusing would make
/// faster, because each value is read and written once for one or two operations.</para>
/// <para>Results may lie in the place of the values. Nothing is checked: emitted code calls these functions with constant sizes.</para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Channelwise
{
    /// <summary>y_k = w_k x_k.</summary>
    /// <param name="x">The first value.</param>
    /// <param name="y">The first result.</param>
    /// <param name="count">Values.</param>
    /// <param name="weight">The first scale.</param>
    public static void Scale(ref float x, ref float y, int count, ref float weight) => Run(ref x, ref y, count, ref weight, ref weight, new Product());

    /// <summary>y_k = w_k x_k + b_k.</summary>
    /// <param name="x">The first value.</param>
    /// <param name="y">The first result.</param>
    /// <param name="count">Values.</param>
    /// <param name="weight">The first scale.</param>
    /// <param name="bias">The first shift.</param>
    public static void ScaleShift(ref float x, ref float y, int count, ref float weight, ref float bias) =>
        Run(ref x, ref y, count, ref weight, ref bias, new ProductAndSum());

    /// <summary>y_k = x_k, and w_k x_k below 0.</summary>
    /// <param name="x">The first value.</param>
    /// <param name="y">The first result.</param>
    /// <param name="count">Values.</param>
    /// <param name="weight">The first slope.</param>
    public static void PRelu(ref float x, ref float y, int count, ref float weight) => Run(ref x, ref y, count, ref weight, ref weight, new SlopeBelow());

    /// <summary>y_k = x_k, and w x_k below 0.</summary>
    /// <param name="x">The first value.</param>
    /// <param name="y">The first result.</param>
    /// <param name="count">Values.</param>
    /// <param name="weight">The slope of all.</param>
    public static void PReluShared(ref float x, ref float y, int count, float weight) => Run(ref x, ref y, count, ref x, ref x, new OneSlopeBelow(weight));

    /// <summary>y_k held between two numbers, in place; NaN stays.</summary>
    /// <param name="values">The first value.</param>
    /// <param name="count">Values.</param>
    /// <param name="low">The least.</param>
    /// <param name="high">The largest.</param>
    public static void Clip(ref float values, int count, float low, float high) =>
        Run(ref values, ref values, count, ref values, ref values, new Held(low, high));

    private static void Run<TFunction>(ref float x, ref float y, int count, ref float a, ref float b, TFunction function)
        where TFunction : struct, IChannelFunction
    {
        // In bounds: every access ends at or before count.
        nint k = 0;
        if (Vector512.IsHardwareAccelerated)
            k = Run<TFunction, Floats512>(ref x, ref y, k, count, ref a, ref b, function);
        if (Vector256.IsHardwareAccelerated)
            k = Run<TFunction, Floats256>(ref x, ref y, k, count, ref a, ref b, function);
        k = Run<TFunction, Floats128>(ref x, ref y, k, count, ref a, ref b, function);
        for (; k < count; k++)
        {
            Floats128 value = function.Of<Floats128>(Single(ref x, k), Single(ref a, k), Single(ref b, k));
            Unsafe.Add(ref y, k) = ((Vector128<float>)value).ToScalar();
        }
    }

    /// <summary>As many values as fill vectors, from <paramref name="k"/> on.</summary>
    /// <returns>The first value that is left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Run<TFunction, TFloats>(ref float x, ref float y, nint k, nint count, ref float a, ref float b, in TFunction function)
        where TFunction : struct, IChannelFunction
        where TFloats : struct, IFloats<TFloats>
    {
        for (; k + TFloats.Count <= count; k += TFloats.Count)
            function.Of(TFloats.Load(ref x, k), TFloats.Load(ref a, k), TFloats.Load(ref b, k)).Store(ref y, k);
        return k;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Floats128 Single(ref float values, nint k) => Vector128.CreateScalar(Unsafe.Add(ref values, k));

    /// <summary>A function of a value and two numbers of its channel, of which it may use none.</summary>
    private interface IChannelFunction
    {
        TFloats Of<TFloats>(TFloats x, TFloats a, TFloats b)
            where TFloats : struct, IFloats<TFloats>;
    }

    private readonly struct Product : IChannelFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TFloats Of<TFloats>(TFloats x, TFloats a, TFloats b)
            where TFloats : struct, IFloats<TFloats> => x * a;
    }

    private readonly struct ProductAndSum : IChannelFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TFloats Of<TFloats>(TFloats x, TFloats a, TFloats b)
            where TFloats : struct, IFloats<TFloats> => (x * a) + b;
    }

    private readonly struct SlopeBelow : IChannelFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TFloats Of<TFloats>(TFloats x, TFloats a, TFloats b)
            where TFloats : struct, IFloats<TFloats> => TFloats.Select(TFloats.LessThan(x, TFloats.Fill(0f)), x * a, x);
    }

    private readonly struct OneSlopeBelow(float slope) : IChannelFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TFloats Of<TFloats>(TFloats x, TFloats a, TFloats b)
            where TFloats : struct, IFloats<TFloats> => TFloats.Select(TFloats.LessThan(x, TFloats.Fill(0f)), x * slope, x);
    }

    private readonly struct Held(float low, float high) : IChannelFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TFloats Of<TFloats>(TFloats x, TFloats a, TFloats b)
            where TFloats : struct, IFloats<TFloats> => x.Clamp(low, high);
    }
}
