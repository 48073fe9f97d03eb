using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Cells;

/// <summary>What cells need whose functions are others than sigmoid and tanh. For emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class FreeCells
{
    /// <summary>A state, and 0 where it is below 2^-63, so that one that decays ends at 0; NaN stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Audible(Vector128<float> state) =>
        Vector128.AndNot(state, Vector128.LessThan(Vector128.Abs(state), Vector128.Create(CellMath.Silence)));

    /// <inheritdoc cref="Audible(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Audible(Vector256<float> state) =>
        Vector256.AndNot(state, Vector256.LessThan(Vector256.Abs(state), Vector256.Create(CellMath.Silence)));

    /// <inheritdoc cref="Audible(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Audible(Vector512<float> state) =>
        Vector512.AndNot(state, Vector512.LessThan(Vector512.Abs(state), Vector512.Create(CellMath.Silence)));

    /// <summary>x, held between minus a bound and the bound; NaN stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Clip(Vector128<float> x, float bound) => ((Floats128)x).Clamp(-bound, bound);

    /// <inheritdoc cref="Clip(Vector128{float}, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Clip(Vector256<float> x, float bound) => ((Floats256)x).Clamp(-bound, bound);

    /// <inheritdoc cref="Clip(Vector128{float}, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Clip(Vector512<float> x, float bound) => ((Floats512)x).Clamp(-bound, bound);
}
