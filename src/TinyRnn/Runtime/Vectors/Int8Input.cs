using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace TinyRnn.Runtime.Vectors;

/// <summary>
/// Values as bytes, for products of integers of 8 bits: four in a place of 32 bits, the last of which is filled up with zeros. What lies outside of the range
/// counts as its end, NaN as 0. For emitted code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Int8Input
{
    /// <summary>With their signs.</summary>
    /// <param name="source">The first value.</param>
    /// <param name="integers">The first place.</param>
    /// <param name="count">Values.</param>
    /// <param name="most">The largest integer.</param>
    /// <param name="scale">The integer that 1 becomes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void WithSigns(ref float source, ref float integers, int count, int most, float scale) =>
        ByteDigits.Write(ref source, ref integers, count, new(most, scale), turned: 0, isWide: false);

    /// <summary>With 128 added to each: bytes without a sign.</summary>
    /// <inheritdoc cref="WithSigns"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Offset(ref float source, ref float integers, int count, int most, float scale) =>
        ByteDigits.Write(ref source, ref integers, count, new(most, scale), turned: 0x80, isWide: false);

    /// <summary>
    /// Magnitudes, behind them as many places of signs (all bits of negative values, otherwise none), and in one more place the sum of the negative values'
    /// magnitudes: what sums of products lack with weights whose bits the signs turn.
    /// </summary>
    /// <inheritdoc cref="WithSigns"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Magnitudes(ref float source, ref float integers, int count, int most, float scale) =>
        ByteDigits.Magnitudes(ref source, ref integers, count, new(most, scale), isWide: false);
}
