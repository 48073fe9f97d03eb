using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>A model's weights by the names of its file.</summary>
internal static class SavedWeights
{
    /// <param name="save">The model's <c>Save</c>.</param>
    public static SafetensorsReader Of(Action<Stream> save)
    {
        MemoryStream file = new();
        save(file);
        file.Position = 0;
        return new SafetensorsReader(file);
    }
}
