using System.Runtime.CompilerServices;

namespace TinyRnn.Runtime.Vectors;

/// <summary>The natural logarithm.</summary>
/// <remarks>
/// log(m 2^n) = n log 2 + log m with m from sqrt(1/2) to sqrt(2), so that n is 0 around 1, where the result is small. The logarithm of 2 is in two parts, of
/// which the first has so few bits that n times it is exact.
/// </remarks>
internal static class Logarithm
{
    private const float SmallestNormal = 1.17549435e-38f;

    /// <summary>2^23: what is below the smallest normal number is brought there.</summary>
    private const float Lift = 8388608f;
    private const float LiftExponent = 23f;
    private const float LogTwoHigh = 0.693359375f;
    private const float LogTwoLow = -2.12194440e-4f;

    /// <summary>log x; -infinity of 0, NaN of what is negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloats Of<TFloats, TArithmetic>(TFloats x)
        where TFloats : struct, IFloats<TFloats>
        where TArithmetic : struct, IArithmetic
    {
        TFloats zero = TFloats.Fill(0f);
        TFloats isSmall = TFloats.LessThan(x, TFloats.Fill(SmallestNormal));
        TFloats m = TFloats.Select(isSmall, x * Lift, x).Mantissa(out TFloats n);
        n -= TFloats.Select(isSmall, TFloats.Fill(LiftExponent), zero);
        TFloats rest = TArithmetic.MultiplyAdd(n, TFloats.Fill(LogTwoLow), UnitLogarithm.Of<TFloats, TArithmetic>(m - TFloats.One));
        TFloats log = (n * LogTwoHigh) + rest;
        TFloats below = TFloats.Select(TFloats.LessThan(x, zero), TFloats.Fill(float.NaN), TFloats.Fill(float.NegativeInfinity));
        TFloats finite = TFloats.Select(TFloats.LessThan(zero, x), log, below);
        return TFloats.Select(TFloats.LessThan(x, TFloats.Fill(float.PositiveInfinity)), finite, x);
    }
}
