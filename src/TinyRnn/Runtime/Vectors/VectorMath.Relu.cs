using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TinyRnn.Runtime.Vectors;

public static partial class VectorMath
{
    /// <summary>max(x, 0), exactly; NaN gives NaN and -0 gives -0.</summary>
    /// <remarks>A comparison and a mask, because the hardware's maxima differ in NaN and in the sign of zero.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Relu(Vector128<float> x) => Vector128.AndNot(x, Vector128.LessThan(x, Vector128<float>.Zero));

    /// <summary>max(x, 0), exactly; NaN gives NaN and -0 gives -0.</summary>
    /// <remarks>A comparison and a mask, because the hardware's maxima differ in NaN and in the sign of zero.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Relu(Vector256<float> x) => Vector256.AndNot(x, Vector256.LessThan(x, Vector256<float>.Zero));

    /// <summary>max(x, 0), exactly; NaN gives NaN and -0 gives -0.</summary>
    /// <remarks>A comparison and a mask, because the hardware's maxima differ in NaN and in the sign of zero.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Relu(Vector512<float> x) => Vector512.AndNot(x, Vector512.LessThan(x, Vector512<float>.Zero));

    /// <inheritdoc cref="Relu(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Relu(float x) => x < 0 ? 0 : x;
}
