using System.Text;
using Onnx;
using TinyRnn.Data;
using TinyRnn.Import.Tests.Json;
using TinyRnn.Weights;

namespace TinyRnn.Import.Tests.EndToEnd;

/// <summary>What a file says of its model besides the weights is in the class's weight file, as far as it fits.</summary>
public class MetadataTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Of_an_amplifier()
    {
        ModelMetadata metadata = Written(ImportRun.Prove(JsonCase.Path("nam/lstm8_1layer.nam")).Import);
        Assert.Equal(48000, metadata.SampleRate);
        Assert.Equal("synthetic", metadata.Entries["modeled_by"]);
        Assert.Equal("lstm8_1layer", metadata.Entries["name"]);
        Assert.StartsWith("lstm8_1layer.nam (NAM", metadata.Entries["origin"], StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_rate_that_is_text_and_a_licence()
    {
        string json = System.IO.File.ReadAllText(JsonCase.Path("aidax/lstm8_plain.json"))
            .Replace("\"author\"", "\"license\": \"CC BY 4.0\", \"esr\": 0.01, \"tags\": [\"clean\", null], \"author\"", StringComparison.Ordinal);
        ModelMetadata metadata = Written(ImportRun.Prove(File("plain.json", Encoding.UTF8.GetBytes(json))).Import);
        Assert.Equal((48000, "CC BY 4.0"), (metadata.SampleRate, metadata.License));
        Assert.Equal(["author", "esr", "name", "origin", "tags"], metadata.Entries.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("""["clean", null]""", metadata.Entries["tags"]);
    }

    [Fact]
    public void Of_GuitarML()
    {
        string json = System.IO.File.ReadAllText(JsonCase.Path("guitarml/lstm12_in1_layers1_skip1.json"));
        json = "{\"metadata\": {\"name\": \"Amp\", \"sample_rate\": 44100, \"license\": \"MIT\"}, " + json[(json.IndexOf('{', StringComparison.Ordinal) + 1)..];
        ModelMetadata metadata = Written(ImportRun.Prove(File("amp.json", Encoding.UTF8.GetBytes(json))).Import);
        Assert.Equal((44100, "MIT", "Amp"), (metadata.SampleRate, metadata.License, metadata.Entries["name"]));
    }

    [Fact]
    public void Of_onnx_with_usual_names()
    {
        RandomModel drawn = new(3);
        int outputs = drawn.Layers[^1].Outputs;
        string labels = $"[{string.Join(", ", Enumerable.Range(0, outputs).Select(i => $"\"class {i}\""))}]";
        ModelMetadata metadata = Written(Onnx(
            drawn,
            ("Sample_Rate", "16000"), ("licence", "Apache-2.0"), ("classes", labels), ("vocab", "[\"of another model\"]"), ("author", "Ada"), ("format", "x")));
        Assert.Equal((16000, "Apache-2.0", "7", "Hears words."), (metadata.SampleRate, metadata.License, metadata.Version, metadata.Description));
        Assert.Equal(Enumerable.Range(0, outputs).Select(i => $"class {i}"), metadata.Labels);

        // What does not fit stays an entry, and what a weight file needs for itself is none.
        bool isVocabulary = drawn.InputSize == 1 || outputs == 1;
        Assert.Equal(isVocabulary ? ["author", "origin"] : ["author", "origin", "vocab"], metadata.Entries.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Lists_of_TinyRnns_own_that_do_not_fit_are_left_out_and_said()
    {
        ModelImport import = Onnx(new RandomModel(3), ("tinyrnn.labels", $"[{string.Join(",", Enumerable.Repeat("\"x\"", 99))}]"), ("tinyrnn.version", "9"));
        Assert.Empty(Written(import).Labels);
        Assert.Equal("9", Written(import).Version);
        Assert.Contains(import.Remarks, remark => remark.Contains("The file's 99 labels", StringComparison.Ordinal));
        Assert.Contains("99 labels", Encoding.UTF8.GetString(import.Files[0].Content.Span).ReplaceLineEndings("").Replace("///", "", StringComparison.Ordinal));
        SourceFormatException bad = Assert.Throws<SourceFormatException>(() => Onnx(new RandomModel(3), ("tinyrnn.labels", "a, b")));
        Assert.Contains("tinyrnn.labels", bad.Message, StringComparison.Ordinal);
    }

    /// <summary>All of it, bit for bit, and by quantize as well, which writes the same file in integers.</summary>
    [Fact]
    public void Of_TinyRnns_own_files()
    {
        RandomModel drawn = new(3);
        int outputs = drawn.Layers[^1].Outputs;
        ModelMetadata own = new()
        {
            Labels = [.. Enumerable.Range(0, outputs).Select(i => $"{i}")],
            InputScaler = new FeatureScaler([.. Enumerable.Repeat(0.1f, drawn.InputSize)], [.. Enumerable.Repeat(1f / 3, drawn.InputSize)]),
            SampleRate = 8000.5,
            Version = "1",
            Source = "a page",
            Entries = new Dictionary<string, string> { ["mine"] = "too" },
        };
        string path = File("own.safetensors", With(drawn.Weights, own));
        ReadOptions said = new()
        {
            Activations = drawn.Layers.Where(layer => layer.Kind == "Dense")
                .ToDictionary(layer => layer.Name, layer => new SourceActivation(Enum.Parse<ActivationKind>(layer.Function))),
        };
        ModelMetadata written = Written(ImportRun.Prove(path, new ImportOptions { Reading = said }).Import);
        Assert.Equal(own, written with { Entries = own.Entries });
        Assert.Equal("too", written.Entries["mine"]);
    }

    [Fact]
    public void Quantize_keeps_it()
    {
        string trained = Path.Combine(AppContext.BaseDirectory, "data", "training", "gestures_lstm32_trained.safetensors");
        SafetensorsWriter writer = new();
        using (SafetensorsReader reader = SafetensorsReader.Open(trained))
        {
            foreach (TensorInfo tensor in reader.Tensors.Where(tensor => tensor.Name.Contains("weight") || tensor.Name.Contains("bias")))
            {
                float[] values = new float[tensor.ElementCount];
                reader.Read(tensor, values);
                writer.Add(tensor.Name, tensor.Shape, values);
            }
        }

        ModelMetadata own = new() { Labels = ["a", "b", "c", "d", "e", "f"], InputScaler = new([1, 2, 3], [4, 5, 1f / 7]), License = "MIT" };
        own.Write(writer.Metadata);
        using MemoryStream bytes = new();
        writer.Write(bytes);
        string model = File("gestures.safetensors", bytes.ToArray());
        (int code, _, string error) = TinyRnnTool.Run("quantize", model, "--format", "int8", "--out", _folder, "--class", "Gesture", "--last", "output");
        Assert.True(code == 0, error);
        using SafetensorsReader written = SafetensorsReader.Open(Path.Combine(_folder, "gesture.safetensors"));
        Assert.Contains(written.Tensors, tensor => tensor.Type == TensorType.I8);
        ModelMetadata kept = ModelMetadata.Read(written.Metadata, "the file");
        Assert.Equal(own, kept with { Entries = own.Entries });
    }

    private ModelImport Onnx(RandomModel drawn, params (string Key, string Text)[] entries)
    {
        ModelProto graph = ModelProto.Parser.ParseFrom(RandomOnnx.Of(drawn));
        graph.ModelVersion = 7;
        graph.DocString = "Hears words.";
        foreach ((string key, string text) in entries)
            graph.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = text });
        using MemoryStream bytes = new();
        Google.Protobuf.MessageExtensions.WriteTo(graph, bytes);
        return ImportRun.Prove(File("drawn.onnx", bytes.ToArray())).Import;
    }

    private static byte[] With(byte[] weights, ModelMetadata metadata)
    {
        using SafetensorsReader reader = new(new MemoryStream(weights));
        SafetensorsWriter writer = new();
        foreach (TensorInfo tensor in reader.Tensors)
        {
            float[] values = new float[tensor.ElementCount];
            reader.Read(tensor, values);
            writer.Add(tensor.Name, tensor.Shape, values);
        }

        metadata.Write(writer.Metadata);
        using MemoryStream bytes = new();
        writer.Write(bytes);
        return bytes.ToArray();
    }

    private static ModelMetadata Written(ModelImport import)
    {
        using SafetensorsReader reader = new(new MemoryStream(import.Files[1].Content.ToArray()));
        return ModelMetadata.Read(reader.Metadata, "the weight file");
    }

    private string File(string name, byte[] content)
    {
        string path = Path.Combine(_folder, name);
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }
}
