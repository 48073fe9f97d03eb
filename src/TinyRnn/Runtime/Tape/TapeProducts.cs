using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TinyRnn.Runtime.Tape;

/// <summary>Products of rows, value by value. For emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TapeProducts
{
    /// <summary>to[r] *= factor[r].</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="size">Values of a row.</param>
    /// <param name="factor">The first factor.</param>
    /// <param name="factorStride">Floats from one of its rows to the next.</param>
    /// <param name="to">The first product.</param>
    /// <param name="toStride">Floats from one of its rows to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(int rows, int size, ref float factor, int factorStride, ref float to, int toStride)
    {
        for (nint row = 0; row < rows; row++)
        {
            ref float source = ref Unsafe.Add(ref factor, row * factorStride);
            ref float target = ref Unsafe.Add(ref to, row * toStride);
            nuint i = 0;
            for (; i + 4 <= (nuint)size; i += 4)
                (Vector128.LoadUnsafe(ref source, i) * Vector128.LoadUnsafe(ref target, i)).StoreUnsafe(ref target, i);
            for (; i < (nuint)size; i++)
                Unsafe.Add(ref target, i) *= Unsafe.Add(ref source, i);
        }
    }

    /// <summary>to[r] += gradient[r] * other[r]: the gradient of a factor, by that of the product and the other factor.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="size">Values of a row.</param>
    /// <param name="gradient">The product's gradient.</param>
    /// <param name="gradientStride">Floats from one of its rows to the next.</param>
    /// <param name="other">The other factor.</param>
    /// <param name="otherStride">Floats from one of its rows to the next.</param>
    /// <param name="to">The factor's gradient.</param>
    /// <param name="toStride">Floats from one of its rows to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddProduct(
        int rows, int size, ref float gradient, int gradientStride, ref float other, int otherStride, ref float to, int toStride)
    {
        for (nint row = 0; row < rows; row++)
        {
            ref float a = ref Unsafe.Add(ref gradient, row * gradientStride);
            ref float b = ref Unsafe.Add(ref other, row * otherStride);
            ref float target = ref Unsafe.Add(ref to, row * toStride);
            nuint i = 0;
            for (; i + 4 <= (nuint)size; i += 4)
                (Vector128.LoadUnsafe(ref target, i) + (Vector128.LoadUnsafe(ref a, i) * Vector128.LoadUnsafe(ref b, i))).StoreUnsafe(ref target, i);
            for (; i < (nuint)size; i++)
                Unsafe.Add(ref target, i) += Unsafe.Add(ref a, i) * Unsafe.Add(ref b, i);
        }
    }
}
