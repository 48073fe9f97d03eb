using System.Buffers.Binary;
using TinyRnn.Import.Files;

namespace TinyRnn.Import.Tests.Files;

/// <summary>Many numbers at once have the bits of one after another: every half and bfloat16 that there is, and what is special among the others.</summary>
public class LittleEndianTests
{
    /// <summary>No multiple of a vector's length, so that there is a rest.</summary>
    private const int Count = 65_536 + 3;

    [Fact]
    public void Halves()
    {
        byte[] bytes = Words();
        float[] values = new float[Count];
        LittleEndian.Halves(bytes, values);
        Same(values, i => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes.AsSpan(2 * i)));
    }

    [Fact]
    public void Brains()
    {
        byte[] bytes = Words();
        float[] values = new float[Count];
        LittleEndian.Brains(bytes, values);
        Same(values, i => BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(2 * i)) << 16));
    }

    [Fact]
    public void Singles()
    {
        byte[] bytes = Random(Count * sizeof(float));
        float[] values = new float[Count];
        LittleEndian.Singles(bytes, values);
        Same(values, i => BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(sizeof(float) * i)));
    }

    [Fact]
    public void Doubles()
    {
        // Random bits are mostly beyond float32, so those near 1, halfway cases among them, and what has a rule of its own come in front.
        byte[] bytes = Random(Count * sizeof(double));
        double[] special =
        [
            0, -0.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1 + Math.Pow(2, -24), 1 + (3 * Math.Pow(2, -24)), 1e-310, 1e-40, 3.5e38,
        ];
        for (int i = 0; i < 1000; i++)
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(sizeof(double) * i), i < special.Length ? special[i] : 1 + (i * Math.Pow(2, -25)));
        float[] values = new float[Count];
        LittleEndian.Doubles(bytes, values);
        Same(values, i => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(sizeof(double) * i)));
    }

    private static byte[] Words()
    {
        byte[] bytes = new byte[Count * sizeof(ushort)];
        for (int i = 0; i < Count; i++)
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(sizeof(ushort) * i), (ushort)i);
        return bytes;
    }

    private static byte[] Random(int count)
    {
        byte[] bytes = new byte[count];
        new Random(1).NextBytes(bytes);
        return bytes;
    }

    private static void Same(float[] values, Func<int, float> expected)
    {
        for (int i = 0; i < values.Length; i++)
            Assert.Equal(BitConverter.SingleToUInt32Bits(expected(i)), BitConverter.SingleToUInt32Bits(values[i]));
    }
}
