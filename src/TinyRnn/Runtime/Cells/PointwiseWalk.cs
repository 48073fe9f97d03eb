using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Cells;

/// <summary>Applies a function to values, with the widest vectors that they fill, then narrower ones, then one by one.</summary>
internal static class PointwiseWalk
{
    public static void Run<TFunction, TArithmetic>(ref float values, nint count, TFunction function)
        where TFunction : struct, IPointwise
        where TArithmetic : struct, IArithmetic
    {
        nint k = 0;
        if (Vector512.IsHardwareAccelerated)
            k = Whole<TFunction, Floats512, TArithmetic>(ref values, k, count, function);
        if (Vector256.IsHardwareAccelerated)
            k = Whole<TFunction, Floats256, TArithmetic>(ref values, k, count, function);
        k = Whole<TFunction, Floats128, TArithmetic>(ref values, k, count, function);
        for (; k < count; k++)
        {
            Floats128 x = Vector128.CreateScalar(Unsafe.Add(ref values, k));
            Unsafe.Add(ref values, k) = ((Vector128<float>)function.Of<Floats128, TArithmetic>(x)).ToScalar();
        }
    }

    /// <returns>The first value that fills no vector.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Whole<TFunction, TFloats, TArithmetic>(ref float values, nint k, nint count, TFunction function)
        where TFunction : struct, IPointwise
        where TFloats : struct, IFloats<TFloats>
        where TArithmetic : struct, IArithmetic
    {
        for (; k + TFloats.Count <= count; k += TFloats.Count)
            function.Of<TFloats, TArithmetic>(TFloats.Load(ref values, k)).Store(ref values, k);
        return k;
    }
}
