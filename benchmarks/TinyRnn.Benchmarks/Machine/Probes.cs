using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TinyRnn.Runtime.Packing;

namespace TinyRnn.Benchmarks.Machine;

/// <summary>Loops that do one thing as fast as this thread can: multiply-adds, or loads that walk through a block of memory again and again.</summary>
internal static class Probes
{
    /// <summary>Multiply-adds of one call of <see cref="MultiplyAdd()"/>.</summary>
    public static long MultiplyAdds => (long)MultiplyAddRounds * Chains * Lanes;

    private const int MultiplyAddRounds = 4096;

    /// <summary>
    /// Independent sums. A multiply-add takes about 4 cycles and two or three start in each, so 12 keep the units busy, and with the two constants
    /// they fit the 16 registers of AVX2 and SSE.
    /// </summary>
    private const int Chains = 12;

    /// <summary>Vectors that one round of the load loop reads.</summary>
    private const int LoadsPerRound = 8;

    private static int Lanes => InstructionSet.VectorBits switch { 512 => 16, 256 => 8, _ => 4 };

    /// <summary>What a probe computes goes here, so that the compiler must compute it.</summary>
    private static float s_sink;

    public static void MultiplyAdd()
    {
        if (Vector512.IsHardwareAccelerated)
            MultiplyAdd<Width512, Vector512<float>>();
        else if (Vector256.IsHardwareAccelerated)
            MultiplyAdd<Width256, Vector256<float>>();
        else
            MultiplyAdd<Width128, Vector128<float>>();
    }

    /// <summary>Reads the whole block <paramref name="passes"/> times. Its length is a multiple of 128 floats.</summary>
    public static void Load(ParameterBlock block, int passes)
    {
        if (Vector512.IsHardwareAccelerated)
            Load<Width512, Vector512<float>>(block, passes);
        else if (Vector256.IsHardwareAccelerated)
            Load<Width256, Vector256<float>>(block, passes);
        else
            Load<Width128, Vector128<float>>(block, passes);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MultiplyAdd<TWidth, T>()
        where TWidth : struct, IVectorWidth<T>
    {
        // x = x / 2 + 1 goes to 2 from anywhere: no infinity, no denormal number.
        T half = TWidth.Fill(0.5f), one = TWidth.Fill(1);
        T a = TWidth.Fill(s_sink), b = a, c = a, d = a, e = a, f = a, g = a, h = a, i = a, j = a, k = a, l = a;
        for (int round = 0; round < MultiplyAddRounds; round++)
        {
            a = TWidth.MultiplyAdd(a, half, one);
            b = TWidth.MultiplyAdd(b, half, one);
            c = TWidth.MultiplyAdd(c, half, one);
            d = TWidth.MultiplyAdd(d, half, one);
            e = TWidth.MultiplyAdd(e, half, one);
            f = TWidth.MultiplyAdd(f, half, one);
            g = TWidth.MultiplyAdd(g, half, one);
            h = TWidth.MultiplyAdd(h, half, one);
            i = TWidth.MultiplyAdd(i, half, one);
            j = TWidth.MultiplyAdd(j, half, one);
            k = TWidth.MultiplyAdd(k, half, one);
            l = TWidth.MultiplyAdd(l, half, one);
        }

        T sum = TWidth.Xor(TWidth.Xor(TWidth.Xor(a, b), TWidth.Xor(c, d)), TWidth.Xor(TWidth.Xor(e, f), TWidth.Xor(g, h)));
        s_sink = TWidth.First(TWidth.Xor(sum, TWidth.Xor(TWidth.Xor(i, j), TWidth.Xor(k, l))));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Load<TWidth, T>(ParameterBlock block, int passes)
        where TWidth : struct, IVectorWidth<T>
    {
        nuint lanes = (nuint)TWidth.Lanes;
        nuint length = (nuint)block.Length;
        ref float first = ref block.GetReference();
        T a = TWidth.Fill(0), b = a, c = a, d = a, e = a, f = a, g = a, h = a;
        for (int pass = 0; pass < passes; pass++)
        {
            // In bounds: the length is a multiple of the eight vectors that a round reads.
            for (nuint at = 0; at < length; at += LoadsPerRound * lanes)
            {
                a = TWidth.Xor(a, TWidth.Load(ref first, at));
                b = TWidth.Xor(b, TWidth.Load(ref first, at + lanes));
                c = TWidth.Xor(c, TWidth.Load(ref first, at + (2 * lanes)));
                d = TWidth.Xor(d, TWidth.Load(ref first, at + (3 * lanes)));
                e = TWidth.Xor(e, TWidth.Load(ref first, at + (4 * lanes)));
                f = TWidth.Xor(f, TWidth.Load(ref first, at + (5 * lanes)));
                g = TWidth.Xor(g, TWidth.Load(ref first, at + (6 * lanes)));
                h = TWidth.Xor(h, TWidth.Load(ref first, at + (7 * lanes)));
            }
        }

        s_sink = TWidth.First(TWidth.Xor(TWidth.Xor(TWidth.Xor(a, b), TWidth.Xor(c, d)), TWidth.Xor(TWidth.Xor(e, f), TWidth.Xor(g, h))));
    }
}
