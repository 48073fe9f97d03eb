using TinyRnn.Model.Layers.MergeDirections;
using TinyRnn.Model.Layers.OverTime;

namespace TinyRnn.Generator.Reading.Layers;

/// <summary>Reads the layers that make one value of many steps, or of two directions.</summary>
internal static class OverTimeReader
{
    public static LayerSpec? Read(AttributeReader attribute, OverTimeKind what) => new OverTimeSpec(what);

    public static LayerSpec? ReadMerge(AttributeReader attribute) =>
        attribute.EnumAt(0, "how", DirectionMerge.Sum) is { } how ? new MergeDirectionsSpec(how) : null;
}
