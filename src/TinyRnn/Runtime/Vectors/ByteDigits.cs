using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TinyRnn.Runtime.Vectors;

/// <summary>
/// Integers as bytes, four in a place of 32 bits, for instructions that multiply bytes: of 8 bits as they are, of 15 bits as two digits, 128 times the high one
/// and the low one. All low digits stand in front of all high ones; the last place is filled up with zeros.
/// </summary>
internal static class ByteDigits
{
    private const int Low = 127;
    private const int Digit = 7;

    /// <summary>With their signs; of two digits, only the high one has it.</summary>
    /// <param name="source">The first value.</param>
    /// <param name="places">The first place.</param>
    /// <param name="count">Values.</param>
    /// <param name="rounding">Of the values.</param>
    /// <param name="turned">Bits that are turned: 128 to have no sign.</param>
    /// <param name="isWide">In two digits.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ref float source, ref float places, int count, ValueRounding rounding, byte turned, bool isWide)
    {
        int rows = 4 * ((count + 3) / 4);
        ref byte low = ref Unsafe.As<float, byte>(ref places);
        ref byte high = ref Unsafe.Add(ref low, isWide ? rows : 0);
        int i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; i + 16 <= count; i += 16)
            {
                Vector512<int> integers = rounding.Sixteen(ref source, i);
                if (isWide)
                    Avx512F.ConvertToVector128Byte(integers & Vector512.Create(Low)).StoreUnsafe(ref low, (nuint)i);
                (Avx512F.ConvertToVector128Byte(isWide ? integers >> Digit : integers) ^ Vector128.Create(turned)).StoreUnsafe(ref high, (nuint)i);
            }
        }

        for (; i + 16 <= count; i += 16)
        {
            (Vector128<short> a, Vector128<short> b) = (rounding.Eight(ref source, i), rounding.Eight(ref source, i + 8));
            if (isWide)
            {
                Vector128<short> mask = Vector128.Create((short)Low);
                Vector128.NarrowWithSaturation(a & mask, b & mask).AsByte().StoreUnsafe(ref low, (nuint)i);
                (a, b) = (a >> Digit, b >> Digit);
            }

            (Vector128.NarrowWithSaturation(a, b).AsByte() ^ Vector128.Create(turned)).StoreUnsafe(ref high, (nuint)i);
        }

        for (; i + 4 <= count; i += 4)
        {
            Vector128<int> integers = rounding.Four(ref source, i);
            if (isWide)
                Unsafe.WriteUnaligned(ref Unsafe.Add(ref low, i), FourBytes(integers & Vector128.Create(Low)));
            uint four = FourBytes(isWide ? integers >> Digit : integers);
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref high, i), four ^ (0x01010101u * turned));
        }

        for (; i < rows; i++)
        {
            int integer = i < count ? rounding.Of(Unsafe.Add(ref source, i)) : 0;
            if (isWide)
                Unsafe.Add(ref low, i) = (byte)(integer & Low);
            Unsafe.Add(ref high, i) = (byte)((isWide ? integer >> Digit : integer) ^ turned);
        }
    }

    /// <summary>
    /// Their magnitudes, behind them as many places of signs (all bits of negative values, otherwise none), and in one more place the sum of the negative
    /// values' magnitudes. With signs the weights' bits are turned, so that w becomes -w - 1: the sum is what all products lack then.
    /// </summary>
    /// <inheritdoc cref="Write"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Magnitudes(ref float source, ref float places, int count, ValueRounding rounding, bool isWide)
    {
        int rows = 4 * ((count + 3) / 4);
        ref byte low = ref Unsafe.As<float, byte>(ref places);
        ref byte high = ref Unsafe.Add(ref low, isWide ? rows : 0);
        ref byte signs = ref Unsafe.Add(ref high, rows);
        int i = 0;
        int sum = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512<int> lacking = Vector512<int>.Zero;
            for (; i + 16 <= count; i += 16)
            {
                Vector512<int> signed = rounding.Sixteen(ref source, i);
                Vector512<int> negative = signed >> 31;
                Vector512<int> size = Vector512.Abs(signed);
                if (isWide)
                    Avx512F.ConvertToVector128Byte(size & Vector512.Create(Low)).StoreUnsafe(ref low, (nuint)i);
                Avx512F.ConvertToVector128Byte(isWide ? size >> Digit : size).StoreUnsafe(ref high, (nuint)i);
                Avx512F.ConvertToVector128Byte(negative).StoreUnsafe(ref signs, (nuint)i);
                lacking += size & negative;
            }

            sum = Vector512.Sum(lacking);
        }

        Vector128<int> rest = Vector128<int>.Zero;
        for (; i + 16 <= count; i += 16)
        {
            (Vector128<int> a, Vector128<int> b) = (rounding.Four(ref source, i), rounding.Four(ref source, i + 4));
            (Vector128<int> c, Vector128<int> d) = (rounding.Four(ref source, i + 8), rounding.Four(ref source, i + 12));
            rest += ((a & (a >> 31)) + (b & (b >> 31))) + ((c & (c >> 31)) + (d & (d >> 31)));
            (Vector128<short> first, Vector128<short> second) = (Vector128.NarrowWithSaturation(a, b), Vector128.NarrowWithSaturation(c, d));
            Vector128<sbyte> negative = Vector128.NarrowWithSaturation(first >> 15, second >> 15);
            negative.AsByte().StoreUnsafe(ref signs, (nuint)i);
            if (isWide)
            {
                (first, second) = (Vector128.Abs(first), Vector128.Abs(second));
                Vector128<short> mask = Vector128.Create((short)Low);
                Vector128.NarrowWithSaturation(first & mask, second & mask).AsByte().StoreUnsafe(ref low, (nuint)i);
                Vector128.NarrowWithSaturation(first >> Digit, second >> Digit).AsByte().StoreUnsafe(ref high, (nuint)i);
            }
            else
            {
                ((Vector128.NarrowWithSaturation(first, second) ^ negative) - negative).AsByte().StoreUnsafe(ref high, (nuint)i);
            }
        }

        for (; i + 4 <= count; i += 4)
        {
            Vector128<int> signed = rounding.Four(ref source, i);
            Vector128<int> negative = signed >> 31;
            Vector128<int> size = (signed ^ negative) - negative;
            if (isWide)
                Unsafe.WriteUnaligned(ref Unsafe.Add(ref low, i), FourBytes(size & Vector128.Create(Low)));
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref high, i), FourBytes(isWide ? size >> Digit : size));
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref signs, i), FourBytes(negative));
            rest += signed & negative;
        }

        sum -= Vector128.Sum(rest);
        for (; i < rows; i++)
        {
            int signed = i < count ? rounding.Of(Unsafe.Add(ref source, i)) : 0;
            int size = Math.Abs(signed);
            if (isWide)
                Unsafe.Add(ref low, i) = (byte)(size & Low);
            Unsafe.Add(ref high, i) = (byte)(isWide ? size >> Digit : size);
            Unsafe.Add(ref signs, i) = (byte)(signed >> 31);
            sum -= Math.Min(signed, 0);
        }

        Unsafe.As<byte, int>(ref Unsafe.Add(ref signs, rows)) = sum;
    }

    /// <summary>Four integers that fit into bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint FourBytes(Vector128<int> integers)
    {
        Vector128<short> narrow = Vector128.NarrowWithSaturation(integers, integers);
        return Vector128.NarrowWithSaturation(narrow, narrow).AsUInt32().ToScalar();
    }
}
