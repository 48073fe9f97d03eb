using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Updates;

/// <summary>
/// Scale and both kinds of clipping in one: with the factor c of the norm, c min(limit, max(-limit, scale g)) = min(c limit, max(-c limit, c scale g)).
/// </summary>
/// <param name="Factor">c scale.</param>
/// <param name="Limit">c limit; infinite without a limit.</param>
internal readonly record struct GradientFactor(float Factor, float Limit)
{
    public GradientFactor Times(int multiplicity) => new(Factor * multiplicity, Limit * multiplicity);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Apply(Vector128<float> g) => VectorMath.Clamp(g * Vector128.Create(Factor), -Limit, Limit);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Apply(Vector256<float> g) => VectorMath.Clamp(g * Vector256.Create(Factor), -Limit, Limit);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Apply(Vector512<float> g) => VectorMath.Clamp(g * Vector512.Create(Factor), -Limit, Limit);
}
