using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TinyRnn.Runtime.Losses;

/// <summary>
/// log(1 + e) of a small e to full relative precision: the sum 1 + e, which would lose the bits of e, is never formed.
/// </summary>
/// <remarks>
/// log(1 + e) = 2 artanh(s) with s = e / (2 + e), 0 to 1/3, and artanh(s) = s (1 + s^2 h(s^2)), where h(t) = 1/3 + t/5 + t^2/7 + ... The polynomial interpolates h at the
/// five Chebyshev nodes of [0, 1/9], coefficients rounded to float: relative error of the result 1e-9, a hundredth of a float's rounding.
/// </remarks>
internal static class UnitLogarithm
{
    private const float H0 = 0.33333334f;
    private const float H1 = 0.19999853f;
    private const float H2 = 0.14296179f;
    private const float H3 = 0.10853288f;
    private const float H4 = 0.11612165f;

    /// <summary>log(1 + e) for 0 &lt;= e &lt;= 1; NaN gives NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Of(Vector128<float> e)
    {
        Vector128<float> s = e / (e + Vector128.Create(2f));
        Vector128<float> t = s * s;
        Vector128<float> h = Vector128.MultiplyAddEstimate(Vector128.Create(H4), t, Vector128.Create(H3));
        h = Vector128.MultiplyAddEstimate(h, t, Vector128.Create(H2));
        h = Vector128.MultiplyAddEstimate(h, t, Vector128.Create(H1));
        h = Vector128.MultiplyAddEstimate(h, t, Vector128.Create(H0));
        return (s + s) * Vector128.MultiplyAddEstimate(h, t, Vector128<float>.One);
    }

    /// <summary>log(1 + e) for 0 &lt;= e &lt;= 1; NaN gives NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Of(Vector256<float> e)
    {
        Vector256<float> s = e / (e + Vector256.Create(2f));
        Vector256<float> t = s * s;
        Vector256<float> h = Vector256.MultiplyAddEstimate(Vector256.Create(H4), t, Vector256.Create(H3));
        h = Vector256.MultiplyAddEstimate(h, t, Vector256.Create(H2));
        h = Vector256.MultiplyAddEstimate(h, t, Vector256.Create(H1));
        h = Vector256.MultiplyAddEstimate(h, t, Vector256.Create(H0));
        return (s + s) * Vector256.MultiplyAddEstimate(h, t, Vector256<float>.One);
    }

    /// <summary>log(1 + e) for 0 &lt;= e &lt;= 1; NaN gives NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> e)
    {
        Vector512<float> s = e / (e + Vector512.Create(2f));
        Vector512<float> t = s * s;
        Vector512<float> h = Vector512.MultiplyAddEstimate(Vector512.Create(H4), t, Vector512.Create(H3));
        h = Vector512.MultiplyAddEstimate(h, t, Vector512.Create(H2));
        h = Vector512.MultiplyAddEstimate(h, t, Vector512.Create(H1));
        h = Vector512.MultiplyAddEstimate(h, t, Vector512.Create(H0));
        return (s + s) * Vector512.MultiplyAddEstimate(h, t, Vector512<float>.One);
    }
}
