using System.Runtime.CompilerServices;

namespace TinyRnn.Runtime.Vectors;

/// <summary>As fast as the processor can: products are fused with sums where it has an instruction for both.</summary>
internal readonly struct NativeArithmetic : IArithmetic
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloats MultiplyAdd<TFloats>(TFloats a, TFloats b, TFloats c)
        where TFloats : struct, IFloats<TFloats> => TFloats.MultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloats ExpBelow<TFloats>(TFloats x)
        where TFloats : struct, IFloats<TFloats> => x.Exp();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloats Sigmoid<TFloats>(TFloats x)
        where TFloats : struct, IFloats<TFloats> => x.Sigmoid();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloats Tanh<TFloats>(TFloats x)
        where TFloats : struct, IFloats<TFloats> => x.Tanh();
}
