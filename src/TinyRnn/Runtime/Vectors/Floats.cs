using System.Runtime.CompilerServices;

namespace TinyRnn.Runtime.Vectors;

/// <summary>What the operations of <see cref="IFloats{TSelf}"/> are enough for.</summary>
internal static class Floats
{
    /// <summary>The derivative of tanh where it has this value t: (1 - t) (1 + t).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloats TanhSlope<TFloats>(this TFloats t)
        where TFloats : struct, IFloats<TFloats> => (TFloats.One - t) * (TFloats.One + t);

    /// <summary>The derivative of a sigmoid where it has this value s: s (1 - s).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloats SigmoidSlope<TFloats>(this TFloats s)
        where TFloats : struct, IFloats<TFloats> => s * (TFloats.One - s);

    /// <summary>The value where |<paramref name="test"/>| is at least <paramref name="limit"/> or NaN, otherwise 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloats WhereBeyond<TFloats>(this TFloats value, TFloats test, float limit)
        where TFloats : struct, IFloats<TFloats> => TFloats.Select(TFloats.LessThan(test.Abs(), TFloats.Fill(limit)), default, value);

    /// <summary>The value, and 0 (without a sign) for a subnormal number: see <see cref="Subnormal"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloats SubnormalToZero<TFloats>(this TFloats value)
        where TFloats : struct, IFloats<TFloats> => value.WhereBeyond(value, Subnormal.SmallestNormal);
}
