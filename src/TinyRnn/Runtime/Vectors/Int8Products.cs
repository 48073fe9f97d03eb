using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TinyRnn.Runtime.Vectors;

/// <summary>Products of 8-bit integers in vectors of 128 bits, where a processor may have no instruction for them. For emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Int8Products
{
    /// <summary>
    /// Adds to each lane the products of its four weights with four inputs, but for the sum that <see cref="Int8Input.Magnitudes"/> leaves at the end.
    /// </summary>
    /// <param name="sum">A sum in each lane.</param>
    /// <param name="sizes">The inputs' magnitudes, at most 127, the same four in each lane.</param>
    /// <param name="signs">All bits of those that are negative, otherwise none.</param>
    /// <param name="weights">Four weights in each lane, from -127 to 127.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Add(Vector128<int> sum, Vector128<byte> sizes, Vector128<sbyte> signs, Vector128<sbyte> weights) =>
        sum + Products(sizes, weights ^ signs, 1);

    /// <summary>The same with inputs in two digits (<see cref="Int8x16Input.Magnitudes"/>).</summary>
    /// <param name="sum">A sum in each lane.</param>
    /// <param name="low">The magnitudes' low digits, the same four in each lane.</param>
    /// <param name="high">Their high digits.</param>
    /// <param name="signs">All bits of those that are negative, otherwise none.</param>
    /// <param name="weights">Four weights in each lane, from -127 to 127.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Add(
        Vector128<int> sum, Vector128<byte> low, Vector128<byte> high, Vector128<sbyte> signs, Vector128<sbyte> weights)
    {
        Vector128<sbyte> signed = weights ^ signs;
        return sum + Products(low, signed, 1) + Products(high, signed, 128);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Products(Vector128<byte> sizes, Vector128<sbyte> weights, short factor)
    {
        if (Ssse3.IsSupported)
            return Sse2.MultiplyAddAdjacent(Ssse3.MultiplyAddAdjacent(sizes, weights), Vector128.Create(factor));
        Vector128<int> x = sizes.AsInt32();
        Vector128<int> w = weights.AsInt32();
        Vector128<int> byteOf = Vector128.Create(0xFF);
        Vector128<int> sum = (x & byteOf) * ((w << 24) >> 24);
        sum += ((x >> 8) & byteOf) * ((w << 16) >> 24);
        sum += ((x >> 16) & byteOf) * ((w << 8) >> 24);
        return (sum + ((x >>> 24) * (w >> 24))) * factor;
    }
}
