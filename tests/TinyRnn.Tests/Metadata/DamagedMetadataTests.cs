using TinyRnn.Weights;
using Xunit;

namespace TinyRnn.Tests.Metadata;

/// <summary>Metadata that another program wrote wrongly: it is said by key and text, and nothing is taken of it.</summary>
public class DamagedMetadataTests
{
    public static TheoryData<string, string, string> Lists => new()
    {
        { "tinyrnn.labels", "wave, tap", "a JSON array of texts" },
        { "tinyrnn.labels", "", "a JSON array of texts" },
        { "tinyrnn.labels", """{"0":"wave"}""", "a JSON array of texts" },
        { "tinyrnn.labels", """["a","b","c","d",5]""", "a JSON array of texts" },
        { "tinyrnn.labels", """["a","b","c","d",null]""", "a JSON array of texts" },
        { "tinyrnn.labels", """["a","b","c","d",["e"]]""", "a JSON array of texts" },
        { "tinyrnn.labels", """["a","b","c","d","e"] and more""", "a JSON array of texts" },
        { "tinyrnn.labels", """["a","b","c","d","e\u202E""", "a JSON array of texts" },
        { "tinyrnn.vocabulary", "[1,2,3]", "a JSON array of texts" },
        { "tinyrnn.input.offsets", """["1","2","3"]""", "a JSON array of finite numbers" },
        { "tinyrnn.input.scales", "[1,2,NaN]", "a JSON array of finite numbers" },
        { "tinyrnn.target.offsets", "[1,2,3,4,Infinity]", "a JSON array of finite numbers" },
        { "tinyrnn.target.scales", "[1,2,3,4,5", "a JSON array of finite numbers" },
    };

    public static TheoryData<string, string, string> Values => new()
    {
        { "tinyrnn.labels", """["a","b","c","d","\ud800"]""", "a JSON array of texts" },
        { "tinyrnn.input.offsets", "[1,2,1e39]", "a JSON array of finite numbers" },
        { "tinyrnn.target.scales", "[1,2,3,4,5]", "as many as 'tinyrnn.target.offsets' has" },
        { "tinyrnn.sample_rate", "48 kHz", "a finite number of steps a second, greater than 0" },
        { "tinyrnn.sample_rate", "-1", "a finite number of steps a second, greater than 0" },
        { "tinyrnn.sample_rate", "1e999", "a finite number of steps a second, greater than 0" },
        { "tinyrnn.sample_rate", "NaN", "a finite number of steps a second, greater than 0" },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_list_that_is_none_is_refused_with_the_file(string key, string text, string expected)
    {
        byte[] file = MetadataFiles.With(MetadataFiles.Saved(Classifier.Create(1)), texts => texts[key] = text);
        Says(key, expected, Assert.Throws<WeightFormatException>(() => Classifier.Load(file)));
        Assert.True(Classifier.Load(file, new WeightLoadOptions { IgnoreMetadata = true }).Metadata.IsEmpty);
    }

    /// <summary>Numbers are read when they are asked for; the weights are right, and can be saved with the texts as they are.</summary>
    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_that_is_none_is_said_when_it_is_asked_for(string key, string text, string expected)
    {
        byte[] file = MetadataFiles.With(MetadataFiles.Saved(Classifier.Create(1)), texts => texts[key] = text);
        Classifier net = Classifier.Load(file);
        for (int i = 0; i < 2; i++)
            Says(key, expected, Assert.Throws<WeightFormatException>(() => net.Metadata));
        Assert.Equal(text, MetadataFiles.Texts(MetadataFiles.Saved(net))[key]);
        net.Metadata = ModelMetadata.None;
        Assert.False(MetadataFiles.Texts(MetadataFiles.Saved(net)).ContainsKey(key));
    }

    [Fact]
    public void Offsets_without_scales_are_said()
    {
        byte[] file = MetadataFiles.With(MetadataFiles.Saved(Classifier.Create(1)), texts => texts["tinyrnn.input.offsets"] = "[1,2,3]");
        Classifier net = Classifier.Load(file);
        Says("tinyrnn.input.scales", "3 numbers, as many as 'tinyrnn.input.offsets' has", Assert.Throws<WeightFormatException>(() => net.Metadata));
    }

    [Fact]
    public void A_scale_of_0_is_said()
    {
        byte[] file = MetadataFiles.With(MetadataFiles.Saved(Classifier.Create(1)), texts =>
            (texts["tinyrnn.input.offsets"], texts["tinyrnn.input.scales"]) = ("[1,2,3]", "[1,-0,3]"));
        Classifier net = Classifier.Load(file);
        Says("tinyrnn.input.scales", "numbers that are not 0", Assert.Throws<WeightFormatException>(() => net.Metadata));
    }

    /// <summary>A bit that turns in a file of TinyRnn's own is found by its checksum, before anything is read.</summary>
    [Fact]
    public void A_changed_letter_is_found_by_the_checksum()
    {
        Classifier net = Classifier.Create(1);
        net.Metadata = MetadataFiles.Full;
        byte[] file = MetadataFiles.Saved(net);
        file[file.AsSpan().IndexOf("wave"u8)] ^= 2;
        Assert.Contains("is damaged", Assert.Throws<WeightFormatException>(() => Classifier.Load(file)).Message, StringComparison.Ordinal);
    }

    /// <summary>A long list is counted, and not made, before it is refused.</summary>
    [Fact]
    public void A_huge_list_takes_no_memory_of_its_own()
    {
        string list = $"[{string.Join(',', Enumerable.Repeat("\"\"", 1_100_000))}]";
        byte[] file = MetadataFiles.With(MetadataFiles.Saved(Classifier.Create(1)), texts => texts["tinyrnn.labels"] = list);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("1100000 labels", Assert.Throws<WeightMismatchException>(() => Classifier.Load(file)).Message, StringComparison.Ordinal);
        long taken = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(taken < 2L * file.Length, $"{taken} bytes for a file of {file.Length}");
        Assert.Contains(
            "a JSON array of texts",
            Assert.Throws<WeightFormatException>(() => ModelMetadata.Read(new Dictionary<string, string> { ["tinyrnn.labels"] = list }, "a file")).Message,
            StringComparison.Ordinal);
    }

    private static void Says(string key, string expected, WeightFormatException exception)
    {
        Assert.Contains($"as '{key}' in its metadata", exception.Message, StringComparison.Ordinal);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.Contains("IgnoreMetadata", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', exception.Message);
    }
}
