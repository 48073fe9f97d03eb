using TinyRnn.Model.Layers.Slice;

namespace TinyRnn.Generator.Reading.Layers;

/// <summary>Reads <c>[Slice]</c>.</summary>
internal static class SliceReader
{
    public static LayerSpec? Read(AttributeReader attribute)
    {
        int? first = attribute.Size(0, "first", int.MaxValue, smallest: 0);
        int? size = attribute.Size(1, "size");
        return first is null || size is null ? null : new SliceSpec(first.Value, size.Value);
    }
}
