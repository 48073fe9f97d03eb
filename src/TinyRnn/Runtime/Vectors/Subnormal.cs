using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TinyRnn.Runtime.Vectors;

/// <summary>
/// Numbers below the smallest normal float, 2^-126, become 0: Intel's processors take some 150 cycles for each operation with one, and .NET cannot switch them
/// off (flush to zero, denormals are zero). For emitted code.
/// </summary>
/// <remarks>
/// <para>What a model is given, and what its layers without a memory hand on, is looked through before it is multiplied, in whole vectors and beside the path
/// that a step waits for. Only where there is a subnormal number, which is rare, values are changed. The sign stays, as in the processors' own mode: -1e-40
/// becomes -0. NaNs and infinities stay.</para>
/// <para>Moments of a weight whose gradient stays 0 (a token that no longer occurs, a dead unit) fade until they are subnormal and then stay so for ever, since
/// 0.9 times the smallest float rounds to itself.</para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Subnormal
{
    internal const float SmallestNormal = 1.17549435E-38f;

    // Twice the bits of a float, which leaves its sign out, are 0 for zeros, 2 to 2^24 - 2 for subnormal numbers and more for all others. Less 1, zeros are the
    // largest, and subnormal numbers the only ones below this.
    private const uint SubnormalsEnd = 0xFFFFFF;

    // The same for vectors, whose integers are compared with their signs: all less 2^31.
    private const int Limit = int.MinValue + (int)SubnormalsEnd;

    /// <summary>Whether one of <paramref name="count"/> floats, at least one, is subnormal. For constant counts: the compiler keeps what they need.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAmong(ref float values, int count)
    {
        if (count > 1 && Avx512DQ.VL.IsSupported)
            return IsClassAmong(ref values, count);
        if (count < Vector128<int>.Count)
            return Least(ref values, count) < SubnormalsEnd;
        if (Vector256.IsHardwareAccelerated && count >= Vector256<int>.Count)
            return Vector256.LessThanAny(Least256(ref values, count), Vector256.Create(Limit));
        return Vector128.LessThanAny(Least128(ref values, count), Vector128.Create(Limit));
    }

    /// <summary>The same for any number of floats, none included.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool IsAmong(ReadOnlySpan<float> values) => !values.IsEmpty && IsAmong(ref MemoryMarshal.GetReference(values), values.Length);

    /// <summary>The same for four rows of <paramref name="count"/> floats, at least one, which begin <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAmongFour(ref float values, int stride, int count) =>
        IsAmong(ref values, count)
        || IsAmong(ref Unsafe.Add(ref values, stride), count)
        || IsAmong(ref Unsafe.Add(ref values, 2 * stride), count)
        || IsAmong(ref Unsafe.Add(ref values, 3 * stride), count);

    /// <summary>Zeros for the subnormal numbers among <paramref name="count"/> floats, at least one, in their place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ToZero(ref float values, int count)
    {
        if (IsAmong(ref values, count))
            Copy(ref values, count, ref values);
    }

    /// <summary>
    /// Copies rows of <paramref name="count"/> floats, which begin <paramref name="stride"/> floats apart, one after another into <paramref name="copies"/>, as
    /// many as fit: with zeros for subnormal numbers.
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
    private static Vector128<int> Least128(ref float values, int count)
    {
        Vector128<int> least = Order128(ref values, count - Vector128<int>.Count);
        int i = 0;
        for (; i <= count - (4 * Vector128<int>.Count); i += 4 * Vector128<int>.Count)
        {
            Vector128<int> two = Vector128.Min(Order128(ref values, i), Order128(ref values, i + Vector128<int>.Count));
            Vector128<int> next = Vector128.Min(Order128(ref values, i + (2 * Vector128<int>.Count)), Order128(ref values, i + (3 * Vector128<int>.Count)));
            least = Vector128.Min(least, Vector128.Min(two, next));
        }

        for (; i < count - Vector128<int>.Count; i += Vector128<int>.Count)
            least = Vector128.Min(least, Order128(ref values, i));
        return least;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Order128(ref float values, int i)
    {
        Vector128<int> bits = Vector128.LoadUnsafe(ref values, (nuint)i).AsInt32();
        return bits + bits + Vector128.Create(int.MaxValue);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Least256(ref float values, int count)
    {
        Vector256<int> least = Order256(ref values, count - Vector256<int>.Count);
        int i = 0;
        for (; i <= count - (4 * Vector256<int>.Count); i += 4 * Vector256<int>.Count)
        {
            Vector256<int> two = Vector256.Min(Order256(ref values, i), Order256(ref values, i + Vector256<int>.Count));
            Vector256<int> next = Vector256.Min(Order256(ref values, i + (2 * Vector256<int>.Count)), Order256(ref values, i + (3 * Vector256<int>.Count)));
            least = Vector256.Min(least, Vector256.Min(two, next));
        }

        for (; i < count - Vector256<int>.Count; i += Vector256<int>.Count)
            least = Vector256.Min(least, Order256(ref values, i));
        return least;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Order256(ref float values, int i)
    {
        Vector256<int> bits = Vector256.LoadUnsafe(ref values, (nuint)i).AsInt32();
        return bits + bits + Vector256.Create(int.MaxValue);
    }

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
