using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Tape;

/// <summary>A point-wise step of as many units as a vector holds.</summary>
internal interface ITapeStep
{
    /// <summary>
    /// Computes the units that begin at <paramref name="unit"/> in the states and at <paramref name="gate"/> in the gates, a gate
    /// <paramref name="units"/> floats after another.
    /// </summary>
    void At<TFloats>(nint gate, nint unit, nint units)
        where TFloats : struct, IFloats<TFloats>;
}

/// <summary>Takes a step over all units of all rows, with the widest vectors that fit.</summary>
internal static class TapeWalk
{
    public static void Run<TStep>(int rows, int units, int gates, TStep step)
        where TStep : struct, ITapeStep, allows ref struct
    {
        nint unit = 0;
        if (Vector512.IsHardwareAccelerated)
            unit = Run<TStep, Floats512>(rows, unit, units, gates, step);
        if (Vector256.IsHardwareAccelerated)
            unit = Run<TStep, Floats256>(rows, unit, units, gates, step);
        Run<TStep, Floats128>(rows, unit, units, gates, step);
    }

    /// <summary>As many units as fill vectors.</summary>
    /// <returns>The first unit that is left in every row.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static nint Run<TStep, TFloats>(nint rows, nint first, nint units, nint gates, TStep step)
        where TStep : struct, ITapeStep, allows ref struct
        where TFloats : struct, IFloats<TFloats>
    {
        nint unit = first;
        for (nint row = 0; row < rows; row++)
        {
            for (unit = first; unit + TFloats.Count <= units; unit += TFloats.Count)
                step.At<TFloats>((row * gates * units) + unit, (row * units) + unit, units);
        }

        return unit;
    }
}
