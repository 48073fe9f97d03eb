using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Cells;

public static partial class CellMath
{
    /// <summary>Uses of 12 constants, a constant four times, so that a vector of 128 bits is one load.</summary>
    private const int Use = 12 * 4;

    // Places in a use. A reference and a constant offset cost the compiler no inlining, of which it does only so much in one method.
    internal const int Most = 0 * 4;
    internal const int Least = 1 * 4;
    internal const int One = 4 * 4;

    // Of a sigmoid:
    internal const int Shift = 2 * 4;
    internal const int E1 = 3 * 4;
    internal const int E3 = 5 * 4;
    internal const int E2 = 6 * 4;
    internal const int E5 = 7 * 4;
    internal const int E4 = 8 * 4;
    internal const int Audible = 9 * 4;
    internal const int MinusAudible = 10 * 4;

    // Of a tanh:
    internal const int Floor = 2 * 4;
    internal const int P1 = 3 * 4;
    internal const int P3 = 5 * 4;
    internal const int P2 = 6 * 4;
    internal const int Q1 = 7 * 4;
    internal const int Q3 = 8 * 4;
    internal const int Q2 = 9 * 4;
    internal const int P4 = 10 * 4;
    internal const int Q4 = 11 * 4;

    // Written out, because the native compiler then lays the array out at compile time. Computed, it would be a static constructor, whose check is a
    // call inside the cell, and the sums of a kernel would live in memory through all of its loops.
    private static readonly float[] s_constants =
    [
        // Use 0.
        ExponentRange, ExponentRange, ExponentRange, ExponentRange,
        -ExponentRange, -ExponentRange, -ExponentRange, -ExponentRange,
        VectorMath.RoundingShift, VectorMath.RoundingShift, VectorMath.RoundingShift, VectorMath.RoundingShift,
        Exp1, Exp1, Exp1, Exp1,
        1, 1, 1, 1,
        Exp3, Exp3, Exp3, Exp3,
        Exp2, Exp2, Exp2, Exp2,
        Exp5, Exp5, Exp5, Exp5,
        Exp4, Exp4, Exp4, Exp4,
        Silence, Silence, Silence, Silence,
        -Silence, -Silence, -Silence, -Silence,
        0, 0, 0, 0,

        // Use 1.
        VectorMath.TanhSaturation, VectorMath.TanhSaturation, VectorMath.TanhSaturation, VectorMath.TanhSaturation,
        -VectorMath.TanhSaturation, -VectorMath.TanhSaturation, -VectorMath.TanhSaturation, -VectorMath.TanhSaturation,
        VectorMath.TanhFloor, VectorMath.TanhFloor, VectorMath.TanhFloor, VectorMath.TanhFloor,
        VectorMath.TanhP1, VectorMath.TanhP1, VectorMath.TanhP1, VectorMath.TanhP1,
        1, 1, 1, 1,
        VectorMath.TanhP3, VectorMath.TanhP3, VectorMath.TanhP3, VectorMath.TanhP3,
        VectorMath.TanhP2, VectorMath.TanhP2, VectorMath.TanhP2, VectorMath.TanhP2,
        VectorMath.TanhQ1, VectorMath.TanhQ1, VectorMath.TanhQ1, VectorMath.TanhQ1,
        VectorMath.TanhQ3, VectorMath.TanhQ3, VectorMath.TanhQ3, VectorMath.TanhQ3,
        VectorMath.TanhQ2, VectorMath.TanhQ2, VectorMath.TanhQ2, VectorMath.TanhQ2,
        VectorMath.TanhP4, VectorMath.TanhP4, VectorMath.TanhP4, VectorMath.TanhP4,
        VectorMath.TanhQ4, VectorMath.TanhQ4, VectorMath.TanhQ4, VectorMath.TanhQ4,

        // Use 2.
        ExponentRange, ExponentRange, ExponentRange, ExponentRange,
        -ExponentRange, -ExponentRange, -ExponentRange, -ExponentRange,
        VectorMath.RoundingShift, VectorMath.RoundingShift, VectorMath.RoundingShift, VectorMath.RoundingShift,
        Exp1, Exp1, Exp1, Exp1,
        1, 1, 1, 1,
        Exp3, Exp3, Exp3, Exp3,
        Exp2, Exp2, Exp2, Exp2,
        Exp5, Exp5, Exp5, Exp5,
        Exp4, Exp4, Exp4, Exp4,
        Silence, Silence, Silence, Silence,
        -Silence, -Silence, -Silence, -Silence,
        0, 0, 0, 0,

        // Use 3.
        VectorMath.TanhSaturation, VectorMath.TanhSaturation, VectorMath.TanhSaturation, VectorMath.TanhSaturation,
        -VectorMath.TanhSaturation, -VectorMath.TanhSaturation, -VectorMath.TanhSaturation, -VectorMath.TanhSaturation,
        VectorMath.TanhFloor, VectorMath.TanhFloor, VectorMath.TanhFloor, VectorMath.TanhFloor,
        VectorMath.TanhP1, VectorMath.TanhP1, VectorMath.TanhP1, VectorMath.TanhP1,
        1, 1, 1, 1,
        VectorMath.TanhP3, VectorMath.TanhP3, VectorMath.TanhP3, VectorMath.TanhP3,
        VectorMath.TanhP2, VectorMath.TanhP2, VectorMath.TanhP2, VectorMath.TanhP2,
        VectorMath.TanhQ1, VectorMath.TanhQ1, VectorMath.TanhQ1, VectorMath.TanhQ1,
        VectorMath.TanhQ3, VectorMath.TanhQ3, VectorMath.TanhQ3, VectorMath.TanhQ3,
        VectorMath.TanhQ2, VectorMath.TanhQ2, VectorMath.TanhQ2, VectorMath.TanhQ2,
        VectorMath.TanhP4, VectorMath.TanhP4, VectorMath.TanhP4, VectorMath.TanhP4,
        VectorMath.TanhQ4, VectorMath.TanhQ4, VectorMath.TanhQ4, VectorMath.TanhQ4,

        // Use 4.
        ExponentRange, ExponentRange, ExponentRange, ExponentRange,
        -ExponentRange, -ExponentRange, -ExponentRange, -ExponentRange,
        VectorMath.RoundingShift, VectorMath.RoundingShift, VectorMath.RoundingShift, VectorMath.RoundingShift,
        Exp1, Exp1, Exp1, Exp1,
        1, 1, 1, 1,
        Exp3, Exp3, Exp3, Exp3,
        Exp2, Exp2, Exp2, Exp2,
        Exp5, Exp5, Exp5, Exp5,
        Exp4, Exp4, Exp4, Exp4,
        Silence, Silence, Silence, Silence,
        -Silence, -Silence, -Silence, -Silence,
        0, 0, 0, 0,
    ];

    /// <summary>
    /// Makes the constants, before the first kernel is compiled: a kernel is compiled once, and would ask for ever whether they have been made.
    /// </summary>
    internal static void MakeConstants() => GC.KeepAlive(s_constants);

    /// <summary>The constants of the n-th use, in the order f, g, i, cell, o of an LSTM: a sigmoid's at 0, 2 and 4, a tanh's at 1 and 3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ref float Constants(int use) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(s_constants), use * Use);
}
