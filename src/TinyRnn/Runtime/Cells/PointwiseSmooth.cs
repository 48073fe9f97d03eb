using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Cells;

/// <summary>tanh x.</summary>
internal readonly struct TanhFunction : IPointwise
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Of<TFloats, TArithmetic>(TFloats x)
        where TFloats : struct, IFloats<TFloats>
        where TArithmetic : struct, IArithmetic => TArithmetic.Tanh(x);
}

/// <summary>1 / (1 + e^-x).</summary>
internal readonly struct SigmoidFunction : IPointwise
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Of<TFloats, TArithmetic>(TFloats x)
        where TFloats : struct, IFloats<TFloats>
        where TArithmetic : struct, IArithmetic => TArithmetic.Sigmoid(x);
}

/// <summary>x sigmoid(x); -0 from where the sigmoid is 0, also at -infinity.</summary>
internal readonly struct SiluFunction : IPointwise
{
    /// <summary>The sigmoid is 0 there.</summary>
    public const float Lowest = -89f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Of<TFloats, TArithmetic>(TFloats x)
        where TFloats : struct, IFloats<TFloats>
        where TArithmetic : struct, IArithmetic
    {
        x = x.Clamp(Lowest, float.PositiveInfinity);
        return x * TArithmetic.Sigmoid(x);
    }
}

/// <summary>log(1 + e^x) = max(x, 0) + log(1 + e^-|x|): what is added to 0 keeps its relative precision, and is 0 where e^x is no normal number.</summary>
internal readonly struct SoftplusFunction : IPointwise
{
    private const float Lowest = -87.3f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Of<TFloats, TArithmetic>(TFloats x)
        where TFloats : struct, IFloats<TFloats>
        where TArithmetic : struct, IArithmetic
    {
        TFloats low = (-x.Abs()).Clamp(Lowest, 0f);
        TFloats rest = UnitLogarithm.Of<TFloats, TArithmetic>(TArithmetic.ExpBelow(low));
        return x.AtLeastZero() + TFloats.Select(TFloats.LessThan(x, TFloats.Fill(Lowest)), TFloats.Fill(0f), rest);
    }
}

/// <summary>log x.</summary>
internal readonly struct LogFunction : IPointwise
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Of<TFloats, TArithmetic>(TFloats x)
        where TFloats : struct, IFloats<TFloats>
        where TArithmetic : struct, IArithmetic => Logarithm.Of<TFloats, TArithmetic>(x);
}

/// <summary>x (1 + erf(x / sqrt 2)) / 2.</summary>
internal readonly struct GeluFunction : IPointwise
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Of<TFloats, TArithmetic>(TFloats x)
        where TFloats : struct, IFloats<TFloats>
        where TArithmetic : struct, IArithmetic =>
        TFloats.Select(
            TFloats.LessThan(x, TFloats.Fill(NormalDistribution.Lowest)), TFloats.Fill(0f), x * NormalDistribution.Of<TFloats, TArithmetic>(x));
}

/// <summary>x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))) / 2; below -6, where less than 1e-10 is left, 0.</summary>
internal readonly struct GeluTanhFunction : IPointwise
{
    public const float Factor = 0.7978845608028654f;
    public const float Cubic = 0.044715f;
    public const float Lowest = -6f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Of<TFloats, TArithmetic>(TFloats x)
        where TFloats : struct, IFloats<TFloats>
        where TArithmetic : struct, IArithmetic
    {
        TFloats held = x.Clamp(Lowest, float.PositiveInfinity);
        TFloats tanh = TArithmetic.Tanh(Inner<TFloats, TArithmetic>(held));
        return TFloats.Select(TFloats.LessThan(x, TFloats.Fill(Lowest)), TFloats.Fill(0f), held * ((TFloats.One + tanh) * 0.5f));
    }

    /// <summary>sqrt(2 / pi) (x + 0.044715 x^3).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloats Inner<TFloats, TArithmetic>(TFloats x)
        where TFloats : struct, IFloats<TFloats>
        where TArithmetic : struct, IArithmetic =>
        TArithmetic.MultiplyAdd(x * x, TFloats.Fill(Cubic * Factor), TFloats.Fill(Factor)) * x;
}
