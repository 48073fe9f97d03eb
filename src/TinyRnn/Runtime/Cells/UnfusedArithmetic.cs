using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Cells;

/// <summary>The same bits on every processor: each product and each sum is rounded by itself.</summary>
internal readonly struct UnfusedArithmetic : IArithmetic
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloats MultiplyAdd<TFloats>(TFloats a, TFloats b, TFloats c)
        where TFloats : struct, IFloats<TFloats> => (a * b) + c;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloats ExpBelow<TFloats>(TFloats x)
        where TFloats : struct, IFloats<TFloats> => Unfused<TFloats>.ExpBelow(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloats Sigmoid<TFloats>(TFloats x)
        where TFloats : struct, IFloats<TFloats> => Unfused<TFloats>.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloats Tanh<TFloats>(TFloats x)
        where TFloats : struct, IFloats<TFloats> => Unfused<TFloats>.Tanh(x);
}
