namespace TinyRnn.Generator.Reading.Layers;

/// <summary>Reads one kind of layer from its attribute.</summary>
/// <param name="Kind">The kind's name as in the attribute: <c>Lstm</c>.</param>
/// <param name="Read">Attribute to spec; reports arguments that are wrong by themselves and then gives <see langword="null"/>.</param>
internal sealed record LayerReader(string Kind, Func<AttributeReader, LayerSpec?> Read)
{
    /// <summary>Metadata name of the attribute.</summary>
    public string AttributeName => $"TinyRnn.{Kind}Attribute";
}
