using System.Runtime.CompilerServices;

namespace TinyRnn.Runtime.Vectors;

/// <summary>
/// log(1 + e) of a small e to full relative precision: the sum 1 + e, which would lose the bits of e, is never formed.
/// </summary>
/// <remarks>
/// log(1 + e) = 2 artanh(s) with s = e / (2 + e), -1/3 to 1/3, and artanh(s) = s (1 + s^2 h(s^2)), where h(t) = 1/3 + t/5 + t^2/7 + ... The polynomial
/// interpolates h at the five Chebyshev nodes of [0, 1/9], coefficients rounded to float: relative error of the result 1e-9, a hundredth of a float's rounding.
/// </remarks>
internal static class UnitLogarithm
{
    private const float H0 = 0.33333334f;
    private const float H1 = 0.19999853f;
    private const float H2 = 0.14296179f;
    private const float H3 = 0.10853288f;
    private const float H4 = 0.11612165f;

    /// <summary>log(1 + e) for -1/2 &lt;= e &lt;= 1, where s is not beyond 1/3; NaN gives NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloats Of<TFloats>(TFloats e)
        where TFloats : struct, IFloats<TFloats> => Of<TFloats, NativeArithmetic>(e);

    /// <summary>The same by a given arithmetic.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloats Of<TFloats, TArithmetic>(TFloats e)
        where TFloats : struct, IFloats<TFloats>
        where TArithmetic : struct, IArithmetic
    {
        TFloats s = e / (e + TFloats.Fill(2f));
        TFloats t = s * s;
        TFloats h = TArithmetic.MultiplyAdd(TFloats.Fill(H4), t, TFloats.Fill(H3));
        h = TArithmetic.MultiplyAdd(h, t, TFloats.Fill(H2));
        h = TArithmetic.MultiplyAdd(h, t, TFloats.Fill(H1));
        h = TArithmetic.MultiplyAdd(h, t, TFloats.Fill(H0));
        return (s + s) * TArithmetic.MultiplyAdd(h, t, TFloats.One);
    }
}
