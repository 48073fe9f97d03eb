using System.Buffers.Binary;
using TinyRnn.Conformance;
using TinyRnn.Weights;
using Xunit;

namespace TinyRnn.Tests.Weights;

/// <summary>Conversions, and what reading a tensor refuses.</summary>
public class ElementTests
{
    [Theory]
    [InlineData(0x3C00, 1f)]
    [InlineData(0xC000, -2f)]
    [InlineData(0x3555, 0.333251953125f)]
    [InlineData(0x7BFF, 65504f)]
    [InlineData(0x0400, 6.103515625e-05f)]
    [InlineData(0x0001, 5.9604644775390625e-08f)]
    [InlineData(0x8000, -0f)]
    [InlineData(0x7C00, float.PositiveInfinity)]
    [InlineData(0xFC00, float.NegativeInfinity)]
    [InlineData(0x7E00, float.NaN)]
    public void F16_is_converted_exactly(int bits, float value) => Converts("F16", [(byte)bits, (byte)(bits >> 8)], value);

    [Theory]
    [InlineData(0x3F80, 1f)]
    [InlineData(0xC000, -2f)]
    [InlineData(0x3EAB, 0.333984375f)]
    [InlineData(0x7F7F, 3.3895313892515355e38f)]
    [InlineData(0x0001, 9.18354961579912e-41f)]
    [InlineData(0x8000, -0f)]
    [InlineData(0x7F80, float.PositiveInfinity)]
    [InlineData(0x7FC0, float.NaN)]
    public void BF16_is_converted_exactly(int bits, float value) => Converts("BF16", [(byte)bits, (byte)(bits >> 8)], value);

    [Theory]
    [InlineData(0.1, 0.1f)]
    [InlineData(1 + 5.9604644775390625e-08, 1f)] // a tie goes to the even neighbour
    [InlineData(1 + 5.9604646e-08, 1.00000011920929f)] // just above the tie
    [InlineData(1 + 1.78813934326171875e-07, 1.0000002384185791f)] // the next tie
    [InlineData(1e-46, 0f)]
    [InlineData(-1e-46, -0f)]
    [InlineData(1e39, float.PositiveInfinity)]
    [InlineData(3.4028235e38, float.MaxValue)]
    public void F64_is_rounded_to_nearest(double value, float rounded)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        using SafetensorsReader reader = WeightData.Open(WeightData.Vector("F64", 1, bytes));
        float[] single = new float[1];
        double[] exact = new double[1];
        reader.Read(reader.Get("a"), single);
        reader.Read(reader.Get("a"), exact);
        Assert.Equal(BitConverter.SingleToInt32Bits(rounded), BitConverter.SingleToInt32Bits(single[0]));
        Assert.Equal(value, exact[0]);
    }

    [Theory]
    [InlineData(0x3DCCCCCDu)]
    [InlineData(0x80000000u)]
    [InlineData(0x00000001u)]
    [InlineData(0x7F800001u)] // a signalling NaN keeps its payload
    [InlineData(0xFFC12345u)]
    public void F32_keeps_every_bit(uint bits)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, bits);
        using SafetensorsReader reader = WeightData.Open(WeightData.Vector("F32", 1, bytes));
        float[] value = new float[1];
        reader.Read(reader.Get("a"), value);
        Assert.Equal(bits, BitConverter.SingleToUInt32Bits(value[0]));
    }

    [Theory]
    [InlineData("I64", long.MinValue, 0, 0, 0, 0, 0, 0, 0, 128)]
    [InlineData("I32", -2, 254, 255, 255, 255)]
    [InlineData("I16", -3, 253, 255)]
    [InlineData("I8", -4, 252)]
    [InlineData("U64", long.MaxValue, 255, 255, 255, 255, 255, 255, 255, 127)]
    [InlineData("U32", 4294967295, 255, 255, 255, 255)]
    [InlineData("U16", 65534, 254, 255)]
    [InlineData("U8", 252, 252)]
    [InlineData("BOOL", 1, 1)]
    [InlineData("BOOL", 0, 0)]
    [InlineData("BOOL", 1, 255)]
    public void Integers_are_read_exactly(string type, long value, params int[] bytes)
    {
        using SafetensorsReader reader = WeightData.Open(WeightData.Vector(type, 1, Array.ConvertAll(bytes, each => (byte)each)));
        long[] read = new long[1];
        reader.Read(reader.Get("a"), read);
        Assert.Equal(value, read[0]);
        Verify.Says(Assert.Throws<WeightFormatException>(() => reader.Read(reader.Get("a"), new float[1])), $"'a' is {type} [1]", "F32, F16, BF16 or F64");
        Verify.Says(Assert.Throws<WeightFormatException>(() => reader.Read(reader.Get("a"), new double[1])), $"'a' is {type} [1]", "F32, F16, BF16 or F64");
    }

    [Fact]
    public void A_U64_beyond_long_is_refused()
    {
        using SafetensorsReader reader = WeightData.Open(WeightData.Vector("U64", 1, 0, 0, 0, 0, 0, 0, 0, 128));
        Verify.Says(
            Assert.Throws<WeightFormatException>(() => reader.Read(reader.Get("a"), new long[1])), "'a' (U64 [1])", "above 9223372036854775807");
    }

    [Fact]
    public void Floats_are_no_integers()
    {
        using SafetensorsReader reader = WeightData.Open(WeightData.Vector(1f));
        Verify.Says(Assert.Throws<WeightFormatException>(() => reader.Read(reader.Get("a"), new long[1])), "'a' is F32 [1]", "I64, I32");
    }

    [Fact]
    public void A_tensor_longer_than_the_buffer_is_read_whole()
    {
        float[] values = [.. Enumerable.Range(0, 10_001).Select(i => i * 0.5f)];
        byte[] file = WeightData.Vector(values);

        // The stream delivers less than it is asked for, which must not end the reading.
        using FakeStream stream = new(file.Length, file);
        using SafetensorsReader reader = new(stream);
        float[] read = new float[values.Length];
        reader.Read(reader.Get("a"), read);
        Assert.Equal(values, read);
    }

    [Fact]
    public void Data_that_ends_early_is_an_error()
    {
        byte[] file = WeightData.Vector(1, 2, 3);
        using FakeStream stream = new(file.Length, file[..^1]);
        using SafetensorsReader reader = new(stream);
        Verify.Says(
            Assert.Throws<WeightFormatException>(() => reader.Read(reader.Get("a"), new float[3])), "ends inside tensor 'a'",
            "12 bytes were expected, 11 found");
        using FakeStream shorter = new(file.Length, file[..20]);
        Verify.Says(Assert.Throws<WeightFormatException>(() => new SafetensorsReader(shorter)), "ends inside its header", "12 found");
        using FakeStream shortest = new(file.Length, file[..3]);
        Verify.Says(Assert.Throws<WeightFormatException>(() => new SafetensorsReader(shortest)), "ends inside its header's length", "3 found");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Room_of_another_size_is_an_error(int room)
    {
        using SafetensorsReader reader = WeightData.Open(WeightData.Vector(1, 2, 3));
        Verify.Says(Assert.Throws<ArgumentException>(() => reader.Read(reader.Get("a"), new float[room])), "'a' has 3 elements", $"room for {room}");
    }

    [Fact]
    public void The_tensor_of_another_file_is_an_error()
    {
        using SafetensorsReader reader = WeightData.Open(WeightData.Vector(1));
        using SafetensorsReader other = WeightData.Open(WeightData.Vector(2));
        Verify.Says(Assert.Throws<ArgumentException>(() => reader.Read(other.Get("a"), new float[1])), "'a' belongs to another file");
    }

    [Fact]
    public void A_missing_name_lists_what_is_there()
    {
        SafetensorsWriter writer = new();
        for (int i = 0; i < 60; i++)
            writer.AddZeros($"t{i:00}", [1]);
        using SafetensorsReader reader = WeightData.Open(WeightData.Bytes(writer));
        Assert.False(reader.TryGet("u", out _));
        Verify.Says(Assert.Throws<WeightFormatException>(() => reader.Get("u")), "no tensor 'u'", "t00, t01, ", "t39, and 20 more");
    }

    [Fact]
    public void A_stream_that_cannot_seek_is_read_from_memory()
    {
        SafetensorsWriter writer = new();
        writer.AddZeros("t", [3]);
        MemoryStream packed = new();
        using (System.IO.Compression.DeflateStream deflate = new(packed, System.IO.Compression.CompressionMode.Compress, leaveOpen: true))
            writer.Write(deflate);
        packed.Position = 0;
        using System.IO.Compression.DeflateStream stream = new(packed, System.IO.Compression.CompressionMode.Decompress);
        using SafetensorsReader reader = new(stream);
        float[] values = [1, 2, 3];
        reader.Read(reader.Get("t"), values);
        Assert.Equal([0, 0, 0], values);
    }

    [Fact]
    public void A_missing_file_is_the_systems_error_with_the_path() =>
        Verify.Says(Assert.Throws<FileNotFoundException>(() => SafetensorsReader.Open(WeightData.Path("none"))), WeightData.Path("none"));

    private static void Converts(string type, byte[] bytes, float value)
    {
        using SafetensorsReader reader = WeightData.Open(WeightData.Vector(type, 1, bytes));
        float[] single = new float[1];
        double[] exact = new double[1];
        reader.Read(reader.Get("a"), single);
        reader.Read(reader.Get("a"), exact);
        Assert.Equal(float.IsNaN(value), float.IsNaN(single[0]));
        Assert.True(float.IsNaN(value) || BitConverter.SingleToInt32Bits(value) == BitConverter.SingleToInt32Bits(single[0]));
        Assert.Equal(value, exact[0]);
    }
}
