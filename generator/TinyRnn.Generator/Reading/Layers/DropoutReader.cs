using TinyRnn.Model.Layers.Dropout;

namespace TinyRnn.Generator.Reading.Layers;

/// <summary>Reads <c>[Dropout]</c>.</summary>
internal static class DropoutReader
{
    public static LayerSpec? Read(AttributeReader attribute) => attribute.Rate(0, "rate") is { } rate ? new DropoutSpec(rate) : null;
}
