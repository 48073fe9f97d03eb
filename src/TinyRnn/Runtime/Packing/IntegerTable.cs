using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TinyRnn.Runtime.Packing;

/// <summary>Tables of tokens in integers: a row is its scale, a float, and its numbers after it, up to a whole number of floats. For emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class IntegerTable
{
    /// <summary>As 8-bit integers.</summary>
    /// <param name="table">The table, row by row.</param>
    /// <param name="size">Numbers of a row.</param>
    /// <param name="packed">Room for all rows.</param>
    public static void PackBytes(ReadOnlySpan<float> table, int size, Span<float> packed) => Pack<sbyte>(WeightFormat.Int8, table, size, packed);

    /// <summary>As 16-bit integers.</summary>
    /// <inheritdoc cref="PackBytes"/>
    public static void PackShorts(ReadOnlySpan<float> table, int size, Span<float> packed) => Pack<short>(WeightFormat.Int16, table, size, packed);

    /// <summary>The numbers of a row of 8-bit integers.</summary>
    /// <param name="row">Its scale.</param>
    /// <param name="y">The first number.</param>
    /// <param name="size">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ReadBytes(ref float row, ref float y, int size)
    {
        float scale = row;
        ref sbyte integers = ref Unsafe.As<float, sbyte>(ref Unsafe.Add(ref row, 1));
        int i = 0;
        for (; i + 16 <= size; i += 16)
        {
            (Vector128<short> low, Vector128<short> high) = Vector128.Widen(Vector128.LoadUnsafe(ref integers, (nuint)i));
            Eight(low, scale, ref Unsafe.Add(ref y, i));
            Eight(high, scale, ref Unsafe.Add(ref y, i + 8));
        }

        for (; i < size; i++)
            Unsafe.Add(ref y, i) = Unsafe.Add(ref integers, i) * scale;
    }

    /// <summary>The numbers of a row of 16-bit integers.</summary>
    /// <inheritdoc cref="ReadBytes"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ReadShorts(ref float row, ref float y, int size)
    {
        float scale = row;
        ref short integers = ref Unsafe.As<float, short>(ref Unsafe.Add(ref row, 1));
        int i = 0;
        for (; i + 8 <= size; i += 8)
            Eight(Vector128.LoadUnsafe(ref integers, (nuint)i), scale, ref Unsafe.Add(ref y, i));
        for (; i < size; i++)
            Unsafe.Add(ref y, i) = Unsafe.Add(ref integers, i) * scale;
    }

    private static void Pack<T>(WeightFormat format, ReadOnlySpan<float> table, int size, Span<float> packed)
        where T : unmanaged, IBinaryInteger<T>
    {
        short[] integers = new short[size];
        int inPlace = sizeof(float) / Unsafe.SizeOf<T>();
        int places = 1 + ((size + inPlace - 1) / inPlace);
        for (int row = 0; row < table.Length / size; row++)
        {
            Span<float> target = packed.Slice(row * places, places);
            target.Clear();
            target[0] = IntegerRow.Round(format, table.Slice(row * size, size), integers);
            Span<T> stored = MemoryMarshal.Cast<float, T>(target[1..]);
            for (int i = 0; i < size; i++)
                stored[i] = T.CreateTruncating(integers[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Eight(Vector128<short> integers, float scale, ref float y)
    {
        (Vector128<int> low, Vector128<int> high) = Vector128.Widen(integers);
        (Vector128.ConvertToSingle(low) * scale).StoreUnsafe(ref y);
        (Vector128.ConvertToSingle(high) * scale).StoreUnsafe(ref y, 4);
    }
}
