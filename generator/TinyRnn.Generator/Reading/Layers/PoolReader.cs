using TinyRnn.Model.Layers.Pool;

namespace TinyRnn.Generator.Reading.Layers;

/// <summary>Reads <c>[MaxPool1D]</c> and <c>[AveragePool1D]</c>.</summary>
internal static class PoolReader
{
    public static LayerSpec? Read(AttributeReader attribute, PoolKind kind) =>
        attribute.Size(0, "steps", smallest: 2) is { } steps ? new PoolSpec(kind, steps) : null;
}
