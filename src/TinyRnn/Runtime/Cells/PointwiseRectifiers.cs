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

/// <summary>slope x + 1/2, held between 0 and 1.</summary>
internal readonly struct HardSigmoidFunction(float slope) : IPointwise
{
    /// <summary>PyTorch's and Keras 3's.</summary>
    public const float Sixth = 1f / 6;

    /// <summary>That of Keras 1 and 2, and ONNX's default.</summary>
    public const float Fifth = 0.2f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Of<TFloats, TArithmetic>(TFloats x)
        where TFloats : struct, IFloats<TFloats>
        where TArithmetic : struct, IArithmetic =>
        TArithmetic.MultiplyAdd(x, TFloats.Fill(slope), TFloats.Fill(0.5f)).Clamp(0f, 1f);
}

/// <summary>x, held between -1 and 1.</summary>
internal readonly struct HardTanhFunction : IPointwise
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Of<TFloats, TArithmetic>(TFloats x)
        where TFloats : struct, IFloats<TFloats>
        where TArithmetic : struct, IArithmetic => x.Clamp(-1f, 1f);
}
