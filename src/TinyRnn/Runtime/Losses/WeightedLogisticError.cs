using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Losses;

/// <summary>
/// -p t log s(x) - (1 - t) log(1 - s(x)) with a weight p of what is positive, from log(1 + e^-|x|) as <see cref="LogisticError"/>; derivative
/// (1 - t) s(x) - p t (1 - s(x)), in which nothing cancels: s(x) = (1 or e^x) / (1 + e^-|x|), and 1 - s(x) is s(-x).
/// </summary>
internal readonly struct WeightedLogisticError : INumberedLoss
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloats Of<TFloats>(TFloats output, TFloats target, TFloats number, out TFloats derivative)
        where TFloats : struct, IFloats<TFloats>
    {
        TFloats e = (-output.Abs()).Exp();
        TFloats negative = TFloats.LessThan(output, default);
        TFloats all = TFloats.One + e;
        TFloats yes = number * target;
        TFloats no = TFloats.One - target;
        derivative = (no * (TFloats.Select(negative, e, TFloats.One) / all)) - (yes * (TFloats.Select(negative, TFloats.One, e) / all));
        TFloats log = UnitLogarithm.Of(e);
        return (no * (output.AtLeastZero() + log)) + (yes * ((-output).AtLeastZero() + log));
    }
}
