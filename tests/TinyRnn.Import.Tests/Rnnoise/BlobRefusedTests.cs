using System.Buffers.Binary;

namespace TinyRnn.Import.Tests.Rnnoise;

/// <summary>Blobs that are broken or contradict themselves: one line that says array, value and remedy, and no memory for what is only said.</summary>
public class BlobRefusedTests
{
    private const BlobForm Sparse = BlobForm.SparseBytes;

    [Theory]
    [InlineData(BlobForm.Both)]
    [InlineData(BlobForm.Floats)]
    public void Every_place_where_a_file_may_end_is_refused(BlobForm form)
    {
        byte[] whole = new BlobFile(1, form).Bytes();
        RnnoiseBlob.Read(whole, "blob.bin");
        for (int length = 0; length < whole.Length; length += length % 64 == 0 ? 1 : 7)
            Refused(whole[..length]);
    }

    /// <summary>All but the bias for inputs that were shifted to be unsigned, which no float needs.</summary>
    [Theory]
    [InlineData(BlobForm.Floats)]
    [InlineData(BlobForm.SparseFloats)]
    [InlineData(BlobForm.Bytes)]
    [InlineData(BlobForm.SparseBytes)]
    public void A_missing_array_is_named(BlobForm form)
    {
        foreach (string name in new BlobFile(2, form).Arrays.Select(array => array.Name).Where(name => !name.EndsWith("_subias", StringComparison.Ordinal)))
        {
            BlobFile file = new(2, form);
            file.Arrays.RemoveAll(array => array.Name == name);

            // Without its index a sparse matrix is a dense one that is too short.
            string shown = name.Replace("_idx", form == BlobForm.SparseFloats ? "_float" : "_int8", StringComparison.Ordinal);
            Assert.Contains(
                shown.EndsWith("_int8", StringComparison.Ordinal) ? shown[..^5] : shown, Refused(file.Bytes()).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Of_weights_in_both_forms_one_is_enough()
    {
        foreach (string ending in new[] { "_float", "_int8" })
        {
            BlobFile file = new(2, BlobForm.Both);
            file.Arrays.RemoveAll(array => array.Name.StartsWith("gru", StringComparison.Ordinal) && array.Name.EndsWith(ending, StringComparison.Ordinal));
            Assert.Empty(RnnoiseBlob.Read(file.Bytes(), "blob.bin").Problems);
        }
    }

    [Fact]
    public void Heads_that_make_no_sense_are_refused()
    {
        Head("gru2_input_bias", array => array with { Head = "DNNx" }, "has 'DNNx' at byte ");
        Head("gru2_input_bias", array => array with { Version = 1 }, "gives gru2_input_bias the version 1, where 0 is the one that is known");
        Head("gru2_input_bias", array => array with { Type = 3 }, "gives gru2_input_bias the type 3, where 0 is the one that is known");
        Head("gru2_input_weights_int8", array => array with { Type = 2 }, "gives gru2_input_weights_int8 the type 2, where 3 is the one that is known");
        Head("gru2_input_bias", array => array with { Size = 0 }, "gives gru2_input_bias 0 bytes");
        Head("gru2_input_bias", array => array with { Size = -4 }, "gives gru2_input_bias -4 bytes");
        Head("gru2_input_bias", array => array with { Size = 7 }, "gives gru2_input_bias 7 bytes");
        Head("gru2_input_bias", array => array with { Block = 64 }, "gives gru2_input_bias a block of 64 bytes for its 192 bytes");
        Head("gru2_input_bias", array => array with { Block = -64 }, "gives gru2_input_bias a block of -64 bytes");
        Head("gru2_input_bias", array => array with { Name = "" }, "has the name '");
        Head("gru2_input_bias", array => array with { Name = new string('n', 44) }, "where 1 to 43 characters and a zero are expected");
        Head("gru2_input_bias", array => array with { Name = "gru4_input_bias" }, "has an array 'gru4_input_bias' at byte ");
        Head("conv2_bias", array => array with { Name = "conv2_weights_idx" }, "has an array 'conv2_weights_idx' at byte ");
        Head("gru2_input_bias", array => array with { Name = "gru1_input_bias" }, "has gru1_input_bias twice, the second time at byte ");
    }

    [Fact]
    public void An_announced_size_takes_no_memory()
    {
        BlobFile file = new(3, Sparse);
        file.Replace("gru3_input_bias", array => array with { Size = int.MaxValue - 3, Block = int.MaxValue });
        byte[] bytes = file.Bytes();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("ends within gru3_input_bias, whose block has 2147483647 bytes", Refused(bytes).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    /// <summary>A bias is short beside the matrix that it announces, of which a sparse form may hold nothing.</summary>
    [Fact]
    public void A_size_beyond_RNNoises_largest_is_refused()
    {
        BlobFile file = new(4, Sparse);
        file.Replace("gru1_input_bias", array => new(array.Name, array.Type, new byte[sizeof(float) * 3 * 100_000]));
        Assert.Contains("has a size of 300000 by gru1_input_bias, where 1 to 3072 are expected", Refused(file.Bytes()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sizes_that_do_not_fit_each_other_are_refused()
    {
        Cut("conv1_weights_float", 4, "has 119 weights of conv1, where 3 frames and 8 outputs make multiples of 24");
        Cut("conv2_weights_int8", 1, "has 383 values in conv2_weights_int8, where 384 are expected");
        Cut("conv2_scale", 4, "has 15 values in conv2_scale, where 16 are expected");
        Cut("conv2_subias", 4, "has 15 values in conv2_subias, where 16 are expected");
        Cut("conv2_bias", 4, "has conv2 in blocks of 8 outputs by 4 inputs, which do not divide its 15 outputs and 24 inputs");
        Cut("gru2_recurrent_bias", 4, "has 47 values in gru2_recurrent_bias, where a GRU has 3 of each unit");
        Cut("gru2_recurrent_bias", 12, "has 48 values in gru2_input_bias, where gru2_recurrent_bias has 45");
        Cut("gru2_recurrent_weights_diag", 4, "has 47 values in gru2_recurrent_weights_diag, where 48 are expected");
        Cut("dense_out_weights_float", 4, "has 287 values in dense_out_weights_float, where 288 are expected");
        Cut("vad_dense_weights_float", 4, "has 47 values in vad_dense_weights_float, where 48 are expected");
    }

    /// <summary>The first value of gru2_input_weights_idx is 0: its first 8 outputs have no block.</summary>
    [Theory]
    [InlineData(0, -1, "has -1 blocks at value 0 of gru2_input_weights_idx")]
    [InlineData(0, int.MaxValue, "has 2147483647 blocks at value 0 of gru2_input_weights_idx, behind which are ")]
    [InlineData(0, int.MinValue, "has -2147483648 blocks at value 0 of gru2_input_weights_idx")]
    [InlineData(2, 8, "has a block at input 8 for output 8 in gru2_input_weights_idx, where multiples of 4 to 4 are")]
    [InlineData(2, 2, "has a block at input 2 for output 8 in gru2_input_weights_idx")]
    [InlineData(2, -4, "has a block at input -4 for output 8 in gru2_input_weights_idx")]
    [InlineData(2, int.MaxValue, "has a block at input 2147483647 for output 8 in gru2_input_weights_idx")]
    public void Blocks_outside_of_a_matrix_are_refused(int place, int value, string message)
    {
        foreach (BlobForm form in new[] { BlobForm.SparseFloats, Sparse })
        {
            BlobFile file = new(5, form);
            Put(file, "gru2_input_weights_idx", 1, 1);
            Put(file, "gru2_input_weights_idx", place, value);
            Assert.Contains(message, Refused(file.Bytes()).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Lists_of_blocks_that_end_early_or_late_are_refused()
    {
        BlobFile file = new(6, Sparse);
        file.Replace("gru2_input_weights_idx", array => new(array.Name, array.Type, new byte[4 * 5]));
        Assert.Contains("ends gru2_input_weights_idx before output 40 of 48", Refused(file.Bytes()).Message, StringComparison.Ordinal);
        file.Replace("gru2_input_weights_idx", array => new(array.Name, array.Type, new byte[4 * 7]));
        Assert.Contains("has 1 value in gru2_input_weights_idx behind those of the last output", Refused(file.Bytes()).Message, StringComparison.Ordinal);
        file.Replace("gru2_input_weights_idx", array => new(array.Name, array.Type, new byte[4 * 6]));
        Assert.Contains(" values in gru2_input_weights_int8, where 0 are expected", Refused(file.Bytes()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("conv1_weights_float", float.NaN, "has NaN as value 3 of conv1_weights_float, where finite numbers are expected")]
    [InlineData("conv2_scale", float.PositiveInfinity, "has Infinity as value 3 of conv2_scale")]
    [InlineData("gru1_recurrent_weights_diag", float.NegativeInfinity, "has -Infinity as value 3 of gru1_recurrent_weights_diag")]
    [InlineData("gru3_input_bias", float.NaN, "has NaN as value 3 of gru3_input_bias")]
    public void Numbers_that_are_not_finite_are_refused(string name, float value, string message)
    {
        BlobFile file = new(7, Sparse);
        Put(file, name, 3, BitConverter.SingleToInt32Bits(value));
        Assert.Contains(message, Refused(file.Bytes()).Message, StringComparison.Ordinal);
    }

    /// <summary>Any byte changed: a model, or one line; never another exception.</summary>
    [Theory]
    [InlineData(0x55)]
    [InlineData(0x80)]
    [InlineData(0xFF)]
    public void A_changed_byte_never_throws_anything_else(int change)
    {
        byte[] whole = new BlobFile(8, BlobForm.Both).Bytes();
        for (int place = 0; place < whole.Length; place++)
        {
            byte[] changed = [.. whole];
            changed[place] ^= (byte)change;
            try
            {
                RnnoiseBlob.Read(changed, "blob.bin");
            }
            catch (SourceFormatException exception)
            {
                Assert.DoesNotContain('\n', exception.Message);
            }
        }
    }

    private static void Head(string name, Func<BlobArray, BlobArray> change, string message)
    {
        BlobFile file = new(9, Sparse);
        file.Replace(name, change);
        Assert.Contains(message, Refused(file.Bytes()).Message, StringComparison.Ordinal);
    }

    /// <summary>Takes bytes from an array's end.</summary>
    private static void Cut(string name, int bytes, string message)
    {
        BlobFile file = new(10, Sparse);
        file.Replace(name, array => new(array.Name, array.Type, array.Bytes[..^bytes]));
        Assert.Contains(message, Refused(file.Bytes()).Message, StringComparison.Ordinal);
    }

    private static void Put(BlobFile file, string name, int place, int value) =>
        file.Replace(
            name, array =>
            {
                BinaryPrimitives.WriteInt32LittleEndian(array.Bytes.AsSpan(4 * place), value);
                return array;
            });

    private static SourceFormatException Refused(byte[] blob)
    {
        SourceFormatException exception = Assert.Throws<SourceFormatException>(() => RnnoiseBlob.Read(blob, "blob.bin"));
        Assert.DoesNotContain('\n', exception.Message);
        Assert.StartsWith("blob.bin ", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith("check the transfer.", exception.Message, StringComparison.Ordinal);
        return exception;
    }
}
