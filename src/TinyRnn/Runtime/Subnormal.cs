using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TinyRnn.Runtime;

/// <summary>
/// Numbers below the smallest normal float, 2^-126, become 0: Intel's processors take some 150 cycles for each operation with one, and .NET cannot switch them off (flush to zero, denormals are zero).
/// </summary>
/// <remarks>
/// <para>What a model is given, and what its layers without a memory hand on, is looked through before it is multiplied, in whole vectors and beside the path that a step waits for. Only where
/// there is a subnormal number, which is rare, values are changed. The sign stays, as in the processors' own mode: -1e-40 becomes -0. NaNs and infinities stay.</para>
/// <para>Moments of a weight whose gradient stays 0 (a token that no longer occurs, a dead unit) fade until they are subnormal and then stay so for ever, since 0.9 times the smallest float rounds
/// to itself.</para>
/// </remarks>
public static class Subnormal
{
    private const float SmallestNormal = 1.17549435E-38f;

    // Twice the bits of a float, without its sign, are 0 for zeros, 2 to 2^24 - 2 for subnormal numbers and more for all others. Added to 2^31 - 1, as signed integers, zeros are the largest, and
    // subnormal numbers the only ones below this.
    private const int Limit = int.MinValue + 0xFFFFFF;

    /// <summary>Whether one of <paramref name="count"/> floats, at least one, is subnormal. For constant counts: the compiler keeps what they need.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAmong(ref float values, int count)
    {
        if (count < 4)
            return Is(ref values, 0) | (count > 1 && Is(ref values, 1)) | (count > 2 && Is(ref values, 2));
        if (Vector512.IsHardwareAccelerated && count >= Vector512<int>.Count)
        {
            Vector512<int> least = Order(Vector512.LoadUnsafe(ref values, 0).AsInt32());
            for (int i = Vector512<int>.Count; i + Vector512<int>.Count <= count; i += Vector512<int>.Count)
                least = Vector512.Min(least, Order(Vector512.LoadUnsafe(ref values, (nuint)i).AsInt32()));
            if (count % Vector512<int>.Count > 0)
                least = Vector512.Min(least, Order(Vector512.LoadUnsafe(ref values, (nuint)(count - Vector512<int>.Count)).AsInt32()));
            return Vector512.LessThanAny(least, Vector512.Create(Limit));
        }

        if (Vector256.IsHardwareAccelerated && count >= Vector256<int>.Count)
        {
            Vector256<int> least = Order(Vector256.LoadUnsafe(ref values, 0).AsInt32());
            for (int i = Vector256<int>.Count; i + Vector256<int>.Count <= count; i += Vector256<int>.Count)
                least = Vector256.Min(least, Order(Vector256.LoadUnsafe(ref values, (nuint)i).AsInt32()));
            if (count % Vector256<int>.Count > 0)
                least = Vector256.Min(least, Order(Vector256.LoadUnsafe(ref values, (nuint)(count - Vector256<int>.Count)).AsInt32()));
            return Vector256.LessThanAny(least, Vector256.Create(Limit));
        }
        else
        {
            Vector128<int> least = Order(Vector128.LoadUnsafe(ref values, 0).AsInt32());
            for (int i = Vector128<int>.Count; i + Vector128<int>.Count <= count; i += Vector128<int>.Count)
                least = Vector128.Min(least, Order(Vector128.LoadUnsafe(ref values, (nuint)i).AsInt32()));
            if (count % Vector128<int>.Count > 0)
                least = Vector128.Min(least, Order(Vector128.LoadUnsafe(ref values, (nuint)(count - Vector128<int>.Count)).AsInt32()));
            return Vector128.LessThanAny(least, Vector128.Create(Limit));
        }
    }

    /// <summary>The same for any number of floats, none included.</summary>
    public static bool IsAmong(ReadOnlySpan<float> values) => !values.IsEmpty && IsAmong(ref MemoryMarshal.GetReference(values), values.Length);

    /// <summary>The same for four rows of <paramref name="count"/> floats, which begin <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAmongFour(ref float values, int stride, int count) =>
        IsAmong(ref values, count)
        | IsAmong(ref Unsafe.Add(ref values, stride), count)
        | IsAmong(ref Unsafe.Add(ref values, 2 * stride), count)
        | IsAmong(ref Unsafe.Add(ref values, 3 * stride), count);

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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Is(ref float values, int index)
    {
        uint bits = Unsafe.As<float, uint>(ref Unsafe.Add(ref values, index));
        return (bits << 1) - 1 < 0xFFFFFF;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Order(Vector128<int> bits) => bits + bits + Vector128.Create(int.MaxValue);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Order(Vector256<int> bits) => bits + bits + Vector256.Create(int.MaxValue);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Order(Vector512<int> bits) => bits + bits + Vector512.Create(int.MaxValue);

    /// <summary>Seldom needed, so not inlined. The copy may lie in the place of the values.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Copy(ref float values, int count, ref float copy)
    {
        int i = 0;
        for (; i + Vector128<float>.Count <= count; i += Vector128<float>.Count)
        {
            Vector128<int> bits = Vector128.LoadUnsafe(ref values, (nuint)i).AsInt32();
            Vector128<int> sign = bits & Vector128.Create(int.MinValue);
            Vector128<int> tiny = Vector128.Equals(bits & Vector128.Create(float.PositiveInfinity).AsInt32(), Vector128<int>.Zero);
            Vector128.ConditionalSelect(tiny, sign, bits).AsSingle().StoreUnsafe(ref copy, (nuint)i);
        }

        for (; i < count; i++)
        {
            float value = Unsafe.Add(ref values, i);
            Unsafe.Add(ref copy, i) = float.IsSubnormal(value) ? float.CopySign(0, value) : value;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<float> ToZero(Vector128<float> x) =>
        Vector128.ConditionalSelect(Vector128.LessThan(Vector128.Abs(x), Vector128.Create(SmallestNormal)), Vector128<float>.Zero, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> ToZero(Vector256<float> x) =>
        Vector256.ConditionalSelect(Vector256.LessThan(Vector256.Abs(x), Vector256.Create(SmallestNormal)), Vector256<float>.Zero, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> ToZero(Vector512<float> x) =>
        Vector512.ConditionalSelect(Vector512.LessThan(Vector512.Abs(x), Vector512.Create(SmallestNormal)), Vector512<float>.Zero, x);
}
