using TinyRnn.Model.Layers.Context;
using TinyRnn.Model.Layers.History;
using TinyRnn.Model.Layers.Window;

namespace TinyRnn.Generator.Reading.Layers;

/// <summary>Reads the layers that keep inputs: <c>[Context]</c>, <c>[Window]</c> and <c>[History]</c>.</summary>
internal static class PastReader
{
    public static LayerSpec? ReadContext(AttributeReader attribute) =>
        attribute.Size(0, "values") is { } values ? new ContextSpec(values) : null;

    public static LayerSpec? ReadWindow(AttributeReader attribute) =>
        attribute.Size(0, "steps") is { } steps ? new WindowSpec(steps) : null;

    public static LayerSpec? ReadHistory(AttributeReader attribute) =>
        attribute.Size(0, "maxSteps") is { } steps ? new HistorySpec(steps) : null;
}
