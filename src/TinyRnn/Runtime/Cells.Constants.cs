namespace TinyRnn.Runtime;

public static partial class Cells
{
    /// <summary>Uses of 12 constants, a constant four times, so that a vector of 128 bits is one load.</summary>
    private const int Use = 12 * 4;

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
}
