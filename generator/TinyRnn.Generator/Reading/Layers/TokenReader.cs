using TinyRnn.Model.Layers.Embedding;
using TinyRnn.Model.Layers.OneHot;

namespace TinyRnn.Generator.Reading.Layers;

/// <summary>Reads the layers that take tokens: <c>[Embedding]</c> and <c>[OneHot]</c>.</summary>
internal static class TokenReader
{
    /// <summary>Enough for the largest vocabularies in use.</summary>
    private const int LargestVocabulary = 1 << 20;

    public static LayerSpec? ReadEmbedding(AttributeReader attribute)
    {
        int? vocabulary = attribute.Size(0, "vocabulary", LargestVocabulary);
        int? size = attribute.Size(1, "size");
        int? column = attribute.NamedSize("Column", -1, defaultValue: -1);
        return vocabulary is null || size is null || column is null
            ? null
            : new EmbeddingSpec(vocabulary.Value, size.Value, column < 0 ? null : column, attribute.Text("Name"));
    }

    public static LayerSpec? ReadOneHot(AttributeReader attribute) =>
        attribute.Size(0, "vocabulary") is { } vocabulary ? new OneHotSpec(vocabulary) : null;
}
