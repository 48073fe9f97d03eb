using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TinyRnn.Runtime.Vectors;

/// <summary>
/// Values as integers: times a scale, rounded to the nearest, of two to the even one. What lies outside counts as the largest of its sign, NaN as 0. The same
/// integers at every width of vectors, because nothing is added but a constant.
/// </summary>
/// <param name="most">The largest integer; less than 2^22.</param>
/// <param name="scale">Of a value of 1.</param>
internal readonly struct ValueRounding(int most, float scale)
{
    /// <summary>1.5 times 2^23: a sum with it has the integer in its lowest bits.</summary>
    private const float Rounder = 12582912;

    private readonly float _most = most;

    /// <summary>Of one value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Of(float value)
    {
        float scaled = float.IsNaN(value) ? 0 : value * scale;
        return BitConverter.SingleToInt32Bits(Math.Min(Math.Max(scaled, -_most), _most) + Rounder) - BitConverter.SingleToInt32Bits(Rounder);
    }

    /// <summary>Of four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<int> Four(ref float source, int place)
    {
        Vector128<float> scaled = Vector128.LoadUnsafe(ref source, (nuint)place);
        scaled = (scaled & Vector128.Equals(scaled, scaled)) * scale;
        scaled = Vector128.MinNative(Vector128.MaxNative(scaled, Vector128.Create(-_most)), Vector128.Create(_most)) + Vector128.Create(Rounder);
        return scaled.AsInt32() - Vector128.Create(BitConverter.SingleToInt32Bits(Rounder));
    }

    /// <summary>Of eight, in 16 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<short> Eight(ref float source, int place) => Vector128.NarrowWithSaturation(Four(ref source, place), Four(ref source, place + 4));

    /// <summary>Of sixteen.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<int> Sixteen(ref float source, int place)
    {
        Vector512<float> scaled = Vector512.LoadUnsafe(ref source, (nuint)place);
        scaled = (scaled & Vector512.Equals(scaled, scaled)) * scale;
        scaled = Vector512.MinNative(Vector512.MaxNative(scaled, Vector512.Create(-_most)), Vector512.Create(_most)) + Vector512.Create(Rounder);
        return scaled.AsInt32() - Vector512.Create(BitConverter.SingleToInt32Bits(Rounder));
    }
}
