using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TinyRnn.Runtime;

/// <summary>
/// Numbers below the smallest normal float, 2^-126, become 0. Moments of a weight whose gradient stays 0 (a token that no longer occurs, a dead unit) fade until
/// they are subnormal and then stay so for ever, since 0.9 times the smallest float rounds to itself; Intel's processors take some 150 cycles for each such operation.
/// </summary>
internal static class Subnormal
{
    private const float SmallestNormal = 1.17549435E-38f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> ToZero(Vector128<float> x) =>
        Vector128.ConditionalSelect(Vector128.LessThan(Vector128.Abs(x), Vector128.Create(SmallestNormal)), Vector128<float>.Zero, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ToZero(Vector256<float> x) =>
        Vector256.ConditionalSelect(Vector256.LessThan(Vector256.Abs(x), Vector256.Create(SmallestNormal)), Vector256<float>.Zero, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ToZero(Vector512<float> x) =>
        Vector512.ConditionalSelect(Vector512.LessThan(Vector512.Abs(x), Vector512.Create(SmallestNormal)), Vector512<float>.Zero, x);
}
