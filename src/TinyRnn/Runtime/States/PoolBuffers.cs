using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TinyRnn.Runtime.States;

/// <summary>What a pool has seen of the steps since its last output. For emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PoolBuffers
{
    /// <summary>kept = max(kept, x), or x at the first step. A NaN stays.</summary>
    /// <param name="kept">The largest so far.</param>
    /// <param name="x">The step's values.</param>
    /// <param name="size">Their number.</param>
    /// <param name="isFirst">Nothing has been seen since the last output.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Max(ref float kept, ref float x, int size, bool isFirst)
    {
        if (isFirst)
            StepBuffers.Copy(ref x, ref kept, size);
        else
            Max(ref kept, ref x, size);
    }

    /// <summary>kept = kept + x, or x at the first step.</summary>
    /// <param name="kept">The sum so far.</param>
    /// <param name="x">The step's values.</param>
    /// <param name="size">Their number.</param>
    /// <param name="isFirst">Nothing has been seen since the last output.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(ref float kept, ref float x, int size, bool isFirst)
    {
        if (isFirst)
            StepBuffers.Copy(ref x, ref kept, size);
        else
            JoinedValues.Sum(ref kept, ref x, ref kept, size);
    }

    /// <summary>kept = kept / steps: the mean.</summary>
    /// <param name="kept">The sum of all steps.</param>
    /// <param name="size">Values.</param>
    /// <param name="steps">Steps.</param>
    public static void Divide(ref float kept, int size, int steps)
    {
        Vector128<float> divisors = Vector128.Create((float)steps);
        nuint k = 0;
        for (; k + 4 <= (nuint)size; k += 4)
            (Vector128.LoadUnsafe(ref kept, k) / divisors).StoreUnsafe(ref kept, k);
        for (; k < (nuint)size; k++)
            Unsafe.Add(ref kept, k) /= steps;
    }

    private static void Max(ref float kept, ref float x, int size)
    {
        nuint k = 0;
        for (; k + 4 <= (nuint)size; k += 4)
            Vector128.Max(Vector128.LoadUnsafe(ref kept, k), Vector128.LoadUnsafe(ref x, k)).StoreUnsafe(ref kept, k);
        for (; k < (nuint)size; k++)
            Unsafe.Add(ref kept, k) = MathF.Max(Unsafe.Add(ref kept, k), Unsafe.Add(ref x, k));
    }
}
