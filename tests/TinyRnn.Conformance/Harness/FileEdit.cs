using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>Files that somebody has changed and that are sound all the same: their checksums are made anew.</summary>
internal static class FileEdit
{
    /// <param name="file">The file, which stays as it is.</param>
    /// <param name="metadata">Changes the metadata.</param>
    /// <param name="values">Changes the values of a tensor.</param>
    public static byte[] Of(byte[] file, Action<IDictionary<string, string>>? metadata = null, Action<string, float[]>? values = null)
    {
        using SafetensorsReader reader = WeightData.Open(file);
        SafetensorsWriter writer = new();
        foreach ((string key, string text) in reader.Metadata)
            writer.Metadata[key] = text;
        metadata?.Invoke(writer.Metadata);
        foreach (TensorInfo tensor in reader.Tensors)
        {
            float[] read = reader.Floats(tensor.Name);
            values?.Invoke(tensor.Name, read);
            writer.Add(tensor.Name, tensor.Shape, read);
        }

        return WeightData.Bytes(writer);
    }
}
