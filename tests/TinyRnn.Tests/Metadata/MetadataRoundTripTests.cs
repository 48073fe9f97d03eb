using System.Globalization;
using TinyRnn.Data;
using TinyRnn.Weights;
using Xunit;

namespace TinyRnn.Tests.Metadata;

/// <summary>What a model knows goes through files as it is, numbers by their bits, in whatever culture.</summary>
public class MetadataRoundTripTests
{
    [Fact]
    public void All_of_it_comes_back_from_memory_streams_and_files()
    {
        Classifier net = Classifier.Create(1);
        net.Metadata = MetadataFiles.Full;
        byte[] file = MetadataFiles.Saved(net);
        Assert.Equal(MetadataFiles.Full, Classifier.Load(file).Metadata);
        Assert.Equal(MetadataFiles.Full, Classifier.Load(new MemoryStream(file)).Metadata);
        string path = Path.GetTempFileName();
        try
        {
            net.Save(path);
            Assert.Equal(MetadataFiles.Full, Classifier.Load(path).Metadata);
            Assert.Equal(file, MetadataFiles.Saved(Classifier.Load(path)));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task And_asynchronously()
    {
        Classifier net = Classifier.Create(1);
        net.Metadata = MetadataFiles.Full;
        using MemoryStream file = new(MetadataFiles.Saved(net));
        Assert.Equal(MetadataFiles.Full, (await Classifier.LoadAsync(file, cancellationToken: TestContext.Current.CancellationToken)).Metadata);
    }

    [Fact]
    public void Each_property_is_what_it_was()
    {
        Classifier net = Classifier.Create(1);
        net.Metadata = MetadataFiles.Full;
        ModelMetadata read = Classifier.Load(MetadataFiles.Saved(net)).Metadata;
        Assert.Equal(MetadataFiles.Full.Labels, read.Labels);
        Assert.Equal(MetadataFiles.Full.Vocabulary, read.Vocabulary);
        Assert.Equal(48000.1, read.SampleRate);
        Assert.Equal("1.2-beta", read.Version);
        Assert.Equal("CC-BY-4.0", read.License);
        Assert.Equal("Two\nlines", read.Description);
        Assert.Equal("a page", read.Source);
        Assert.Equal(["author", "step", "tinyrnn.future"], read.Entries.Keys.Order(StringComparer.Ordinal));
        SameBits(MetadataFiles.Scaler, read.InputScaler!);
        SameBits(MetadataFiles.Targets, read.TargetScaler!);
    }

    /// <summary>Also those numbers that a shorter text would round, of all magnitudes.</summary>
    [Fact]
    public void A_scaler_scales_as_before_the_file()
    {
        Random random = new(3);
        float[] offsets = new float[500];
        float[] scales = new float[500];
        for (int i = 0; i < offsets.Length; i++)
            (offsets[i], scales[i]) = (Any(random), Any(random) is var scale and not 0 ? scale : 1);
        FeatureScaler scaler = new(offsets, scales);
        Dictionary<string, string> texts = [];
        new ModelMetadata { InputScaler = scaler }.Write(texts);
        SameBits(scaler, ModelMetadata.Read(texts, "a file").InputScaler!);

        static float Any(Random random)
        {
            float number = BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue));
            return float.IsFinite(number) ? number : 0.1f;
        }
    }

    [Fact]
    public void Texts_are_the_same_in_a_culture_with_other_numbers()
    {
        Dictionary<string, string> here = [];
        MetadataFiles.Full.Write(here);
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NegativeSign = "minus", NumberDecimalSeparator = "," } };
            Dictionary<string, string> there = [];
            MetadataFiles.Full.Write(there);
            Assert.Equal(here, there);
            Assert.Equal(MetadataFiles.Full, ModelMetadata.Read(there, "a file"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_form_in_files_is_fixed()
    {
        Dictionary<string, string> texts = [];
        MetadataFiles.Full.Write(texts);
        Assert.Equal("""["wave","tap \"twice\"","schütteln","回す",""]""", texts["tinyrnn.labels"]);
        Assert.Equal("""["a","b","\\"]""", texts["tinyrnn.vocabulary"]);
        Assert.Equal("[0.1,-0,3.4028235E+38]", texts["tinyrnn.input.offsets"]);
        Assert.Equal("[0.33333334,1E-45,-16777218]", texts["tinyrnn.input.scales"]);
        Assert.Equal("48000.1", texts["tinyrnn.sample_rate"]);
        Assert.Equal("1.2-beta", texts["tinyrnn.version"]);
        Assert.Equal("CC-BY-4.0", texts["tinyrnn.license"]);
        Assert.Equal("Two\nlines", texts["tinyrnn.description"]);
        Assert.Equal("a page", texts["tinyrnn.source"]);
        Assert.Equal("Ada", texts["author"]);
        Assert.Equal(14, texts.Count);
    }

    /// <summary>Keys that others wrote, known to nobody here, are in the next file as well.</summary>
    [Fact]
    public void Entries_of_other_programs_stay()
    {
        byte[] file = MetadataFiles.With(MetadataFiles.Saved(Classifier.Create(1)), texts =>
        {
            texts.Clear();
            texts["format"] = "pt";
            texts["made by"] = "a script";
        });
        Classifier net = Classifier.Load(file);
        Assert.Equal("a script", MetadataFiles.Texts(MetadataFiles.Saved(net))["made by"]);
        Assert.Equal(["made by"], net.Metadata.Entries.Keys);
        net.Metadata = net.Metadata with { Version = "2" };
        IReadOnlyDictionary<string, string> texts = MetadataFiles.Texts(MetadataFiles.Saved(net));
        Assert.Equal(("a script", "2", "pt"), (texts["made by"], texts["tinyrnn.version"], texts["format"]));
    }

    [Fact]
    public void A_file_without_any_has_none_and_stays_the_same()
    {
        byte[] file = MetadataFiles.Saved(Classifier.Create(1));
        Classifier net = Classifier.Load(file);
        Assert.True(net.Metadata.IsEmpty);
        Assert.Equal(ModelMetadata.None, net.Metadata);
        Assert.Equal(file, MetadataFiles.Saved(net));
        Assert.Equal(["checksum", "checksum.tensors", "format", "model"], MetadataFiles.Texts(file).Keys);
    }

    [Fact]
    public void Labels_are_told_by_one_line()
    {
        Classifier net = Classifier.Create(1);
        InvalidOperationException none = Assert.Throws<InvalidOperationException>(() => net.Labels);
        Assert.Contains("Classifier has no labels", none.Message, StringComparison.Ordinal);
        Assert.Contains("net.Metadata = net.Metadata with { Labels = [...] }", none.Message, StringComparison.Ordinal);
        Assert.Empty(net.Metadata.Labels);
        net.Metadata = MetadataFiles.Full;
        Assert.Equal("回す", Classifier.Load(MetadataFiles.Saved(net)).Labels[3]);
        Assert.Equal("mine", OwnLabels.Create(1).Labels);
        Assert.Equal(["one"], Named(OwnLabels.Create(1), ["one"]));

        static IReadOnlyList<string> Named<TModel>(TModel model, string[] labels)
            where TModel : class, IModelWeights<TModel>
        {
            model.Metadata = new() { Labels = labels };
            return TModel.Load(MetadataFiles.Saved(model)).Labels;
        }
    }

    [Fact]
    public void What_was_given_does_not_change_with_its_lists()
    {
        string[] labels = ["a", "b"];
        Dictionary<string, string> entries = new() { ["x"] = "1" };
        ModelMetadata metadata = new() { Labels = labels, Entries = entries };
        (labels[0], entries["x"]) = ("z", "2");
        Assert.Equal("a", metadata.Labels[0]);
        Assert.Equal("1", metadata.Entries["x"]);
        Assert.NotEqual(metadata, metadata with { Labels = ["b", "a"] });
        Assert.Equal(metadata.GetHashCode(), (metadata with { Labels = ["a", "b"] }).GetHashCode());
        Assert.Equal("tinyrnn.labels: [\"a\",\"b\"]\nx: 1", metadata.ToString());
    }

    [Fact]
    public void Labels_that_have_been_read_allocate_nothing()
    {
        Classifier net = Classifier.Create(1);
        net.Metadata = MetadataFiles.Full;
        net = Classifier.Load(MetadataFiles.Saved(net));
        Assert.Equal("wave", net.Labels[0]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            _ = net.Labels[i % 5];
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void SameBits(FeatureScaler expected, FeatureScaler found)
    {
        Assert.Equal(expected.Offsets.ToArray().Select(BitConverter.SingleToInt32Bits), found.Offsets.ToArray().Select(BitConverter.SingleToInt32Bits));
        Assert.Equal(expected.Scales.ToArray().Select(BitConverter.SingleToInt32Bits), found.Scales.ToArray().Select(BitConverter.SingleToInt32Bits));
    }
}
