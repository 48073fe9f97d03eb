using System.Runtime.InteropServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Conformance;

/// <summary>
/// Values as integers, in each form that kernels multiply: rounded to the nearest, at every width of vectors, and nothing is written behind them.
/// </summary>
internal static class ValueRoundingChecks
{
    private const int Most = 16383;
    private const int Count = 1000;

    private static readonly float[] s_values =
    [
        .. Enumerable.Range(0, Count).Select(i => (i - 500) / 381f), .. Enumerable.Range(-127, 255).Select(i => (i + 0.5f) / 127),
        .. Enumerable.Range(-200, 400).Select(i => (i + 0.5f) / Most),
    ];

    private static readonly int[] s_lengths = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 20, 37, 64, 255, s_values.Length];

    public static IReadOnlyList<Check> All { get; } =
    [
        new("Integers: values of 8 bits", () => Each(length => Bytes(length, 127, 127))),
        new("Integers: values of 8 bits in another range", () => Each(length => Bytes(length, 127, 254))),
        new("Integers: values of 15 bits in digits", () => Each(length => Digits(length, Most))),
        new("Integers: values of 13 bits in digits", () => Each(length => Digits(length, 8000))),
        new("Integers: values of 15 bits", () => Each(Shorts)),
    ];

    private static void Each(Action<int> check)
    {
        foreach (int length in s_lengths)
            check(length);
    }

    private static int Right(int index, int length, int most, float scale) =>
        index < length ? (int)MathF.Round(Math.Clamp(s_values[index] * scale, -most, most)) : 0;

    private static void Bytes(int length, int most, float scale)
    {
        int places = (length + 3) / 4;
        float[] signed = new float[places + 1];
        float[] offset = new float[places + 1];
        float[] sizes = new float[(2 * places) + 2];
        Int8Input.WithSigns(ref s_values[0], ref signed[0], length, most, scale);
        Int8Input.Offset(ref s_values[0], ref offset[0], length, most, scale);
        Int8Input.Magnitudes(ref s_values[0], ref sizes[0], length, most, scale);
        int lacking = 0;
        for (int i = 0; i < 4 * places; i++)
        {
            int right = Right(i, length, most, scale);
            lacking -= Math.Min(right, 0);
            Verify.Equal(right, (sbyte)Byte(signed, i), $"value {i} of {length}");
            Verify.Equal(right + 128, Byte(offset, i), $"value {i} of {length}, with 128");
            Verify.Equal(Math.Abs(right), Byte(sizes, i), $"size {i} of {length}");
            Verify.Equal(right < 0 ? 255 : 0, Byte(sizes, (4 * places) + i), $"sign {i} of {length}");
        }

        Verify.Equal(lacking, BitConverter.SingleToInt32Bits(sizes[2 * places]), $"what {length} lack");
        Verify.Equal(0, signed[^1] + offset[^1] + sizes[^1], $"what lies behind {length}");
    }

    private static void Digits(int length, int most)
    {
        int places = (length + 3) / 4;
        float[] signed = new float[(2 * places) + 1];
        float[] offset = new float[(2 * places) + 1];
        float[] sizes = new float[(3 * places) + 2];
        Int8x16Input.WithSigns(ref s_values[0], ref signed[0], length, most, most);
        Int8x16Input.Offset(ref s_values[0], ref offset[0], length, most, most);
        Int8x16Input.Magnitudes(ref s_values[0], ref sizes[0], length, most, most);
        int lacking = 0;
        for (int i = 0; i < 4 * places; i++)
        {
            int high = (4 * places) + i;
            int right = Right(i, length, most, most);
            lacking -= Math.Min(right, 0);
            Verify.Equal(right, (128 * (sbyte)Byte(signed, high)) + Byte(signed, i), $"value {i} of {length}");
            Verify.Equal(right, (128 * (Byte(offset, high) - 128)) + Byte(offset, i), $"value {i} of {length}, with 128");
            Verify.Equal(Math.Abs(right), (128 * Byte(sizes, high)) + Byte(sizes, i), $"size {i} of {length}");
            Verify.That(Byte(signed, i) < 128 && Byte(sizes, i) < 128 && Byte(sizes, high) < 128, $"a digit of {i} of {length} has 7 bits");
            Verify.Equal(right < 0 ? 255 : 0, Byte(sizes, (8 * places) + i), $"sign {i} of {length}");
        }

        Verify.Equal(lacking, BitConverter.SingleToInt32Bits(sizes[3 * places]), $"what {length} lack");
        Verify.Equal(0, signed[^1] + offset[^1] + sizes[^1], $"what lies behind {length}");
    }

    private static void Shorts(int length)
    {
        int places = (length + 1) / 2;
        float[] signed = new float[places + 1];
        Int16Input.WithSigns(ref s_values[0], ref signed[0], length, Most, Most);
        Span<short> shorts = MemoryMarshal.Cast<float, short>(signed.AsSpan());
        for (int i = 0; i < 2 * places; i++)
            Verify.Equal(Right(i, length, Most, Most), shorts[i], $"value {i} of {length}");
        Verify.Equal(0, signed[^1], $"what lies behind {length}");
    }

    private static int Byte(float[] memory, int index) => MemoryMarshal.AsBytes(memory.AsSpan())[index];
}
