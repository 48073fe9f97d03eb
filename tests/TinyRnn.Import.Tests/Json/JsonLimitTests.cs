using System.Text;

namespace TinyRnn.Import.Tests.Json;

public class JsonLimitTests
{
    public static TheoryData<string> Refused =>
        [.. Index().Where(line => line[2] == "refused" && line[0].Split('.')[^1] is "json" or "nam").Select(line => line[0])];

    /// <summary>Refused: not read at all, or shown with what stands in the way.</summary>
    [Theory]
    [MemberData(nameof(Refused))]
    public void Files_that_must_be_refused_are(string file)
    {
        try
        {
            SourceModel model = FormatReaders.Read(JsonCase.Path($"refuse/{file}"));
            Assert.NotEmpty(model.Problems);
            Assert.All(model.Problems, problem => Assert.DoesNotContain('\n', problem.ToString()));
        }
        catch (SourceFormatException exception)
        {
            Assert.StartsWith(file, exception.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', exception.Message);
        }
    }

    [Fact]
    public void The_index_names_all_of_them() => Assert.Equal(7, Refused.Count);

    [Theory]
    [InlineData("", "is no valid JSON")]
    [InlineData("{", "is no valid JSON (line 1, byte 2)")]
    [InlineData("{\"weights\": [NaN]}", "is no valid JSON (line 1, byte 14)")]
    [InlineData("{\"layers\": 1, \"layers\": 2}", "is no valid JSON")]
    [InlineData("{\"a\\ud800\": 1}", "holds text at byte 1 that is no valid UTF-8")]
    [InlineData("{\"a\": \"\\ud800\"}", "holds text at byte 6 that is no valid UTF-8")]
    [InlineData("[1, 2]", "is JSON whose outermost value is a list, where an object is expected")]
    [InlineData("{\"b\\n\": 1, \"c\": 2}", "is JSON with the keys b\\u000A, c, which is no model format that is known here")]
    [InlineData("{\"metadata\": {}, \"weight_map\": {}}", "is the index of safetensors files")]
    [InlineData("{\"class_name\": \"Sequential\", \"config\": {}}", "is a Keras architecture without weights")]
    [InlineData("{\"modelTopology\": {}, \"weightsManifest\": []}", "is a TensorFlow.js model")]
    public void What_is_no_model_is_named(string json, string message) => Assert.Contains(message, JsonModels.Refused(json).Message, StringComparison.Ordinal);

    [Fact]
    public void A_byte_order_mark_is_passed_over()
    {
        byte[] json = File.ReadAllBytes(JsonCase.Path("nam/lstm8_1layer.nam"));
        Assert.Equal("NAM", ModelJson.Read((byte[])[.. "\uFEFF"u8, .. json], "bom.nam").Format);
    }

    [Theory]
    [InlineData(100_000)]
    [InlineData(33)]
    public void Depth_is_bounded(int depth) => JsonModels.Refused($"{{\"layers\": {new string('[', depth)}{new string(']', depth)}, \"in_shape\": [1]}}");

    /// <summary>A list of a hundred thousand rows whose first one is as long: the product, 40 GB, must not be asked for.</summary>
    [Fact]
    public void Sizes_whose_product_is_not_there_take_no_memory()
    {
        string row = string.Join(',', Enumerable.Repeat("0", 100_000));
        string rows = string.Join(',', Enumerable.Repeat("[]", 100_000));
        string json = $$"""{"in_shape": [100001], "layers": [{"type": "dense", "shape": [100000], "weights": [[[{{row}}],{{rows}}]]}]}""";
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<SourceFormatException>(() => ModelJson.Read(bytes, "model.json"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64L * bytes.Length);
    }

    [Fact]
    public void More_values_than_a_model_of_this_format_has_are_refused_before_they_are_kept()
    {
        byte[] json = new byte[(16 << 20) * 2 + 2];
        json.AsSpan().Fill((byte)',');
        json[0] = (byte)'[';
        json[^1] = (byte)']';
        for (int k = 1; k < json.Length; k += 2)
            json[k] = (byte)'0';
        json[^2] = (byte)' ';
        json[^3] = (byte)'0';
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains(
            "values, brackets and names", Assert.Throws<SourceFormatException>(() => ModelJson.Read(json, "model.json")).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_stream_without_an_end_is_refused()
    {
        using EndlessStream stream = new();
        Assert.Contains(
            "longer than the 128 MB", Assert.Throws<SourceFormatException>(() => ModelJson.Read(stream, "endless.json")).Message, StringComparison.Ordinal);
        Assert.InRange(stream.Given, ModelJson.MostBytes, 2L * ModelJson.MostBytes);
    }

    private static IEnumerable<string[]> Index() => File.ReadLines(JsonCase.Path("refuse/INDEX.csv")).Skip(1).Select(Fields);

    /// <summary>The second field may stand in quotes.</summary>
    private static string[] Fields(string line) => [line[..line.IndexOf(',')], line, line[(line.LastIndexOf(',') + 1)..]];

    private sealed class EndlessStream : MemoryStream
    {
        public long Given { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)' ');
            Given += count;
            return count;
        }
    }
}
