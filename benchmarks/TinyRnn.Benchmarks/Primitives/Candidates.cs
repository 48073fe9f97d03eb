using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace TinyRnn.Benchmarks.Primitives;

/// <summary>The loops over values that stand around the emitted kernels: conversions, checks, extrema, functions of a head's scores.</summary>
internal static class Candidates
{
    private const int Many = 65_536;

    private static readonly float[] s_noise = Noise(Many);
    private static readonly double[] s_doubles = Array.ConvertAll(s_noise, value => value * 1.000000001);
    private static readonly float[] s_singles = new float[Many];
    private static readonly double[] s_differences = new double[Many];
    private static readonly byte[] s_halves = [.. MemoryMarshal.AsBytes<Half>(Array.ConvertAll(s_noise, value => (Half)value))];
    private static readonly byte[] s_brains = [.. MemoryMarshal.AsBytes<ushort>(Array.ConvertAll(s_noise, Brain))];
    private static readonly uint[] s_words = new uint[Many];
    private static readonly long[] s_counts = Array.ConvertAll(s_noise, value => (long)(4096 * value));
    private static readonly float[] s_result = new float[1];
    private static readonly float[] s_pair = new float[2];
    private static readonly bool[] s_flag = new bool[1];
    private static readonly int[] s_index = new int[1];
    private static readonly double[] s_bound = new double[1];

    public static IReadOnlyList<Candidate> All { get; } =
    [
        new("F16 to float, through a delegate (SafetensorsReader)", Many, HalvesByDelegate, HalvesByPrimitives),
        new("F16 to float (TfLiteFile)", Many, HalvesByLoop, HalvesByPrimitives),
        new("BF16 to float (TensorElement, TensorReader)", Many, BrainsByLoop, BrainsByPrimitives),
        new("double to float (Hdf5Tensors, WeightFile of the import)", Many, SinglesByLoop, SinglesByPrimitives),
        new("all finite, float (WeightFile, BlobArrays)", Many, FiniteByLoop, FiniteByPrimitives),
        new("all finite, double (Recomputation)", Many, FiniteDoublesByLoop, FiniteDoublesByPrimitives),
        new("largest magnitude (GuitarShow)", Many, PeakByLoop, PeakByPrimitives),
        new("largest magnitude (VoiceFigure)", Many, MagnitudeByLoop, MagnitudeByPrimitives),
        new("least and largest (VoiceFigure)", 256, () => ExtremaByLoop(256), () => ExtremaByPrimitives(256)),
        new("largest distance and magnitude (ErrorBound)", Many, DistanceByLoop, DistanceByPrimitives),
        new("largest distance and magnitude (ErrorBound)", 512, () => DistanceByLoop(512), () => DistanceByPrimitives(512)),
        new("counts to floats, scaled (GestureData)", Many, ScaledByLoop, ScaledByPrimitives),
        new("argmax, 6 scores (TokenSampler)", 6, () => BestByLoop(6), () => BestByPrimitives(6)),
        new("argmax, 64 scores (TokenSampler)", 64, () => BestByLoop(64), () => BestByPrimitives(64)),
        new("argmax, 32,000 scores (TokenSampler)", 32_000, () => BestByLoop(32_000), () => BestByPrimitives(32_000)),
        new("softmax, 6 scores (KeywordStream)", 6, () => SoftmaxByLoop(6), () => SoftmaxByPrimitives(6)),
        new("softmax, 64 scores (KeywordStream)", 64, () => SoftmaxByLoop(64), () => SoftmaxByPrimitives(64)),
        new("sum of squares in double (GradientFlow)", 3, () => SquaresByLoop(3), () => SquaresByPrimitives(3)),
        new("dot product of doubles (OrthogonalMatrix)", 32, () => DotByLoop(32), () => DotByPrimitives(32)),
    ];

    private static ushort Brain(float value) => (ushort)(BitConverter.SingleToUInt32Bits(value) >> 16);

    private static float[] Noise(int count)
    {
        RandomState random = new(1);
        float[] values = new float[count];
        foreach (ref float value in values.AsSpan())
            value = (float)random.NextNormal();
        return values;
    }

    private static ReadOnlySpan<byte> Bits<T>(ReadOnlySpan<T> values)
        where T : unmanaged => MemoryMarshal.AsBytes(values);

    private delegate float Convert(ReadOnlySpan<byte> bytes, int type);

    private static readonly Convert s_convert = (bytes, type) => type switch
    {
        0 => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        1 => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes),
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    private static ReadOnlySpan<byte> HalvesByDelegate()
    {
        for (int i = 0; i < Many; i++)
            s_singles[i] = s_convert(s_halves.AsSpan(i * 2, 2), 1);
        return Bits<float>(s_singles);
    }

    private static ReadOnlySpan<byte> HalvesByLoop()
    {
        for (int i = 0; i < Many; i++)
            s_singles[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(s_halves.AsSpan(i * 2));
        return Bits<float>(s_singles);
    }

    private static ReadOnlySpan<byte> HalvesByPrimitives()
    {
        TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(s_halves), s_singles);
        return Bits<float>(s_singles);
    }

    private static ReadOnlySpan<byte> BrainsByLoop()
    {
        for (int i = 0; i < Many; i++)
            s_singles[i] = BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(s_brains.AsSpan(i * 2)) << 16);
        return Bits<float>(s_singles);
    }

    private static ReadOnlySpan<byte> BrainsByPrimitives()
    {
        TensorPrimitives.ConvertTruncating<ushort, uint>(MemoryMarshal.Cast<byte, ushort>(s_brains), s_words);
        TensorPrimitives.ShiftLeft(s_words, 16, MemoryMarshal.Cast<float, uint>(s_singles.AsSpan()));
        return Bits<float>(s_singles);
    }

    private static ReadOnlySpan<byte> SinglesByLoop() => Bits<float>(Array.ConvertAll(s_doubles, value => (float)value));

    private static ReadOnlySpan<byte> SinglesByPrimitives()
    {
        float[] values = new float[s_doubles.Length];
        TensorPrimitives.ConvertTruncating<double, float>(s_doubles, values);
        return Bits<float>(values);
    }

    private static ReadOnlySpan<byte> FiniteByLoop()
    {
        s_flag[0] = true;
        for (int i = 0; i < Many; i++)
        {
            if (!float.IsFinite(s_noise[i]))
            {
                s_flag[0] = false;
                break;
            }
        }

        return Bits<bool>(s_flag);
    }

    private static ReadOnlySpan<byte> FiniteByPrimitives()
    {
        s_flag[0] = TensorPrimitives.IsFiniteAll<float>(s_noise);
        return Bits<bool>(s_flag);
    }

    private static ReadOnlySpan<byte> FiniteDoublesByLoop()
    {
        s_flag[0] = !Array.Exists(s_doubles, value => !double.IsFinite(value));
        return Bits<bool>(s_flag);
    }

    private static ReadOnlySpan<byte> FiniteDoublesByPrimitives()
    {
        s_flag[0] = TensorPrimitives.IsFiniteAll<double>(s_doubles);
        return Bits<bool>(s_flag);
    }

    private static ReadOnlySpan<byte> PeakByLoop()
    {
        s_result[0] = s_noise.Max(MathF.Abs);
        return Bits<float>(s_result);
    }

    private static ReadOnlySpan<byte> PeakByPrimitives()
    {
        s_result[0] = MathF.Abs(TensorPrimitives.MaxMagnitudeNumber<float>(s_noise));
        return Bits<float>(s_result);
    }

    private static ReadOnlySpan<byte> MagnitudeByLoop()
    {
        float peak = 0;
        foreach (float sample in s_noise)
            peak = Math.Max(peak, Math.Abs(sample));
        s_result[0] = peak;
        return Bits<float>(s_result);
    }

    private static ReadOnlySpan<byte> MagnitudeByPrimitives()
    {
        s_result[0] = Math.Abs(TensorPrimitives.MaxMagnitude(s_noise));
        return Bits<float>(s_result);
    }

    private static ReadOnlySpan<byte> ExtremaByLoop(int count)
    {
        float low = s_noise[0];
        float high = low;
        foreach (float sample in s_noise.AsSpan(0, count))
        {
            low = Math.Min(low, sample);
            high = Math.Max(high, sample);
        }

        (s_pair[0], s_pair[1]) = (low, high);
        return Bits<float>(s_pair);
    }

    private static ReadOnlySpan<byte> ExtremaByPrimitives(int count)
    {
        ReadOnlySpan<float> values = s_noise.AsSpan(0, count);
        (s_pair[0], s_pair[1]) = (TensorPrimitives.Min(values), TensorPrimitives.Max(values));
        return Bits<float>(s_pair);
    }

    private static ReadOnlySpan<byte> DistanceByLoop() => DistanceByLoop(Many);

    private static ReadOnlySpan<byte> DistanceByLoop(int count)
    {
        double error = 0;
        double largest = 0;
        ReadOnlySpan<double> exact = s_doubles.AsSpan(0, count);
        ReadOnlySpan<float> rounded = s_noise.AsSpan(0, count);
        for (int i = 0; i < exact.Length; i++)
        {
            error = Math.Max(error, Math.Abs(exact[i] - rounded[i]));
            largest = Math.Max(largest, Math.Abs(exact[i]));
        }

        s_bound[0] = Math.Max(error, largest / (1 << 24));
        return Bits<double>(s_bound);
    }

    private static ReadOnlySpan<byte> DistanceByPrimitives() => DistanceByPrimitives(Many);

    private static ReadOnlySpan<byte> DistanceByPrimitives(int count)
    {
        ReadOnlySpan<double> exact = s_doubles.AsSpan(0, count);
        Span<double> differences = s_differences.AsSpan(0, count);
        TensorPrimitives.ConvertTruncating<float, double>(s_noise.AsSpan(0, count), differences);
        TensorPrimitives.Subtract(exact, differences, differences);
        s_bound[0] = Math.Max(
            Math.Abs(TensorPrimitives.MaxMagnitude<double>(differences)), Math.Abs(TensorPrimitives.MaxMagnitude(exact)) / (1 << 24));
        return Bits<double>(s_bound);
    }

    private static ReadOnlySpan<byte> ScaledByLoop() => Bits<float>(Array.ConvertAll(s_counts, counts => counts / 4096f));

    private static ReadOnlySpan<byte> ScaledByPrimitives()
    {
        float[] values = new float[s_counts.Length];
        TensorPrimitives.ConvertTruncating<long, float>(s_counts, values);
        TensorPrimitives.Divide(values, 4096f, values);
        return Bits<float>(values);
    }

    private static ReadOnlySpan<byte> BestByLoop(int count)
    {
        s_index[0] = TokenSampler.Best(s_noise.AsSpan(0, count));
        return Bits<int>(s_index);
    }

    private static ReadOnlySpan<byte> BestByPrimitives(int count)
    {
        s_index[0] = TensorPrimitives.IndexOfMax(s_noise.AsSpan(0, count));
        return Bits<int>(s_index);
    }

    private static ReadOnlySpan<byte> SoftmaxByLoop(int count)
    {
        Span<float> scores = s_singles.AsSpan(0, count);
        s_noise.AsSpan(0, count).CopyTo(scores);
        float largest = scores[TokenSampler.Best(scores)];
        float sum = 0;
        foreach (ref float score in scores)
            sum += score = MathF.Exp(score - largest);
        foreach (ref float score in scores)
            score /= sum;
        return Bits<float>(scores);
    }

    private static ReadOnlySpan<byte> SoftmaxByPrimitives(int count)
    {
        Span<float> scores = s_singles.AsSpan(0, count);
        // Of large scores the primitive has infinities, unless the largest is taken off before, as the loop does.
        TensorPrimitives.Subtract(s_noise.AsSpan(0, count), TensorPrimitives.Max(s_noise.AsSpan(0, count)), scores);
        TensorPrimitives.SoftMax(scores, scores);
        return Bits<float>(scores);
    }

    private static ReadOnlySpan<byte> SquaresByLoop(int count)
    {
        s_bound[0] = s_noise.AsSpan(0, count).ToArray().Sum(value => (double)value * value);
        return Bits<double>(s_bound);
    }

    private static ReadOnlySpan<byte> SquaresByPrimitives(int count)
    {
        Span<double> values = s_differences.AsSpan(0, count);
        TensorPrimitives.ConvertTruncating<float, double>(s_noise.AsSpan(0, count), values);
        s_bound[0] = TensorPrimitives.SumOfSquares<double>(values);
        return Bits<double>(s_bound);
    }

    private static ReadOnlySpan<byte> DotByLoop(int count)
    {
        s_bound[0] = s_doubles.Take(count).Zip(s_doubles.Skip(count), (x, y) => x * y).Sum();
        return Bits<double>(s_bound);
    }

    private static ReadOnlySpan<byte> DotByPrimitives(int count)
    {
        s_bound[0] = TensorPrimitives.Dot<double>(s_doubles.AsSpan(0, count), s_doubles.AsSpan(count, count));
        return Bits<double>(s_bound);
    }
}
