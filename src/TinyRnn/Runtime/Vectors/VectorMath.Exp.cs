using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TinyRnn.Runtime.Vectors;

public static partial class VectorMath
{
    // e^x = 2^n e^r with n = round(x log2 e), |r| <= ln(2) / 2 (Cody and Waite's reduction). ln 2 is the sum of two floats, and the first has 15 bits:
    // n has 8, so n * Ln2High is exact with and without fused multiply-add, and so is x - n * Ln2High.
    internal const float Log2E = 1.44269504f;
    internal const float Ln2High = 22713f / 32768;
    internal const float Ln2Low = 1.42860682E-06f;

    // e^r = 1 + r + r^2 (E2 + E3 r + ... + E6 r^4). Fitted in 60-digit arithmetic by Remez exchange on |r| <= ln(2) / 2 for the relative error with the
    // first two coefficients fixed at 1, one more coefficient rounded to float before each new fit of the rest: 3.2e-9 (0.05 ulp).
    internal const float Exp2 = 0.49999994f;
    internal const float Exp3 = 0.166665167f;
    internal const float Exp4 = 0.0416681021f;
    internal const float Exp5 = 0.00836919248f;
    internal const float Exp6 = 0.00138389028f;

    // 1.5 * 2^23, where the spacing of floats is 1: adding it rounds to an integer, which then stands in the sum's low bits.
    internal const float RoundingShift = 12582912f;

    // Of sqrt(1/2): what is subtracted from a float's bits so that those of its exponent count from there.
    internal const int BitsOfRootOfHalf = 0x3F3504F3;

    // e^x is 0 below and infinite above these (ln 2^-150 = -103.97, ln 2^128 = 88.72). They keep n between -151 and 128.
    internal const float ExpLowest = -104.5f;
    internal const float ExpHighest = 89f;

    /// <summary>e^x.</summary>
    /// <remarks>
    /// Error at most 1.04 ulp with fused multiply-add, 1.01 ulp without, for every float, subnormal results included. 1 at 0, 0 at -infinity, infinity
    /// from 88.73; NaN gives NaN.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Exp(Vector128<float> x)
    {
        Vector128<float> clamped = Clamp(x, ExpLowest, ExpHighest);
        Vector128<float> shifted = Vector128.MultiplyAddEstimate(clamped, Vector128.Create(Log2E), Vector128.Create(RoundingShift));
        Vector128<float> n = shifted - Vector128.Create(RoundingShift);
        Vector128<float> r = Vector128.MultiplyAddEstimate(n, Vector128.Create(-Ln2High), clamped);
        r = Vector128.MultiplyAddEstimate(n, Vector128.Create(-Ln2Low), r);

        Vector128<float> r2 = r * r;
        Vector128<float> e23 = Vector128.MultiplyAddEstimate(Vector128.Create(Exp3), r, Vector128.Create(Exp2));
        Vector128<float> e45 = Vector128.MultiplyAddEstimate(Vector128.Create(Exp5), r, Vector128.Create(Exp4));
        Vector128<float> e456 = Vector128.MultiplyAddEstimate(Vector128.Create(Exp6), r2, e45);
        Vector128<float> e23456 = Vector128.MultiplyAddEstimate(e456, r2, e23);
        Vector128<float> expR = Vector128<float>.One + Vector128.MultiplyAddEstimate(e23456, r2, r);

        // 2^n leaves the range of a float's exponent, its two halves never do. The first product is exact, so only the last one rounds.
        Vector128<int> whole = shifted.AsInt32() - Vector128.Create(RoundingShift).AsInt32();
        Vector128<int> half = whole >> 1;
        return expR * PowerOfTwo(half) * PowerOfTwo(whole - half);
    }

    /// <summary>2^n for -126 &lt;= n &lt;= 127, written straight into the exponent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> PowerOfTwo(Vector128<int> n) => ((n + Vector128.Create(127)) << 23).AsSingle();

    /// <summary>e^x.</summary>
    /// <remarks>
    /// Error at most 1.04 ulp with fused multiply-add, 1.01 ulp without, for every float, subnormal results included. 1 at 0, 0 at -infinity, infinity
    /// from 88.73; NaN gives NaN.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp(Vector256<float> x)
    {
        Vector256<float> clamped = Clamp(x, ExpLowest, ExpHighest);
        Vector256<float> shifted = Vector256.MultiplyAddEstimate(clamped, Vector256.Create(Log2E), Vector256.Create(RoundingShift));
        Vector256<float> n = shifted - Vector256.Create(RoundingShift);
        Vector256<float> r = Vector256.MultiplyAddEstimate(n, Vector256.Create(-Ln2High), clamped);
        r = Vector256.MultiplyAddEstimate(n, Vector256.Create(-Ln2Low), r);

        Vector256<float> r2 = r * r;
        Vector256<float> e23 = Vector256.MultiplyAddEstimate(Vector256.Create(Exp3), r, Vector256.Create(Exp2));
        Vector256<float> e45 = Vector256.MultiplyAddEstimate(Vector256.Create(Exp5), r, Vector256.Create(Exp4));
        Vector256<float> e456 = Vector256.MultiplyAddEstimate(Vector256.Create(Exp6), r2, e45);
        Vector256<float> e23456 = Vector256.MultiplyAddEstimate(e456, r2, e23);
        Vector256<float> expR = Vector256<float>.One + Vector256.MultiplyAddEstimate(e23456, r2, r);

        // 2^n leaves the range of a float's exponent, its two halves never do. The first product is exact, so only the last one rounds.
        Vector256<int> whole = shifted.AsInt32() - Vector256.Create(RoundingShift).AsInt32();
        Vector256<int> half = whole >> 1;
        return expR * PowerOfTwo(half) * PowerOfTwo(whole - half);
    }

    /// <summary>2^n for -126 &lt;= n &lt;= 127, written straight into the exponent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> PowerOfTwo(Vector256<int> n) => ((n + Vector256.Create(127)) << 23).AsSingle();

    /// <summary>e^x.</summary>
    /// <remarks>
    /// Error at most 1.04 ulp with fused multiply-add, 1.01 ulp without, for every float, subnormal results included. 1 at 0, 0 at -infinity, infinity
    /// from 88.73; NaN gives NaN.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        Vector512<float> clamped = Clamp(x, ExpLowest, ExpHighest);
        Vector512<float> shifted = Vector512.MultiplyAddEstimate(clamped, Vector512.Create(Log2E), Vector512.Create(RoundingShift));
        Vector512<float> n = shifted - Vector512.Create(RoundingShift);
        Vector512<float> r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-Ln2High), clamped);
        r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-Ln2Low), r);

        Vector512<float> r2 = r * r;
        Vector512<float> e23 = Vector512.MultiplyAddEstimate(Vector512.Create(Exp3), r, Vector512.Create(Exp2));
        Vector512<float> e45 = Vector512.MultiplyAddEstimate(Vector512.Create(Exp5), r, Vector512.Create(Exp4));
        Vector512<float> e456 = Vector512.MultiplyAddEstimate(Vector512.Create(Exp6), r2, e45);
        Vector512<float> e23456 = Vector512.MultiplyAddEstimate(e456, r2, e23);
        Vector512<float> expR = Vector512<float>.One + Vector512.MultiplyAddEstimate(e23456, r2, r);

        // 2^n leaves the range of a float's exponent, its two halves never do. The first product is exact, so only the last one rounds.
        Vector512<int> whole = shifted.AsInt32() - Vector512.Create(RoundingShift).AsInt32();
        Vector512<int> half = whole >> 1;
        return expR * PowerOfTwo(half) * PowerOfTwo(whole - half);
    }

    /// <summary>2^n for -126 &lt;= n &lt;= 127, written straight into the exponent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> PowerOfTwo(Vector512<int> n) => ((n + Vector512.Create(127)) << 23).AsSingle();

    /// <inheritdoc cref="Exp(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Exp(float x) => Exp(Vector128.CreateScalar(x)).ToScalar();
}
