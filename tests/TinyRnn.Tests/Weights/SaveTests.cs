using System.Text;
using TinyRnn.Conformance;
using TinyRnn.Runtime.Files;
using TinyRnn.Weights;
using Xunit;

namespace TinyRnn.Tests.Weights;

/// <summary>What is written, and that it comes back.</summary>
public class SaveTests
{
    /// <summary>A GRU bias block of H = 2 at 3: r, z, n of the input, n of the recurrence.</summary>
    private static readonly TensorBinding[] s_gru =
    [
        new("bias_hh_l0", [6], 3) { Added = 4, Rest = 9 }, new("bias_ih_l0", [6], 3), new("w", [1, 3], 0),
    ];

    [Fact]
    public void A_file_is_laid_out_byte_by_byte_as_the_format_says()
    {
        TensorBinding[] bindings =
        [
            new("w", [1, 2], 0), new("b", [1], 2), new("c", [1], 2) { Added = 1 },
        ];
        using MemoryStream stream = new();
        WeightFile.Save(stream, "Tiny\"\u00e9", bindings, [1f, -2.5f, 0.1f]);
        string header =
            """
            {"__metadata__":{"checksum":"crc32c:39368fbc","checksum.tensors":"530ed30c,48674bc7,d5bd11cb","format":"pt","model":"Tiny\u0022\u00E9"},"w":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]},"c":{"dtype":"F32","shape":[1],"data_offsets":[12,16]}}
            """;
        header += new string(' ', (8 - (header.Length % 8)) % 8);
        Assert.Equal(
            [
                (byte)header.Length, (byte)(header.Length >> 8), 0, 0, 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(header),
                0, 0, 0x80, 0x3F, 0, 0, 0x20, 0xC0, 0xCD, 0xCC, 0xCC, 0x3D, 0, 0, 0, 0,
            ],
            stream.ToArray());
        using SafetensorsReader reader = WeightData.Open(stream.ToArray());
        Assert.Equal("Tiny\"\u00e9", reader.Metadata["model"]);
    }

    [Fact]
    public void Data_begins_at_a_multiple_of_eight_whatever_the_names()
    {
        for (int length = 1; length <= 16; length++)
        {
            SafetensorsWriter writer = new();
            writer.Add(new string('n', length), [1], new float[] { length });
            byte[] file = WeightData.Bytes(writer);
            Assert.Equal(0, (file.Length - 4) % 8);
            using SafetensorsReader reader = WeightData.Open(file);
            float[] value = new float[1];
            reader.Read(reader.Tensors[0], value);
            Assert.Equal(length, value[0]);
        }
    }

    [Fact]
    public void A_saved_block_comes_back_bit_by_bit()
    {
        float[] block = Awkward(WeightData.ParameterCount);
        using MemoryStream stream = new();
        WeightFile.Save(stream, "TestNet", WeightData.Bindings, block);
        stream.Position = 0;
        AssertSameBits(block, WeightFile.Load(stream, "TestNet", WeightData.Bindings, block.Length, null));
    }

    [Fact]
    public void So_does_the_recurrent_bias_of_a_GRU()
    {
        float[] block = Awkward(11);
        using MemoryStream stream = new();
        WeightFile.Save(stream, "TestNet", s_gru, block);
        stream.Position = 0;
        AssertSameBits(block, WeightFile.Load(stream, "TestNet", s_gru, block.Length, null));
        using SafetensorsReader reader = WeightData.Open(stream.ToArray());
        float[] recurrent = new float[6];
        reader.Read(reader.Get("bias_hh_l0"), recurrent);
        AssertSameBits([0, 0, 0, 0, block[9], block[10]], recurrent);
    }

    [Fact]
    public void The_recurrent_bias_of_a_GRU_is_added_for_r_and_z_and_stands_apart_for_n()
    {
        SafetensorsWriter writer = new();

        // The addend first: its order in the file must not matter.
        writer.Add("bias_hh_l0", [6], new float[] { 10, 20, 30, 40, 50, 60 });
        writer.Add("bias_ih_l0", [6], new float[] { 1, 2, 3, 4, 5, 6 });
        writer.Add("w", [1, 3], new float[] { 7, 8, 9 });
        Assert.Equal([7, 8, 9, 11, 22, 33, 44, 5, 6, 50, 60], WeightData.Load(WeightData.Bytes(writer), s_gru)[..11]);
    }

    [Fact]
    public void Zeros_take_no_memory()
    {
        SafetensorsWriter writer = new();
        writer.AddZeros("zeros", [1000, 1000]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        writer.Write(Stream.Null);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
        using MemoryStream stream = new();
        writer.Write(stream);
        using SafetensorsReader reader = new(new MemoryStream(stream.ToArray()));
        float[] zeros = new float[1_000_000];
        Array.Fill(zeros, 1);
        reader.Read(reader.Get("zeros"), zeros);
        Assert.All(zeros, zero => Assert.Equal(0, BitConverter.SingleToInt32Bits(zero)));
    }

    [Fact]
    public void The_writer_refuses_what_no_reader_would_take()
    {
        SafetensorsWriter writer = new();
        writer.Add("a", [2], new float[2]);
        Verify.Says(Assert.Throws<ArgumentException>(() => writer.Add("a", [2], new float[2])), "already a tensor 'a'");
        Verify.Says(Assert.Throws<ArgumentException>(() => writer.AddZeros("__metadata__", [2])), "'__metadata__' is reserved");
        Verify.Says(Assert.Throws<ArgumentException>(() => writer.Add("b", [2, 3], new float[5])), "'b' has the shape [2, 3], but 5 values");
        Verify.Says(Assert.Throws<ArgumentException>(() => writer.Add("b", [-2, -3], new float[6])), "'b' has the shape [-2, -3]", "at least 0");
        Verify.Says(
            Assert.Throws<ArgumentException>(() => writer.AddZeros("b", [65536, 65536])), "'b' has the shape [65536, 65536]", "2147483647 elements");
        Verify.Says(
            Assert.Throws<ArgumentException>(() => writer.AddZeros("b", [1, 1, 1, 1, 1, 1, 1, 1, 1])), "'b' has the shape [1, 1, 1", "at most 8 sizes");
        using SafetensorsReader reader = WeightData.Open(WeightData.Bytes(writer));
        Assert.Equal("a", Assert.Single(reader.Tensors).Name);
    }

    [Fact]
    public void Scalars_and_empty_tensors_come_back()
    {
        SafetensorsWriter writer = new();
        writer.Add("empty", [0, 3], default);
        writer.Add("scalar", [], new float[] { 5 });
        using SafetensorsReader reader = WeightData.Open(WeightData.Bytes(writer));
        Assert.Equal(["F32 [0, 3]", "F32 []"], reader.Tensors.Select(tensor => tensor.ToString()));
    }

    /// <summary>Values that change when they are added to, scaled or printed.</summary>
    private static float[] Awkward(int count)
    {
        float[] values = [-0f, 0f, float.Epsilon, -float.Epsilon, float.MaxValue, float.MinValue, 0.1f, 1 / 3f, 1.1754942e-38f];
        return [.. Enumerable.Range(0, count).Select(i => values[i % values.Length])];
    }

    private static void AssertSameBits(float[] expected, float[] actual) =>
        Assert.Equal(Array.ConvertAll(expected, BitConverter.SingleToInt32Bits), Array.ConvertAll(actual, BitConverter.SingleToInt32Bits));
}
