using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TinyRnn.Runtime.Vectors;

/// <summary>
/// The elementary functions of the kernels, for vectors of 128, 256 and 512 bits. A function gives an element the same bits at every width
/// and in the scalar overload, so that a result depends on neither the position in a buffer nor the width of the path; it can depend, within the
/// bounds that each function states, on whether the hardware has fused multiply-add (<see cref="InstructionSet.HasFma"/>).
/// For emitted code.
/// </summary>
/// <remarks>
/// <para>Three overloads of one shape, because a shared generic core costs the JIT one more inline candidate for each operation, and a method
/// with many cells would exhaust its inlining budget. Operations on vectors are intrinsics and cost none of it.</para>
/// <para>Polynomials are evaluated by Estrin's scheme: in a recurrent cell the functions wait for each other, so the depth of the dependency chain
/// counts, not the number of operations. <c>MultiplyAddEstimate</c> is one fused instruction where there is one, otherwise a product and a sum.</para>
/// <para>Error bounds are in units in the last place (ulp) of the true result, found by calling the function for all 2^32 floats. An operation of IEEE 754
/// leaves no freedom but fused or not, so these sweeps hold for every processor.</para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class VectorMath
{
    /// <summary>
    /// min(high, max(low, x)) that lets NaN pass. When one operand is NaN, x64's minimum and maximum give the second operand, and ARM64's give NaN:
    /// with <paramref name="x"/> second, both give NaN.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<float> Clamp(Vector128<float> x, float low, float high) =>
        Vector128.MinNative(Vector128.Create(high), Vector128.MaxNative(Vector128.Create(low), x));

    /// <summary>
    /// min(high, max(low, x)) that lets NaN pass. When one operand is NaN, x64's minimum and maximum give the second operand, and ARM64's give NaN:
    /// with <paramref name="x"/> second, both give NaN.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> Clamp(Vector256<float> x, float low, float high) =>
        Vector256.MinNative(Vector256.Create(high), Vector256.MaxNative(Vector256.Create(low), x));

    /// <summary>
    /// min(high, max(low, x)) that lets NaN pass. When one operand is NaN, x64's minimum and maximum give the second operand, and ARM64's give NaN:
    /// with <paramref name="x"/> second, both give NaN.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> Clamp(Vector512<float> x, float low, float high) =>
        Vector512.MinNative(Vector512.Create(high), Vector512.MaxNative(Vector512.Create(low), x));
}
