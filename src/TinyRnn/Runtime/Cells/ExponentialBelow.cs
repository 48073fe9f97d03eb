using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Cells;

/// <summary>e^x of what is not positive, where 2^n needs no second factor.</summary>
internal static class ExponentialBelow
{
    /// <summary>e^x for -87.3 &lt;= x &lt;= 0: the reduction and the polynomial of <see cref="VectorMath.Exp(float)"/>; NaN gives NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloats Of<TFloats, TArithmetic>(TFloats x)
        where TFloats : struct, IFloats<TFloats>
        where TArithmetic : struct, IArithmetic
    {
        TFloats shift = TFloats.Fill(VectorMath.RoundingShift);
        TFloats shifted = TArithmetic.MultiplyAdd(x, TFloats.Fill(VectorMath.Log2E), shift);
        TFloats n = shifted - shift;
        TFloats r = TArithmetic.MultiplyAdd(n, TFloats.Fill(-VectorMath.Ln2High), x);
        r = TArithmetic.MultiplyAdd(n, TFloats.Fill(-VectorMath.Ln2Low), r);
        TFloats r2 = r * r;
        TFloats e23 = TArithmetic.MultiplyAdd(TFloats.Fill(VectorMath.Exp3), r, TFloats.Fill(VectorMath.Exp2));
        TFloats e45 = TArithmetic.MultiplyAdd(TFloats.Fill(VectorMath.Exp5), r, TFloats.Fill(VectorMath.Exp4));
        TFloats e456 = TArithmetic.MultiplyAdd(TFloats.Fill(VectorMath.Exp6), r2, e45);
        TFloats e23456 = TArithmetic.MultiplyAdd(e456, r2, e23);
        return (TFloats.One + TArithmetic.MultiplyAdd(e23456, r2, r)) * shifted.PowerOfTwo();
    }
}
