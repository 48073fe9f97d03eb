using TinyRnn.Data;
using TinyRnn.Weights;

namespace TinyRnn.Tests.Metadata;

/// <summary>Files with metadata of all kinds, and what they hold.</summary>
internal static class MetadataFiles
{
    /// <summary>Numbers that no short decimal has, the ends of the range, and a zero with a sign.</summary>
    public static FeatureScaler Scaler { get; } = new([0.1f, -0f, float.MaxValue], [1f / 3, float.Epsilon, -16777217.5f]);

    public static FeatureScaler Targets { get; } = new([1, 2, 3, 4, 5.00000048f], [1, 2, 3, 4, 1e-38f]);

    /// <summary>All that fits <see cref="Classifier"/>.</summary>
    public static ModelMetadata Full { get; } = new()
    {
        Labels = ["wave", "tap \"twice\"", "schütteln", "回す", ""],
        Vocabulary = ["a", "b", "\\"],
        InputScaler = Scaler,
        TargetScaler = Targets,
        SampleRate = 48000.1,
        Version = "1.2-beta",
        License = "CC-BY-4.0",
        Description = "Two\nlines",
        Source = "a page",
        Entries = new Dictionary<string, string> { ["author"] = "Ada", ["tinyrnn.future"] = "[1,2]", ["step"] = "7" },
    };

    /// <summary>A model's bytes.</summary>
    public static byte[] Saved<TModel>(TModel model)
        where TModel : class, IModelWeights<TModel>
    {
        using MemoryStream file = new();
        model.Save(file);
        return file.ToArray();
    }

    /// <summary>The same file with other metadata.</summary>
    public static byte[] With(byte[] file, Action<IDictionary<string, string>> edit)
    {
        using SafetensorsReader reader = new(new MemoryStream(file));
        SafetensorsWriter writer = new();
        foreach ((string key, string text) in reader.Metadata)
            writer.Metadata[key] = text;
        foreach (TensorInfo tensor in reader.Tensors)
        {
            float[] values = new float[tensor.ElementCount];
            reader.Read(tensor, values);
            writer.Add(tensor.Name, tensor.Shape, values);
        }

        edit(writer.Metadata);
        using MemoryStream changed = new();
        writer.Write(changed);
        return changed.ToArray();
    }

    /// <summary>A file's metadata.</summary>
    public static IReadOnlyDictionary<string, string> Texts(byte[] file)
    {
        using SafetensorsReader reader = new(new MemoryStream(file));
        return reader.Metadata;
    }
}
