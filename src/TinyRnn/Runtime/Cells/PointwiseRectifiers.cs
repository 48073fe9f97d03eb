using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Cells;

/// <summary>max(x, 0).</summary>
internal readonly struct ReluFunction : IPointwise
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Of<TFloats, TArithmetic>(TFloats x)
        where TFloats : struct, IFloats<TFloats>
        where TArithmetic : struct, IArithmetic => x.Relu();
}

/// <summary>x, and slope x below 0: rounded once, so within half an ulp.</summary>
internal readonly struct LeakyReluFunction(float slope) : IPointwise
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Of<TFloats, TArithmetic>(TFloats x)
        where TFloats : struct, IFloats<TFloats>
        where TArithmetic : struct, IArithmetic =>
        TFloats.Select(TFloats.LessThan(x, TFloats.Fill(0f)), x * slope, x);
}

/// <summary>x, and slope (e^x - 1) below 0.</summary>
internal readonly struct EluFunction(float slope) : IPointwise
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Of<TFloats, TArithmetic>(TFloats x)
        where TFloats : struct, IFloats<TFloats>
        where TArithmetic : struct, IArithmetic =>
        TFloats.Select(TFloats.LessThan(x, TFloats.Fill(0f)), ExponentialMinusOne.Below<TFloats, TArithmetic>(x) * slope, x);
}

/// <summary>x / 6 + 1/2, held between 0 and 1.</summary>
internal readonly struct HardSigmoidFunction : IPointwise
{
    public const float Slope = 1f / 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Of<TFloats, TArithmetic>(TFloats x)
        where TFloats : struct, IFloats<TFloats>
        where TArithmetic : struct, IArithmetic =>
        TArithmetic.MultiplyAdd(x, TFloats.Fill(Slope), TFloats.Fill(0.5f)).Clamp(0f, 1f);
}

/// <summary>x / 5 + 1/2, held between 0 and 1.</summary>
internal readonly struct HardSigmoidFifthFunction : IPointwise
{
    public const float Slope = 0.2f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Of<TFloats, TArithmetic>(TFloats x)
        where TFloats : struct, IFloats<TFloats>
        where TArithmetic : struct, IArithmetic =>
        TArithmetic.MultiplyAdd(x, TFloats.Fill(Slope), TFloats.Fill(0.5f)).Clamp(0f, 1f);
}

/// <summary>x, held between -1 and 1.</summary>
internal readonly struct HardTanhFunction : IPointwise
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Of<TFloats, TArithmetic>(TFloats x)
        where TFloats : struct, IFloats<TFloats>
        where TArithmetic : struct, IArithmetic => x.Clamp(-1f, 1f);
}
