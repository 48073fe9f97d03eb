using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Tape;

/// <summary>Copies a matrix of gates into panels, which one sequence alone walks through step after step. For emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TapePanels
{
    /// <summary>Neighbouring panels of one width: of each row the panel's units, gate after gate.</summary>
    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="gates">Gates of a row.</param>
    /// <param name="units">Units of a gate, padded: the floats from one gate of a row to the next.</param>
    /// <param name="width">Units of a panel, a multiple of 4.</param>
    /// <param name="panels">Panels.</param>
    /// <param name="from">The first panel's first unit in the first row.</param>
    /// <param name="to">The first panel.</param>
    public static void Pack(int rows, int gates, int units, int width, int panels, ref float from, ref float to)
    {
        if (Vector512.IsHardwareAccelerated && width % Vector512<float>.Count == 0)
            Pack<Floats512>(rows, gates, units, width, panels, ref from, ref to);
        else if (Vector256.IsHardwareAccelerated && width % Vector256<float>.Count == 0)
            Pack<Floats256>(rows, gates, units, width, panels, ref from, ref to);
        else
            Pack<Floats128>(rows, gates, units, width, panels, ref from, ref to);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Pack<TFloats>(nint rows, nint gates, nint units, nint width, nint panels, ref float from, ref float to)
        where TFloats : struct, IFloats<TFloats>
    {
        // A panel's vectors one after another, each with a loop over all gates of all rows: most panels have one or two.
        for (nint unit = 0; unit < panels * width; unit += TFloats.Count)
        {
            nint panel = unit / width;
            ref float source = ref Unsafe.Add(ref from, unit);
            ref float target = ref Unsafe.Add(ref to, (panel * width * rows * gates) + unit - (panel * width));
            for (nint gate = rows * gates; gate > 0; gate--)
            {
                TFloats.Load(ref source, 0).Store(ref target, 0);
                source = ref Unsafe.Add(ref source, units);
                target = ref Unsafe.Add(ref target, width);
            }
        }
    }
}
