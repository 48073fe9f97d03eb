using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Updates;

/// <summary>One walk over a range of weights and their averages. Ranges have a multiple of 4 floats.</summary>
internal static class AveragePass
{
    /// <summary>average += share (weight - average); a share of 1 copies, whatever the average was.</summary>
    /// <param name="averages">First average of the range.</param>
    /// <param name="weights">First weight.</param>
    /// <param name="length">Floats in the range.</param>
    /// <param name="share">The share of the weights, above 0.</param>
    // Optimised at its first call, as UpdatePass is.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run(ref float averages, ref float weights, int length, float share)
    {
        nint i = 0;
        if (share == 1)
        {
            for (; i < length; i += Floats128.Count)
                Floats128.Load(ref weights, i).Store(ref averages, i);
            return;
        }

        if (Vector512.IsHardwareAccelerated)
            i = Run<Floats512>(ref averages, ref weights, i, length, share);
        if (Vector256.IsHardwareAccelerated)
            i = Run<Floats256>(ref averages, ref weights, i, length, share);
        Run<Floats128>(ref averages, ref weights, i, length, share);
    }

    /// <summary>Weights and averages change places.</summary>
    public static void Exchange(ref float weights, ref float averages, int length)
    {
        for (nint i = 0; i < length; i += Floats128.Count)
        {
            Floats128 weight = Floats128.Load(ref weights, i);
            Floats128.Load(ref averages, i).Store(ref weights, i);
            weight.Store(ref averages, i);
        }
    }

    /// <summary>As many as fill vectors.</summary>
    /// <returns>The first that is left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Run<TFloats>(ref float averages, ref float weights, nint i, nint end, float share)
        where TFloats : struct, IFloats<TFloats>
    {
        for (; i + TFloats.Count <= end; i += TFloats.Count)
        {
            TFloats average = TFloats.Load(ref averages, i);
            TFloats.MultiplyAdd(share, TFloats.Load(ref weights, i) - average, average).SubnormalToZero().Store(ref averages, i);
        }

        return i;
    }
}
