using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Cells;

/// <summary>Phi(x) = (1 + erf(x / sqrt 2)) / 2, the distribution of the normal law, and its density.</summary>
/// <remarks>
/// erf(z) = z P(z^2) / Q(z^2) on |z| &lt;= 3.92, beyond which it rounds to 1; P and Q of degree 5 were fitted for the least largest relative error, by
/// iterated least squares at Chebyshev nodes in z^2. Phi is then off by at most 4 * 2^-24, to which <c>PointwiseChecks</c> hold
/// <see cref="Pointwise.Gelu"/>; far below 0, where it is small itself, that is all that can be said of it.
/// </remarks>
internal static class NormalDistribution
{
    /// <summary>-3.92 sqrt 2: what is below has a probability of less than 1.5e-8.</summary>
    public const float Lowest = -5.5437174f;

    private const float InverseRootOfTwo = 0.70710678f;
    private const float InverseRootOfTwoPi = 0.39894228f;
    private const float Largest = 3.92f;

    /// <summary>Phi(x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloats Of<TFloats, TArithmetic>(TFloats x)
        where TFloats : struct, IFloats<TFloats>
        where TArithmetic : struct, IArithmetic
    {
        TFloats z = (x * InverseRootOfTwo).Clamp(-Largest, Largest);
        TFloats t = z * z;
        TFloats p = TArithmetic.MultiplyAdd(TFloats.Fill(2.05029985229e-6f), t, TFloats.Fill(0.000284730866503f));
        p = TArithmetic.MultiplyAdd(p, t, TFloats.Fill(0.00376082448395f));
        p = TArithmetic.MultiplyAdd(p, t, TFloats.Fill(0.0527336840365f));
        p = TArithmetic.MultiplyAdd(p, t, TFloats.Fill(0.190300837209f));
        p = TArithmetic.MultiplyAdd(p, t, TFloats.Fill(1.12837914715f));
        TFloats q = TArithmetic.MultiplyAdd(TFloats.Fill(3.80860252722e-5f), t, TFloats.Fill(0.00116129366092f));
        q = TArithmetic.MultiplyAdd(q, t, TFloats.Fill(0.0149596159644f));
        q = TArithmetic.MultiplyAdd(q, t, TFloats.Fill(0.114064487546f));
        q = TArithmetic.MultiplyAdd(q, t, TFloats.Fill(0.501982490644f));
        q = TArithmetic.MultiplyAdd(q, t, TFloats.One);
        return TArithmetic.MultiplyAdd(z * p / q, TFloats.Fill(0.5f), TFloats.Fill(0.5f)).Clamp(0f, 1f);
    }

    /// <summary>phi(x) = e^(-x^2 / 2) / sqrt(2 pi), 0 beyond 13.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloats Density<TFloats, TArithmetic>(TFloats x)
        where TFloats : struct, IFloats<TFloats>
        where TArithmetic : struct, IArithmetic
    {
        x = x.Clamp(-13f, 13f);
        return TArithmetic.ExpBelow(x * x * -0.5f) * InverseRootOfTwoPi;
    }
}
