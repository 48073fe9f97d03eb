using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Cells;

/// <summary>A function by one of the arithmetics.</summary>
internal readonly struct PointwiseOf<TFunction, TArithmetic>(TFunction function) : IFunction
    where TFunction : struct, IPointwise
    where TArithmetic : struct, IArithmetic
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Of<TFloats>(TFloats x)
        where TFloats : struct, IFloats<TFloats> => function.Of<TFloats, TArithmetic>(x);
}
