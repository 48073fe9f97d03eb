using System.Runtime.CompilerServices;
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
    public TFloats Apply<TFloats>(TFloats g)
        where TFloats : struct, IFloats<TFloats> => (g * Factor).Clamp(-Limit, Limit);
}
