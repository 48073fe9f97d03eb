using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TinyRnn.Runtime.Vectors;

/// <summary>
/// Values as integers of 16 bits, for products with such weights: two in a place of 32 bits, the last of which is filled up with a zero. What lies outside of
/// the range counts as its end, NaN as 0. For emitted code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Int16Input
{
    /// <summary>With their signs.</summary>
    /// <param name="source">The first value.</param>
    /// <param name="integers">The first place.</param>
    /// <param name="count">Values.</param>
    /// <param name="most">The largest integer.</param>
    /// <param name="scale">The integer that 1 becomes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void WithSigns(ref float source, ref float integers, int count, int most, float scale)
    {
        ValueRounding rounding = new(most, scale);
        ref short shorts = ref Unsafe.As<float, short>(ref integers);
        int i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; i + 16 <= count; i += 16)
                Avx512F.ConvertToVector256Int16(rounding.Sixteen(ref source, i)).StoreUnsafe(ref shorts, (nuint)i);
        }

        for (; i + 8 <= count; i += 8)
            rounding.Eight(ref source, i).StoreUnsafe(ref shorts, (nuint)i);
        for (; i < count; i++)
            Unsafe.Add(ref shorts, i) = (short)rounding.Of(Unsafe.Add(ref source, i));
        if (count % 2 != 0)
            Unsafe.Add(ref shorts, count) = 0;
    }
}
