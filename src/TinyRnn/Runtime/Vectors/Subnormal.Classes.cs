using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TinyRnn.Runtime.Vectors;

/// <summary>
/// The search with AVX-512, which has an instruction that tells a number's class: one for each vector, on memory, in place of a load and three others.
/// </summary>
public static partial class Subnormal
{
    // The bit for subnormal numbers among the classes that vfpclassps is asked for.
    private const byte Class = 0x20;

    /// <summary>Floats of four of the longest vectors, which are looked at together.</summary>
    private const int Four = 4 * 16;

    /// <summary>Whether one of at least two floats is subnormal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsClassAmong(ref float values, int count)
    {
        if (count < Vector128<float>.Count)
            return Vector128.ExtractMostSignificantBits(Avx512DQ.VL.Classify(Pairs(ref values, count), Class)) != 0;
        if (count < Vector256<float>.Count)
            return Vector128.ExtractMostSignificantBits(Class128(ref values, 0) | Class128(ref values, count - Vector128<float>.Count)) != 0;
        if (!Vector512.IsHardwareAccelerated || count < Vector512<float>.Count)
            return IsClassAmong256(ref values, count);
        int last = count - Vector512<float>.Count;
        if (count <= 1 * Vector512<float>.Count)
            return Any(Class512(ref values, 0));
        if (count <= 2 * Vector512<float>.Count)
            return Any(Class512(ref values, 0) | Class512(ref values, last));
        if (count <= 3 * Vector512<float>.Count)
            return Any(Class512(ref values, 0) | Class512(ref values, 16) | Class512(ref values, last));
        for (int i = 0; i <= count - Four; i += Four)
        {
            if (IsClassAmongFour(ref values, i))
                return true;
        }

        return count < Four
            ? Any(Class512(ref values, 0) | Class512(ref values, 16) | Class512(ref values, 32) | Class512(ref values, last))
            : count % Four != 0 && IsClassAmongFour(ref values, count - Four);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsClassAmongFour(ref float values, int i) =>
        Any(Class512(ref values, i) | Class512(ref values, i + 16) | Class512(ref values, i + 32) | Class512(ref values, i + 48));

    /// <summary>At least 8 floats, with vectors of 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsClassAmong256(ref float values, int count)
    {
        Vector256<float> found = Class256(ref values, count - Vector256<float>.Count);
        for (int i = 0; i < count - Vector256<float>.Count; i += Vector256<float>.Count)
            found |= Class256(ref values, i);
        return Vector256.ExtractMostSignificantBits(found) != 0;
    }

    /// <summary>Two floats and zeros, or two pairs of three floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Pairs(ref float values, int count)
    {
        ref byte bytes = ref Unsafe.As<float, byte>(ref values);
        long first = Unsafe.ReadUnaligned<long>(ref bytes);
        return count == 2
            ? Vector128.CreateScalar(first).AsSingle()
            : Vector128.Create(first, Unsafe.ReadUnaligned<long>(ref Unsafe.Add(ref bytes, sizeof(float)))).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Any(Vector512<float> found) => Vector512.ExtractMostSignificantBits(found) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Class128(ref float values, int i) => Avx512DQ.VL.Classify(Vector128.LoadUnsafe(ref values, (nuint)i), Class);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Class256(ref float values, int i) => Avx512DQ.VL.Classify(Vector256.LoadUnsafe(ref values, (nuint)i), Class);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Class512(ref float values, int i) => Avx512DQ.Classify(Vector512.LoadUnsafe(ref values, (nuint)i), Class);
}
