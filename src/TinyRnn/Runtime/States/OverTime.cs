using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TinyRnn.Runtime.States;

/// <summary>
/// What is known of all steps so far, and their number, which is a float of the state: one that is no number of steps (a state may come from anywhere) counts
/// as 0. For emitted code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class OverTime
{
    /// <summary>Beyond it a float has no next whole number.</summary>
    private const float MostSteps = 1 << 24;

    /// <summary>kept = kept + (x - kept) / steps: the mean with one more step.</summary>
    /// <param name="kept">The mean of the steps so far, updated.</param>
    /// <param name="steps">Their number, updated.</param>
    /// <param name="x">The step's values.</param>
    /// <param name="size">Their number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Mean(ref float kept, ref float steps, ref float x, int size)
    {
        float counted = Seen(steps) + 1;
        steps = Seen(counted);
        if (counted == 1)
            StepBuffers.Copy(ref x, ref kept, size);
        else
            Mean(ref kept, ref x, size, steps);
    }

    /// <summary>kept = max(kept, x). A NaN stays.</summary>
    /// <inheritdoc cref="Mean(ref float, ref float, ref float, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Max(ref float kept, ref float steps, ref float x, int size)
    {
        float counted = Seen(steps) + 1;
        steps = Seen(counted);
        PoolBuffers.Max(ref kept, ref x, size, isFirst: counted == 1);
    }

    /// <summary>A number of steps as it counts.</summary>
    /// <param name="steps">The number in the state.</param>
    public static float Seen(float steps) => steps >= 1 ? MathF.Min(MathF.Floor(steps), MostSteps) : 0;

    private static void Mean(ref float kept, ref float x, int size, float steps)
    {
        Vector128<float> divisors = Vector128.Create(steps);
        nuint k = 0;
        for (; k + 4 <= (nuint)size; k += 4)
        {
            Vector128<float> mean = Vector128.LoadUnsafe(ref kept, k);
            (mean + ((Vector128.LoadUnsafe(ref x, k) - mean) / divisors)).StoreUnsafe(ref kept, k);
        }

        for (; k < (nuint)size; k++)
        {
            float mean = Unsafe.Add(ref kept, k);
            Unsafe.Add(ref kept, k) = mean + ((Unsafe.Add(ref x, k) - mean) / steps);
        }
    }
}
