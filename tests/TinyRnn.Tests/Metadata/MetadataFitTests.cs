using TinyRnn.Weights;
using Xunit;

namespace TinyRnn.Tests.Metadata;

/// <summary>Metadata of another model is said where it is met, with both numbers.</summary>
public class MetadataFitTests
{
    public static TheoryData<string, string, string> Misfits => new()
    {
        { "tinyrnn.labels", """["a","b","c","d"]""", "4 labels, but Classifier has 5 outputs" },
        { "tinyrnn.labels", """["a"]""", "is 1 label, but Classifier has 5 outputs" },
        { "tinyrnn.vocabulary", """["a","b","c","d"]""", "4 tokens, but Classifier has 5 outputs" },
        { "tinyrnn.input.offsets", "[1,2]", "2 scaled values, but Classifier has 3 numeric inputs" },
        { "tinyrnn.input.scales", "[1,2]", "2 scaled values, but Classifier has 3 numeric inputs" },
        { "tinyrnn.target.offsets", "[1]", "1 scaled value, but Classifier has 5 outputs" },
        { "tinyrnn.target.scales", "[1,2,3,4,5,6]", "6 scaled values, but Classifier has 5 outputs" },
    };

    [Theory]
    [MemberData(nameof(Misfits))]
    public void A_file_whose_metadata_is_another_models_is_refused(string key, string text, string expected)
    {
        byte[] file = MetadataFiles.With(MetadataFiles.Saved(Classifier.Create(1)), texts => texts[key] = text);
        string message = Assert.Throws<WeightMismatchException>(() => Classifier.Load(file)).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.Contains($"'{key}'", message, StringComparison.Ordinal);
        Assert.Contains("Nothing was loaded", message, StringComparison.Ordinal);
        Assert.Contains("WeightLoadOptions.IgnoreMetadata", message, StringComparison.Ordinal);

        Classifier net = Classifier.Load(file, new WeightLoadOptions { IgnoreMetadata = true });
        Assert.True(net.Metadata.IsEmpty);
    }

    [Fact]
    public void What_does_not_fit_is_not_taken_from_code_either()
    {
        Classifier net = Classifier.Create(1);
        net.Metadata = MetadataFiles.Full;
        Says("4 labels, but Classifier has 5 outputs", () => net.Metadata = new() { Labels = ["a", "b", "c", "d"] });
        Says("4 tokens, but Classifier has 5 outputs", () => net.Metadata = new() { Vocabulary = ["a", "b", "c", "d"] });
        Says("1 scaled value, but Classifier has 3 numeric inputs", () => net.Metadata = new() { InputScaler = new([0], [1]) });
        Says("1 scaled value, but Classifier has 5 outputs", () => net.Metadata = new() { TargetScaler = new([0], [1]) });
        Assert.Throws<ArgumentNullException>(() => net.Metadata = null!);
        Assert.Equal(MetadataFiles.Full, net.Metadata);
    }

    [Fact]
    public void A_vocabulary_has_the_tokens_that_are_read()
    {
        Letters net = Letters.Create(1);
        net.Metadata = new() { Vocabulary = [.. "abcdefg".Select(letter => $"{letter}")] };
        Assert.Equal("c", Letters.Load(MetadataFiles.Saved(net)).Metadata.Vocabulary[2]);
        Says("6 tokens, but Letters has 7 tokens", () => net.Metadata = new() { Vocabulary = ["a", "b", "c", "d", "e", "f"] });
        Says("1 scaled value, but Letters has 0 numeric inputs", () => net.Metadata = new() { InputScaler = new([0], [1]) });

        // Of a model of numbers it is what goes in, as one-hot vectors, or comes out.
        Classifier numbers = Classifier.Create(1);
        numbers.Metadata = new() { Vocabulary = ["a", "b", "c"] };
        numbers.Metadata = new() { Vocabulary = ["a", "b", "c", "d", "e"] };
    }

    [Fact]
    public void One_output_may_tell_two_classes()
    {
        Forecast net = Forecast.Create(1);
        net.Metadata = new() { Labels = ["no", "yes"] };
        Assert.Equal("yes", Forecast.Load(MetadataFiles.Saved(net)).Labels[1]);
        net.Metadata = new() { Labels = ["degrees"] };
        Says("3 labels, but Forecast has 1 output", () => net.Metadata = new() { Labels = ["a", "b", "c"] });
    }

    [Fact]
    public void What_no_file_could_hold_is_refused_at_once()
    {
        Assert.Throws<ArgumentException>(() => new ModelMetadata { Labels = ["a", null!] });
        Assert.Throws<ArgumentException>(() => new ModelMetadata { Vocabulary = ["\uD800"] });
        Assert.Throws<ArgumentException>(() => new ModelMetadata { License = "\uDC00" });
        Assert.Throws<ArgumentNullException>(() => new ModelMetadata { Labels = null! });
        foreach (double rate in (double[])[0, -1, double.NaN, double.PositiveInfinity])
            Assert.Throws<ArgumentOutOfRangeException>(() => new ModelMetadata { SampleRate = rate });
        foreach (string key in (string[])["format", "model", "checkpoint", "checksum", "checksum.tensors", "tinyrnn.labels", "tinyrnn.input.scales", "\uD800"])
            Assert.Throws<ArgumentException>(() => new ModelMetadata { Entries = new Dictionary<string, string> { [key] = "x" } });
        Assert.Throws<ArgumentException>(() => new ModelMetadata { Entries = new Dictionary<string, string> { ["x"] = null! } });
    }

    private static void Says(string expected, Action set) =>
        Assert.Contains(expected, Assert.Throws<ArgumentException>(set).Message, StringComparison.Ordinal);
}
