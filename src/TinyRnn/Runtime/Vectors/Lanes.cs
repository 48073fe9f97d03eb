using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TinyRnn.Runtime.Vectors;

/// <summary>
/// Stores of the first lanes of a vector, for a layer's last panel. With a constant count only the stores remain.
/// For emitted code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Lanes
{
    /// <summary>Stores lanes 0 to <paramref name="count"/> - 1, 1 to 4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<float> value, ref float destination, nuint offset, int count)
    {
        ref float target = ref Unsafe.Add(ref destination, offset);
        if (count == 4)
        {
            value.StoreUnsafe(ref target);
            return;
        }

        target = value.ToScalar();
        if (count > 1)
            Unsafe.Add(ref target, 1) = value.GetElement(1);
        if (count > 2)
            Unsafe.Add(ref target, 2) = value.GetElement(2);
    }

    /// <summary>Stores lanes 0 to <paramref name="count"/> - 1, 1 to 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> value, ref float destination, nuint offset, int count)
    {
        if (count == 8)
        {
            value.StoreUnsafe(ref destination, offset);
            return;
        }

        Store(value.GetLower(), ref destination, offset, Math.Min(count, 4));
        if (count > 4)
            Store(value.GetUpper(), ref destination, offset + 4, count - 4);
    }

    /// <summary>Stores lanes 0 to <paramref name="count"/> - 1, 1 to 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> value, ref float destination, nuint offset, int count)
    {
        if (count == 16)
        {
            value.StoreUnsafe(ref destination, offset);
            return;
        }

        Store(value.GetLower(), ref destination, offset, Math.Min(count, 8));
        if (count > 8)
            Store(value.GetUpper(), ref destination, offset + 8, count - 8);
    }
}
