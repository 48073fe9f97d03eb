using System.Text;
using TinyRnn.Weights;
using Xunit;

namespace TinyRnn.Tests.Weights;

/// <summary>Each check of the header, by a file that only this check refuses.</summary>
public class HeaderTests
{
    private const string A = """ "a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]} """;

    [Theory]
    [InlineData(0, "has 0 bytes", "at least 8")]
    [InlineData(7, "has 7 bytes", "at least 8")]
    public void A_file_without_room_for_a_length_is_refused(int length, params string[] parts) => Refused(new byte[length], parts);

    [Fact]
    public void An_empty_header_is_refused() => Refused(new byte[9], "a header of 0 bytes", "1 to 16777216 are supported");

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 63)]
    [InlineData(1UL << 32)]
    [InlineData(9UL)]
    public void A_header_beyond_the_file_is_refused(ulong length)
    {
        byte[] file = new byte[16];
        BitConverter.TryWriteBytes(file, length);
        Refused(file, $"announces a header of {length} bytes", "only 8 follow");
    }

    [Fact]
    public void A_header_beyond_the_limit_is_refused_before_memory_is_taken()
    {
        using FakeStream stream = new(length: 1L << 40, BitConverter.GetBytes((16L << 20) + 1));
        long before = GC.GetAllocatedBytesForCurrentThread();
        WeightFormatException error = Assert.Throws<WeightFormatException>(() => new SafetensorsReader(stream));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        WeightData.AssertSays(error, "a header of 16777217 bytes", "1 to 16777216 are supported");
    }

    [Theory]
    [InlineData("", "no valid JSON")]
    [InlineData("{", "no valid JSON")]
    [InlineData("{} x", "no valid JSON")]
    [InlineData("{} {}", "no valid JSON")]
    [InlineData("[]", "an array as the header, where an object is expected")]
    [InlineData("""{"a":3}""", "a number as tensor 'a', where an object is expected")]
    [InlineData("""{"a":{"dtype":4,"shape":[],"data_offsets":[0,4]}}""", "a number as the dtype of tensor 'a', where a string is expected")]
    [InlineData("""{"a":{"dtype":null,"shape":[],"data_offsets":[0,4]}}""", "a null as the dtype of tensor 'a', where a string is expected")]
    [InlineData("""{"a":{"dtype":"F32","shape":1,"data_offsets":[0,4]}}""", "a number as the shape of tensor 'a', where an array is expected")]
    [InlineData("""{"a":{"dtype":"F32","shape":["1"],"data_offsets":[0,4]}}""", "a string in the shape of tensor 'a', where a number is expected")]
    [InlineData("""{"a":{"dtype":"F32","shape":[[1]],"data_offsets":[0,4]}}""", "an array in the shape of tensor 'a', where a number is expected")]
    [InlineData("""{"a":{"dtype":"F32","shape":[true],"data_offsets":[0,4]}}""", "a boolean in the shape of tensor 'a', where a number is expected")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", "holds -1 in the shape of tensor 'a'", "from 0")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}}""", "holds 1.0 in the shape of tensor 'a'", "whole number")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""", "holds -4 in the data_offsets of tensor 'a'", "from 0")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,99999999999999999999]}}""", "holds 99999999999999999999 in the data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}""", "more than 2 numbers in the data_offsets of tensor 'a'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1],"data_offsets":[0,4]}}""", "more than 8 numbers in the shape of tensor 'a'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", "'a' incompletely", "two data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1]}}""", "'a' incompletely")]
    [InlineData("""{"a":{"dtype":"F32","data_offsets":[0,4]}}""", "'a' incompletely", "a shape")]
    [InlineData("""{"a":{"shape":[1],"data_offsets":[0,4]}}""", "'a' incompletely", "a dtype")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"shape":[1],"data_offsets":[0,4]}}""", "tensor 'a' by 'shape'", "each once")]
    [InlineData("""{"a":{"dtype":"F64","dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "tensor 'a' by 'dtype'", "each once")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,8],"data_offsets":[0,4]}}""", "tensor 'a' by 'data_offsets'", "each once")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"scale":2}}""", "tensor 'a' by 'scale'", "are expected")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2147483648],"data_offsets":[0,4]}}""", "'a' the shape [2147483648]", "at most 2147483647")]
    [InlineData("""{"a":{"dtype":"F32","shape":[65536,65536],"data_offsets":[0,4]}}""", "'a' the shape [65536, 65536]", "at most 2147483647")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}""", "the shape [4294967296, 4294967296]", "at most 2147483647")]
    [InlineData("""{"a":{"dtype":"F32","shape":[0,4294967296],"data_offsets":[0,0]}}""", "the shape [0, 4294967296]", "at most 2147483647")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,4]}}""", "tensor 'a' 4 bytes", "F32 [3] needs 12")]
    [InlineData("""{"a":{"dtype":"F32","shape":[],"data_offsets":[0,0]}}""", "tensor 'a' 0 bytes", "F32 [] needs 4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", "'a' at bytes 4 to 0", "0 to 4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "'a' at bytes 4 to 8", "0 to 4")]
    [InlineData("""{"a":{"dtype":"F4","shape":[1],"data_offsets":[0,8]}}""", "'a' at bytes 0 to 8", "0 to 4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[0],"data_offsets":[9,9]}}""", "'a' at bytes 9 to 9", "0 to 4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,9223372036854775807]}}""", "0 to 9223372036854775807", "0 to 4")]
    [InlineData("{" + A + "," + A + "}", "two tensors 'a'", "expected to differ")]
    [InlineData("{" + A + """,  "\u0061":{"dtype":"F32","shape":[0],"data_offsets":[4,4]}}""", "two tensors 'a'")]
    [InlineData("{" + A + """,  "b":{"dtype":"F16","shape":[1],"data_offsets":[2,4]}}""", "'a' (up to byte 4)", "'b' (from byte 2) overlap")]
    [InlineData("""{"b":{"dtype":"F16","shape":[1],"data_offsets":[2,4]}}""", "2 bytes before tensor 'b'", "expected at byte 0, not 2")]
    [InlineData("""{"b":{"dtype":"F16","shape":[1],"data_offsets":[0,2]}}""", "2 bytes behind its last tensor", "2 bytes of data were expected, 4 found")]
    [InlineData("{}", "4 bytes behind its last tensor")]
    [InlineData("""{"__metadata__":"x",""" + A + "}", "a string as __metadata__, where an object is expected")]
    [InlineData("""{"__metadata__":{"k":1},""" + A + "}", "a number as __metadata__ 'k', where a string is expected")]
    [InlineData("""{"__metadata__":{"k":"1","k":"2"},""" + A + "}", "the key 'k' twice")]
    [InlineData("""{"__metadata__":{},"__metadata__":{},""" + A + "}", "__metadata__ twice")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "at byte 1 that is no valid UTF-8")]
    public void A_header_with_one_fault_is_refused(string header, params string[] parts)
    {
        // "" stands for a header of one space: its length is valid.
        WeightFormatException error = Refused(WeightData.File(header.Length == 0 ? " " : header, 0, 0, 0, 0), parts);
        Assert.StartsWith("The stream", error.Message, StringComparison.Ordinal);
        WeightData.AssertSays(error, "Export the file again");
    }

    [Fact]
    public void The_same_header_without_a_fault_is_accepted()
    {
        using SafetensorsReader reader = WeightData.Open(WeightData.File("{" + A + "}", 0, 0, 128, 63));
        float[] one = new float[1];
        reader.Read(reader.Get("a"), one);
        Assert.Equal(1, one[0]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public void An_empty_tensor_may_stand_anywhere(int offset)
    {
        using SafetensorsReader reader = WeightData.Open(
            WeightData.File($$$"""{"e":{"dtype":"F32","shape":[2,0],"data_offsets":[{{{offset}}},{{{offset}}}]},{{{A}}}}""", 0, 0, 128, 63));
        Assert.Equal(["e", "a"], reader.Tensors.Select(tensor => tensor.Name));
    }

    [Fact]
    public void Text_that_is_no_UTF8_is_refused()
    {
        byte[] header = Encoding.Latin1.GetBytes("""{"\u00ff":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}""".Replace("\\u00ff", "\u00ff"));
        Assert.Contains((byte)0xFF, header);
        Refused(WeightData.File(header), "at byte 1 that is no valid UTF-8");
    }

    [Fact]
    public void A_name_cannot_break_the_lines_of_a_log_or_fill_it()
    {
        string name = "evil\\n\\u001b" + new string('x', 5000);
        WeightFormatException error = Refused(WeightData.File($$"""{"{{name}}":1}"""), "tensor 'evil??xxx", "xxx...'");
        Assert.InRange(error.Message.Length, 0, 400);
        error = Refused(WeightData.File($$$"""{"a":{"shape":[{{{new string('9', 5000)}}}]}}"""), "holds 999", "999... in the shape");
        Assert.InRange(error.Message.Length, 0, 400);
    }

    [Fact]
    public void A_tensor_of_unknown_type_is_an_error_only_when_it_is_read()
    {
        byte[] file = WeightData.File(
            """{"q":{"dtype":"F8_E4M3","shape":[3],"data_offsets":[0,3]},"a":{"dtype":"U8","shape":[1],"data_offsets":[3,4]}}""", 1, 2, 3, 4);
        using SafetensorsReader reader = WeightData.Open(file);
        long[] one = new long[1];
        reader.Read(reader.Get("a"), one);
        Assert.Equal(4, one[0]);
        TensorInfo unknown = reader.Get("q");
        Assert.Equal((TensorType.Unknown, "F8_E4M3 [3]"), (unknown.Type, unknown.ToString()));
        WeightData.AssertSays(Assert.Throws<WeightFormatException>(() => reader.Read(unknown, new float[3])), "'q' is F8_E4M3 [3]", "F32, F16, BF16 or F64");
        WeightData.AssertSays(Assert.Throws<WeightFormatException>(() => reader.Read(unknown, new long[3])), "'q' is F8_E4M3 [3]", "I64, I32");
    }

    [Fact]
    public void Overlap_is_found_whatever_the_order_of_the_header()
    {
        string Tensor(string name, int begin, int end) => $$"""
            "{{name}}":{"dtype":"U8","shape":[{{end - begin}}],"data_offsets":[{{begin}},{{end}}]}
            """;
        Refused(
            WeightData.File($"{{{Tensor("c", 3, 4)},{Tensor("b", 1, 4)},{Tensor("a", 0, 1)}}}", new byte[4]),
            "overlap",
            "'c'",
            "'b'");
    }

    private static WeightFormatException Refused(byte[] file, params string[] parts)
    {
        WeightFormatException error = Assert.Throws<WeightFormatException>(() => WeightData.Open(file));
        WeightData.AssertSays(error, parts);
        return error;
    }
}
