using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Losses;

/// <summary>
/// -t log s(x) - (1 - t) log(1 - s(x)) = max(x, 0) - x t + log(1 + e^-|x|), where no exponential overflows and no logarithm meets 0; derivative
/// s(x) - t with s(x) = (1 or e^x) / (1 + e^-|x|).
/// </summary>
internal readonly struct LogisticError : IElementLoss
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Of<TFloats>(TFloats output, TFloats target, out TFloats derivative)
        where TFloats : struct, IFloats<TFloats>
    {
        TFloats e = (-output.Abs()).Exp();
        TFloats negative = TFloats.LessThan(output, default);
        derivative = (TFloats.Select(negative, e, TFloats.One) / (TFloats.One + e)) - target;
        TFloats rest = output.AtLeastZero() - (output * target);
        return rest + UnitLogarithm.Of(e);
    }
}
