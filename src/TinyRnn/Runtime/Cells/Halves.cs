using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TinyRnn.Runtime.Cells;

/// <summary>The two halves of a value as one; a number has the same bits wherever it lies. For emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Halves
{
    /// <summary>y = the first half of x + the second.</summary>
    /// <param name="x">2 size numbers.</param>
    /// <param name="y">size numbers.</param>
    /// <param name="size">Numbers of a half.</param>
    public static void Sum(ref float x, ref float y, int size)
    {
        ref float second = ref Unsafe.Add(ref x, size);
        nuint k = 0;
        for (; k + 4 <= (nuint)size; k += 4)
            (Vector128.LoadUnsafe(ref x, k) + Vector128.LoadUnsafe(ref second, k)).StoreUnsafe(ref y, k);
        for (; k < (nuint)size; k++)
            Unsafe.Add(ref y, k) = Unsafe.Add(ref x, k) + Unsafe.Add(ref second, k);
    }

    /// <summary>y = half of both halves' sum.</summary>
    /// <inheritdoc cref="Sum"/>
    public static void Mean(ref float x, ref float y, int size)
    {
        ref float second = ref Unsafe.Add(ref x, size);
        Vector128<float> half = Vector128.Create(0.5f);
        nuint k = 0;
        for (; k + 4 <= (nuint)size; k += 4)
            ((Vector128.LoadUnsafe(ref x, k) + Vector128.LoadUnsafe(ref second, k)) * half).StoreUnsafe(ref y, k);
        for (; k < (nuint)size; k++)
            Unsafe.Add(ref y, k) = (Unsafe.Add(ref x, k) + Unsafe.Add(ref second, k)) * 0.5f;
    }

    /// <summary>y = the first half of x * the second.</summary>
    /// <inheritdoc cref="Sum"/>
    public static void Product(ref float x, ref float y, int size)
    {
        ref float second = ref Unsafe.Add(ref x, size);
        nuint k = 0;
        for (; k + 4 <= (nuint)size; k += 4)
            (Vector128.LoadUnsafe(ref x, k) * Vector128.LoadUnsafe(ref second, k)).StoreUnsafe(ref y, k);
        for (; k < (nuint)size; k++)
            Unsafe.Add(ref y, k) = Unsafe.Add(ref x, k) * Unsafe.Add(ref second, k);
    }
}
