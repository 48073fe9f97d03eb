using TinyRnn.Model.Layers.Residual;

namespace TinyRnn.Generator.Reading.Layers;

/// <summary>Reads <c>[Residual]</c>.</summary>
internal static class ResidualReader
{
    public static LayerSpec? Read(AttributeReader attribute)
    {
        int? layers = attribute.Size(0, "layers", defaultValue: 1);
        int? channels = attribute.NamedSize("Channels", 0);
        return layers is null || channels is null ? null : new ResidualSpec(layers.Value, channels.Value);
    }
}
