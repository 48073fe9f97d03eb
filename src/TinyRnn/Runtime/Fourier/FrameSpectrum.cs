using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TinyRnn.Runtime.Fourier;

/// <summary>Short-time Fourier transforms of the positions of a step, with the same bits on every processor. For emitted code.</summary>
/// <remarks>
/// A frame of N samples is four of every fourth sample, which are transformed side by side, in the lanes of a vector: real ones, of which two make a complex
/// number of a transform of N / 8 (Sorensen et al. 1987). A last pass of radix 4 makes one spectrum of the four.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FrameSpectrum
{
    /// <summary>
    /// Of each position the N / 2 + 1 real parts and then the imaginary parts of sum_n w[n] x[n] e^(-2 pi i k n / N), k = 0..N/2. The root mean square
    /// error is within sqrt(log2 N) / 2^23 of the spectrum's root mean square.
    /// </summary>
    /// <param name="x">The samples: the last of (positions - 1) * stride + N is the last one that is read.</param>
    /// <param name="window">N factors w.</param>
    /// <param name="y">positions * (N + 2) numbers, apart from the others.</param>
    /// <param name="length">Samples of a frame N, of which there is a <see cref="FourierTable"/>.</param>
    /// <param name="positions">Positions.</param>
    /// <param name="stride">Samples from one position's first to the next.</param>
    /// <param name="scratch">2 * (N + 8) floats of any content.</param>
    public static void Transform(ref float x, ref float window, ref float y, int length, int positions, int stride, ref float scratch)
    {
        FourierTable table = FourierTable.Of(length);
        // Each half has room for N / 8 + 1 numbers of four lanes.
        ref float other = ref Unsafe.Add(ref scratch, length + 8);
        for (nint position = 0; position < positions; position++)
        {
            // Every eighth sample from 0..3 on is a real part of its lane's number, from 4..7 on an imaginary part: as they lie.
            Multiply(ref Unsafe.Add(ref x, position * stride), ref window, ref scratch, length);
            ref float bins = ref scratch;
            ref float halves = ref other;
            if (table.Eighth.Run(ref scratch, ref other))
            {
                bins = ref other;
                halves = ref scratch;
            }

            Separate(table, ref bins, ref halves);
            Join(table, ref halves, ref Unsafe.Add(ref y, position * (length + 2)));
        }
    }

    private static void Multiply(ref float x, ref float window, ref float to, int length)
    {
        for (nuint i = 0; i < (nuint)length; i += (nuint)Vector128<float>.Count)
            (Vector128.LoadUnsafe(ref x, i) * Vector128.LoadUnsafe(ref window, i)).StoreUnsafe(ref to, i);
    }

    /// <summary>
    /// Of real numbers a, b, a, b, ..., whose pairs a + i b were transformed, twice their own transform: with A and B those of the two, A[k] is
    /// (Z[k] + conj Z[L - k]) / 2, B[k] is -i (Z[k] - conj Z[L - k]) / 2, and the one of all is A[k] + e^(-2 pi i k / 2L) B[k]; at L - k it is the conjugate
    /// of the difference.
    /// </summary>
    private static void Separate(FourierTable table, ref float bins, ref float halves)
    {
        ref float factors = ref MemoryMarshal.GetArrayDataReference(table.Pairs);
        nint last = table.Eighth.Length;
        for (nint bin = 0; 2 * bin <= last; bin++)
        {
            ComplexLanes z = ComplexLanes.Load(ref bins, bin);
            ComplexLanes mirrored = ComplexLanes.Load(ref bins, bin == 0 ? 0 : last - bin).Conjugate;
            ComplexLanes even = z + mirrored;
            ComplexLanes odd = (z - mirrored).TurnedBack * ComplexLanes.Fill(ref factors, bin);
            (even + odd).Store(ref halves, bin);
            (even - odd).Conjugate.Store(ref halves, last - bin);
        }
    }

    /// <summary>
    /// The spectrum of all samples from those of every fourth: with M = N / 4 and z_j = e^(-2 pi i j k / N) Y_j[k], the bins k, k + M, k + 2M and k + 3M are
    /// a pass of radix 4 over the lanes, and of the last two the mirror images are bins of a real signal. Four k at a time; the last four overlap.
    /// </summary>
    private static void Join(FourierTable table, ref float halves, ref float y)
    {
        ref float factors = ref MemoryMarshal.GetArrayDataReference(table.Lanes);
        nint quarter = table.Length / 4;
        nint last = quarter / 2;
        ref float im = ref Unsafe.Add(ref y, (2 * quarter) + 1);
        for (nint bin = 0; bin <= last; bin += 4)
        {
            nint k = Math.Min(bin, last - 3);
            ComplexLanes z0 = ComplexLanes.Load(ref halves, k) * ComplexLanes.Load(ref factors, k);
            ComplexLanes z1 = ComplexLanes.Load(ref halves, k + 1) * ComplexLanes.Load(ref factors, k + 1);
            ComplexLanes z2 = ComplexLanes.Load(ref halves, k + 2) * ComplexLanes.Load(ref factors, k + 2);
            ComplexLanes z3 = ComplexLanes.Load(ref halves, k + 3) * ComplexLanes.Load(ref factors, k + 3);
            Transpose(ref z0, ref z1, ref z2, ref z3);
            ComplexLanes even = z0 + z2;
            ComplexLanes odd = z1 + z3;
            ComplexLanes difference = z0 - z2;
            ComplexLanes turned = (z1 - z3).TurnedBack;
            Store(even + odd, ref y, ref im, k);
            Store(difference + turned, ref y, ref im, k + quarter);
            StoreMirrored(even - odd, ref y, ref im, (2 * quarter) - k);
            StoreMirrored(difference - turned, ref y, ref im, quarter - k);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(ref ComplexLanes a, ref ComplexLanes b, ref ComplexLanes c, ref ComplexLanes d)
    {
        (Vector128<float> re0, Vector128<float> re1, Vector128<float> re2, Vector128<float> re3) = (a.Re, b.Re, c.Re, d.Re);
        (Vector128<float> im0, Vector128<float> im1, Vector128<float> im2, Vector128<float> im3) = (a.Im, b.Im, c.Im, d.Im);
        LaneMatrix.Transpose(ref re0, ref re1, ref re2, ref re3);
        LaneMatrix.Transpose(ref im0, ref im1, ref im2, ref im3);
        (a, b, c, d) = (new(re0, im0), new(re1, im1), new(re2, im2), new(re3, im3));
    }

    /// <summary>Bins k to k + 3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ComplexLanes z, ref float re, ref float im, nint k)
    {
        z.Re.StoreUnsafe(ref re, (nuint)k);
        z.Im.StoreUnsafe(ref im, (nuint)k);
    }

    /// <summary>The conjugates as bins k to k - 3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreMirrored(ComplexLanes z, ref float re, ref float im, nint k)
    {
        LaneMatrix.Reverse(z.Re).StoreUnsafe(ref re, (nuint)(k - 3));
        LaneMatrix.Reverse(-z.Im).StoreUnsafe(ref im, (nuint)(k - 3));
    }
}
