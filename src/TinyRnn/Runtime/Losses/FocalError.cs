using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Losses;

/// <summary>
/// a u^gamma c (Lin et al. 2017) with the cross-entropy c of <see cref="LogisticError"/>, the probability u = s(x) (1 - t) + (1 - s(x)) t of being wrong, and
/// a = alpha t + (1 - alpha) (1 - t); derivative a u^gamma (s(x) (1 - t) - (1 - s(x)) t + gamma c (1 - 2 t) s(x) (1 - s(x)) / u).
/// </summary>
/// <remarks>
/// s(x) and 1 - s(x) come from one exponential and do not cancel. Where u is below the smallest normal number it counts as that: c is as small as u there, and
/// what is lost is less than the smallest float.
/// </remarks>
internal readonly struct FocalError(float gamma, float alpha) : IElementLoss
{
    private const float SmallestNormal = 1.17549435e-38f;

    private readonly float _gamma = gamma;
    private readonly float _alpha = alpha;
    private readonly float _restOfAlpha = 1 - alpha;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Of<TFloats>(TFloats output, TFloats target, out TFloats derivative)
        where TFloats : struct, IFloats<TFloats>
    {
        TFloats e = (-output.Abs()).Exp();
        TFloats negative = TFloats.LessThan(output, default);
        TFloats all = TFloats.One + e;
        TFloats yes = TFloats.Select(negative, e, TFloats.One) / all;
        TFloats no = TFloats.Select(negative, TFloats.One, e) / all;
        TFloats rest = TFloats.One - target;
        TFloats tooHigh = yes * rest;
        TFloats tooLow = no * target;
        TFloats least = TFloats.Fill(SmallestNormal);
        TFloats wrong = (tooHigh + tooLow - least).AtLeastZero() + least;
        TFloats entropy = output.AtLeastZero() - (output * target) + UnitLogarithm.Of(e);
        TFloats factor = (Logarithm.Of<TFloats, NativeArithmetic>(wrong) * _gamma).Exp() * ((target * _alpha) + (rest * _restOfAlpha));
        derivative = factor * (tooHigh - tooLow + (entropy * _gamma * (rest - target) * (yes * no / wrong)));
        return factor * entropy;
    }
}
