using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Cells;

/// <summary>Functions of the positions of a step; a number has the same bits wherever it lies. For emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PositionMath
{
    /// <summary>y[p][k] = sqrt(re^2 + im^2), where a position is <paramref name="bins"/> real parts and then as many imaginary ones. NaN gives NaN.</summary>
    /// <remarks>
    /// The sum of the squares has an error of at most 1 ulp and the root halves it: at most 1.1 ulp, where no square is subnormal or beyond a float.
    /// </remarks>
    /// <param name="x">positions * 2 * bins numbers.</param>
    /// <param name="y">positions * bins numbers, apart from them.</param>
    /// <param name="positions">Positions.</param>
    /// <param name="bins">Complex numbers of a position.</param>
    public static void Magnitude(ref float x, ref float y, int positions, int bins) => Run<NativeArithmetic>(ref x, ref y, positions, bins);

    /// <summary>The same bits on every processor.</summary>
    /// <inheritdoc cref="Magnitude"/>
    public static void ReproducibleMagnitude(ref float x, ref float y, int positions, int bins) => Run<UnfusedArithmetic>(ref x, ref y, positions, bins);

    /// <summary>y[c] = (x[0][c] + ... + x[positions - 1][c]) / positions, added in that order: the same bits on every processor.</summary>
    /// <param name="x">positions * channels numbers.</param>
    /// <param name="y">channels numbers, apart from them.</param>
    /// <param name="positions">Positions.</param>
    /// <param name="channels">Numbers of a position.</param>
    public static void Mean(ref float x, ref float y, int positions, int channels)
    {
        nint channel = 0;
        if (Vector512.IsHardwareAccelerated)
            Means<Floats512>(ref x, ref y, ref channel, positions, channels);
        if (Vector256.IsHardwareAccelerated)
            Means<Floats256>(ref x, ref y, ref channel, positions, channels);
        Means<Floats128>(ref x, ref y, ref channel, positions, channels);
        for (; channel < channels; channel++)
        {
            float sum = Unsafe.Add(ref x, channel);
            for (nint position = 1; position < positions; position++)
                sum += Unsafe.Add(ref x, (position * channels) + channel);
            Unsafe.Add(ref y, channel) = sum / positions;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Means<TFloats>(ref float x, ref float y, ref nint channel, nint positions, nint channels)
        where TFloats : struct, IFloats<TFloats>
    {
        for (; channel + TFloats.Count <= channels; channel += TFloats.Count)
        {
            TFloats sum = TFloats.Load(ref x, channel);
            for (nint position = 1; position < positions; position++)
                sum += TFloats.Load(ref x, (position * channels) + channel);
            (sum / TFloats.Fill(positions)).Store(ref y, channel);
        }
    }

    private static void Run<TArithmetic>(ref float x, ref float y, int positions, int bins)
        where TArithmetic : struct, IArithmetic
    {
        // In bounds: every access ends at or before the last of a position's bins.
        for (nint position = 0; position < positions; position++)
        {
            ref float re = ref Unsafe.Add(ref x, position * 2 * bins);
            ref float to = ref Unsafe.Add(ref y, position * bins);
            nint k = 0;
            if (Vector512.IsHardwareAccelerated)
                Walk<TArithmetic, Floats512>(ref re, ref to, ref k, bins);
            if (Vector256.IsHardwareAccelerated)
                Walk<TArithmetic, Floats256>(ref re, ref to, ref k, bins);
            Walk<TArithmetic, Floats128>(ref re, ref to, ref k, bins);
            for (; k < bins; k++)
            {
                Floats128 a = Vector128.CreateScalar(Unsafe.Add(ref re, k));
                Floats128 b = Vector128.CreateScalar(Unsafe.Add(ref re, bins + k));
                Unsafe.Add(ref to, k) = ((Vector128<float>)Of<TArithmetic, Floats128>(a, b)).ToScalar();
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Walk<TArithmetic, TFloats>(ref float re, ref float to, ref nint k, nint bins)
        where TArithmetic : struct, IArithmetic
        where TFloats : struct, IFloats<TFloats>
    {
        for (; k + TFloats.Count <= bins; k += TFloats.Count)
            Of<TArithmetic, TFloats>(TFloats.Load(ref re, k), TFloats.Load(ref re, bins + k)).Store(ref to, k);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloats Of<TArithmetic, TFloats>(TFloats re, TFloats im)
        where TArithmetic : struct, IArithmetic
        where TFloats : struct, IFloats<TFloats> => TArithmetic.MultiplyAdd(re, re, im * im).Sqrt();
}
