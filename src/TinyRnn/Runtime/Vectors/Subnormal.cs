using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TinyRnn.Runtime.Vectors;

/// <summary>
/// Numbers below the smallest normal float, 2^-126, become 0: Intel's processors take some 150 cycles for each operation with one, and .NET cannot switch them off (flush to zero, denormals are zero).
/// For emitted code.
/// </summary>
/// <remarks>
/// <para>What a model is given, and what its layers without a memory hand on, is looked through before it is multiplied, in whole vectors and beside the path that a step waits for. Only where
/// there is a subnormal number, which is rare, values are changed. The sign stays, as in the processors' own mode: -1e-40 becomes -0. NaNs and infinities stay.</para>
/// <para>Moments of a weight whose gradient stays 0 (a token that no longer occurs, a dead unit) fade until they are subnormal and then stay so for ever, since 0.9 times the smallest float rounds
/// to itself.</para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Subnormal
{
    internal const float SmallestNormal = 1.17549435E-38f;

    // Twice the bits of a float, which leaves its sign out, are 0 for zeros, 2 to 2^24 - 2 for subnormal numbers and more for all others. Less 1, zeros are the largest, and subnormal numbers the only ones below this.
    private const uint SubnormalsEnd = 0xFFFFFF;

    // The same for vectors, whose integers are compared with their signs: all less 2^31.
    private const int Limit = int.MinValue + (int)SubnormalsEnd;

    /// <summary>Whether one of <paramref name="count"/> floats, at least one, is subnormal. For constant counts: the compiler keeps what they need.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAmong(ref float values, int count)
    {
        if (count < Vector128<int>.Count)
            return Least(ref values, count) < SubnormalsEnd;
        if (Vector512.IsHardwareAccelerated && count >= Vector512<int>.Count)
            return Vector512.LessThanAny(Least512(ref values, count), Vector512.Create(Limit));
        if (Vector256.IsHardwareAccelerated && count >= Vector256<int>.Count)
            return Vector256.LessThanAny(Least256(ref values, count), Vector256.Create(Limit));
        return Vector128.LessThanAny(Least128(ref values, count), Vector128.Create(Limit));
    }

    /// <summary>The same for any number of floats, none included.</summary>
    public static bool IsAmong(ReadOnlySpan<float> values) => !values.IsEmpty && IsAmong(ref MemoryMarshal.GetReference(values), values.Length);

    /// <summary>The same for four rows of <paramref name="count"/> floats, which begin <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAmongFour(ref float values, int stride, int count)
    {
        if (stride == count)
            return IsAmong(ref values, 4 * count);
        ref float b = ref Unsafe.Add(ref values, stride);
        ref float c = ref Unsafe.Add(ref values, 2 * stride);
        ref float d = ref Unsafe.Add(ref values, 3 * stride);
        if (count == 1)
            return Vector128.LessThanAny(Order(Vector128.Create(values, b, c, d).AsInt32()), Vector128.Create(Limit));
        if (count < Vector128<int>.Count)
        {
            // Pairs, and for the third number those that begin with the second.
            Vector128<int> least = Vector128.Min(Pairs(ref values, ref b, 0), Pairs(ref c, ref d, 0));
            if (count == 3)
                least = Vector128.Min(least, Vector128.Min(Pairs(ref values, ref b, 1), Pairs(ref c, ref d, 1)));
            return Vector128.LessThanAny(least, Vector128.Create(Limit));
        }

        if (Vector512.IsHardwareAccelerated && count >= Vector512<int>.Count)
        {
            Vector512<int> least = Vector512.Min(
                Vector512.Min(Least512(ref values, count), Least512(ref b, count)), Vector512.Min(Least512(ref c, count), Least512(ref d, count)));
            return Vector512.LessThanAny(least, Vector512.Create(Limit));
        }

        if (Vector256.IsHardwareAccelerated && count >= Vector256<int>.Count)
        {
            Vector256<int> least = Vector256.Min(
                Vector256.Min(Least256(ref values, count), Least256(ref b, count)), Vector256.Min(Least256(ref c, count), Least256(ref d, count)));
            return Vector256.LessThanAny(least, Vector256.Create(Limit));
        }
        else
        {
            Vector128<int> least = Vector128.Min(
                Vector128.Min(Least128(ref values, count), Least128(ref b, count)), Vector128.Min(Least128(ref c, count), Least128(ref d, count)));
            return Vector128.LessThanAny(least, Vector128.Create(Limit));
        }
    }

    /// <summary>Zeros for the subnormal numbers among <paramref name="count"/> floats, at least one, in their place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ToZero(ref float values, int count)
    {
        if (IsAmong(ref values, count))
            Copy(ref values, count, ref values);
    }

    /// <summary>
    /// Copies rows of <paramref name="count"/> floats, which begin <paramref name="stride"/> floats apart, one after another into <paramref name="copies"/>, as many as fit: with zeros for
    /// subnormal numbers.
    /// </summary>
    /// <returns>The first copy.</returns>
    public static ref float CopyToZero(ref float values, int stride, int count, Span<float> copies)
    {
        ref float copy = ref copies[0];
        for (int row = 0; row < copies.Length / count; row++)
            Copy(ref Unsafe.Add(ref values, row * stride), count, ref Unsafe.Add(ref copy, row * count));
        return ref copy;
    }

    /// <summary>The least of up to three floats in the order of subnormal numbers, others, zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Least(ref float values, int count)
    {
        uint least = Order(values);
        if (count > 1)
            least = Math.Min(least, Order(Unsafe.Add(ref values, 1)));
        return count > 2 ? Math.Min(least, Order(Unsafe.Add(ref values, 2))) : least;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Order(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        return bits + bits - 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Pairs(ref float one, ref float other, int place) =>
        Order(Vector128.Create(
            Unsafe.ReadUnaligned<long>(ref Unsafe.As<float, byte>(ref Unsafe.Add(ref one, place))),
            Unsafe.ReadUnaligned<long>(ref Unsafe.As<float, byte>(ref Unsafe.Add(ref other, place)))).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Least128(ref float values, int count)
    {
        Vector128<int> least = Order(Vector128.LoadUnsafe(ref values).AsInt32());
        for (int i = Vector128<int>.Count; i <= count - Vector128<int>.Count; i += Vector128<int>.Count)
            least = Vector128.Min(least, Order(Vector128.LoadUnsafe(ref values, (nuint)i).AsInt32()));
        return count % Vector128<int>.Count == 0 ? least : Vector128.Min(least, Order(Vector128.LoadUnsafe(ref values, (nuint)(count - Vector128<int>.Count)).AsInt32()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Order(Vector128<int> bits) => bits + bits + Vector128.Create(int.MaxValue);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Least256(ref float values, int count)
    {
        Vector256<int> least = Order(Vector256.LoadUnsafe(ref values).AsInt32());
        for (int i = Vector256<int>.Count; i <= count - Vector256<int>.Count; i += Vector256<int>.Count)
            least = Vector256.Min(least, Order(Vector256.LoadUnsafe(ref values, (nuint)i).AsInt32()));
        return count % Vector256<int>.Count == 0 ? least : Vector256.Min(least, Order(Vector256.LoadUnsafe(ref values, (nuint)(count - Vector256<int>.Count)).AsInt32()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Order(Vector256<int> bits) => bits + bits + Vector256.Create(int.MaxValue);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Least512(ref float values, int count)
    {
        Vector512<int> least = Order(Vector512.LoadUnsafe(ref values).AsInt32());
        for (int i = Vector512<int>.Count; i <= count - Vector512<int>.Count; i += Vector512<int>.Count)
            least = Vector512.Min(least, Order(Vector512.LoadUnsafe(ref values, (nuint)i).AsInt32()));
        return count % Vector512<int>.Count == 0 ? least : Vector512.Min(least, Order(Vector512.LoadUnsafe(ref values, (nuint)(count - Vector512<int>.Count)).AsInt32()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Order(Vector512<int> bits) => bits + bits + Vector512.Create(int.MaxValue);

    /// <summary>Seldom needed, so not inlined. The copy may lie in the place of the values.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Copy(ref float values, int count, ref float copy)
    {
        int i = 0;
        for (; i + Vector128<float>.Count <= count; i += Vector128<float>.Count)
            ToZeroOfSign(Vector128.LoadUnsafe(ref values, (nuint)i)).StoreUnsafe(ref copy, (nuint)i);
        for (; i < count; i++)
            Unsafe.Add(ref copy, i) = ToZero(Unsafe.Add(ref values, i));
    }

    /// <summary>Compares integers: a comparison of floats may take as long as a product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<float> ToZeroOfSign(Vector128<float> x)
    {
        Vector128<int> exponent = x.AsInt32() & Vector128.Create(float.PositiveInfinity).AsInt32();
        Vector128<float> sign = x & Vector128.Create(-0f);
        return Vector128.ConditionalSelect(Vector128.Equals(exponent, Vector128<int>.Zero).AsSingle(), sign, x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float ToZero(float x) => float.IsSubnormal(x) ? float.CopySign(0, x) : x;
}
