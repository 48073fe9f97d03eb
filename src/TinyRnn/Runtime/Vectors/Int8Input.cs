using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TinyRnn.Runtime.Vectors;

/// <summary>
/// Values in [-1, 1] as bytes, for products of integers: 127 times the value, rounded to the nearest integer, of two to the even one. What lies outside counts
/// as -1 or 1, NaN as 0. The same bytes at every width of vectors, because nothing is added but a constant. For emitted code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Int8Input
{
    private const float Scale = 127;

    /// <summary>1.5 times 2^23: a sum with it has the integer in its lowest bits.</summary>
    private const float Rounder = 12582912;

    /// <summary>The signed values, four in a place; the last place is filled up with zeros.</summary>
    /// <param name="source">The first value.</param>
    /// <param name="bytes">The first place.</param>
    /// <param name="count">Values.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void WithSigns(ref float source, ref float bytes, int count) => Write(ref source, ref Unsafe.As<float, byte>(ref bytes), count, 0);

    /// <summary>The values and 128: bytes without a sign.</summary>
    /// <inheritdoc cref="WithSigns"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Offset(ref float source, ref float bytes, int count) => Write(ref source, ref Unsafe.As<float, byte>(ref bytes), count, 0x80);

    /// <summary>
    /// Magnitudes, behind them as many places of signs (all bits of negative values, otherwise none), and in one more place the sum of the negative values'
    /// magnitudes. With signs the weights' bits are turned, so that w becomes -w - 1: the sum is what all products lack then.
    /// </summary>
    /// <inheritdoc cref="WithSigns"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Magnitudes(ref float source, ref float bytes, int count)
    {
        int places = (count + 3) / 4;
        ref byte sizes = ref Unsafe.As<float, byte>(ref bytes);
        ref byte signs = ref Unsafe.Add(ref sizes, 4 * places);
        int i = 0;
        int sum = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512<int> lacking = Vector512<int>.Zero;
            for (; i + 16 <= count; i += 16)
            {
                Vector512<int> signed = Integers512(ref source, i);
                Vector512<int> negative = signed >> 31;
                Vector512<int> size = Vector512.Abs(signed);
                Avx512F.ConvertToVector128Byte(size).StoreUnsafe(ref sizes, (nuint)i);
                Avx512F.ConvertToVector128Byte(negative).StoreUnsafe(ref signs, (nuint)i);
                lacking += size & negative;
            }

            sum = Vector512.Sum(lacking);
        }

        Vector128<int> rest = Vector128<int>.Zero;
        for (; i + 16 <= count; i += 16)
        {
            (Vector128<int> a, Vector128<int> b) = (Integers(ref source, i), Integers(ref source, i + 4));
            (Vector128<int> c, Vector128<int> d) = (Integers(ref source, i + 8), Integers(ref source, i + 12));
            Vector128<sbyte> signed = Vector128.NarrowWithSaturation(Vector128.NarrowWithSaturation(a, b), Vector128.NarrowWithSaturation(c, d));
            Vector128<sbyte> negative = Vector128.LessThan(signed, Vector128<sbyte>.Zero);
            ((signed ^ negative) - negative).StoreUnsafe(ref Unsafe.As<byte, sbyte>(ref sizes), (nuint)i);
            negative.StoreUnsafe(ref Unsafe.As<byte, sbyte>(ref signs), (nuint)i);
            rest += ((a & (a >> 31)) + (b & (b >> 31))) + ((c & (c >> 31)) + (d & (d >> 31)));
        }

        for (; i + 4 <= count; i += 4)
        {
            Vector128<int> signed = Integers(ref source, i);
            Vector128<int> negative = signed >> 31;
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref sizes, i), FourBytes((signed ^ negative) - negative));
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref signs, i), FourBytes(negative));
            rest += signed & negative;
        }

        sum -= Vector128.Sum(rest);
        for (; i < 4 * places; i++)
        {
            int signed = i < count ? Of(Unsafe.Add(ref source, i)) : 0;
            Unsafe.Add(ref sizes, i) = (byte)Math.Abs(signed);
            Unsafe.Add(ref signs, i) = (byte)(signed >> 31);
            sum -= Math.Min(signed, 0);
        }

        Unsafe.As<float, int>(ref Unsafe.Add(ref bytes, 2 * places)) = sum;
    }

    /// <summary>The value of one number, for those who compute the same without vectors.</summary>
    internal static int Of(float value)
    {
        float scaled = float.IsNaN(value) ? 0 : value * Scale;
        return (sbyte)BitConverter.SingleToInt32Bits(Math.Min(Math.Max(scaled, -Scale), Scale) + Rounder);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(ref float source, ref byte bytes, int count, byte turned)
    {
        int i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; i + 16 <= count; i += 16)
            {
                Vector128<byte> four = Avx512F.ConvertToVector128Byte(Integers512(ref source, i));
                (four ^ Vector128.Create(turned)).StoreUnsafe(ref bytes, (nuint)i);
            }
        }

        for (; i + 16 <= count; i += 16)
        {
            Vector128<short> low = Vector128.NarrowWithSaturation(Integers(ref source, i), Integers(ref source, i + 4));
            Vector128<short> high = Vector128.NarrowWithSaturation(Integers(ref source, i + 8), Integers(ref source, i + 12));
            (Vector128.NarrowWithSaturation(low, high).AsByte() ^ Vector128.Create(turned)).StoreUnsafe(ref bytes, (nuint)i);
        }

        for (; i + 4 <= count; i += 4)
        {
            uint four = FourBytes(Integers(ref source, i));
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref bytes, i), four ^ (0x01010101u * turned));
        }

        for (; i < count; i++)
            Unsafe.Add(ref bytes, i) = (byte)(Of(Unsafe.Add(ref source, i)) ^ turned);
        for (; i % 4 != 0; i++)
            Unsafe.Add(ref bytes, i) = turned;
    }

    /// <summary>Four integers that fit into bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint FourBytes(Vector128<int> integers)
    {
        Vector128<short> narrow = Vector128.NarrowWithSaturation(integers, integers);
        return Vector128.NarrowWithSaturation(narrow, narrow).AsUInt32().ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Integers512(ref float source, int place)
    {
        Vector512<float> scaled = Vector512.LoadUnsafe(ref source, (nuint)place);
        scaled = (scaled & Vector512.Equals(scaled, scaled)) * Scale;
        scaled = Vector512.MinNative(Vector512.MaxNative(scaled, Vector512.Create(-Scale)), Vector512.Create(Scale)) + Vector512.Create(Rounder);
        return scaled.AsInt32() - Vector512.Create(BitConverter.SingleToInt32Bits(Rounder));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Integers(ref float source, int place)
    {
        Vector128<float> scaled = Vector128.LoadUnsafe(ref source, (nuint)place);
        scaled = (scaled & Vector128.Equals(scaled, scaled)) * Scale;
        scaled = Vector128.MinNative(Vector128.MaxNative(scaled, Vector128.Create(-Scale)), Vector128.Create(Scale)) + Vector128.Create(Rounder);
        return scaled.AsInt32() - Vector128.Create(BitConverter.SingleToInt32Bits(Rounder));
    }
}
