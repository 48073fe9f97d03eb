using TinyRnn.Model.Layers.Dense;

namespace TinyRnn.Generator.Reading.Layers;

/// <summary>Reads <c>[Dense]</c>.</summary>
internal static class DenseReader
{
    public static LayerSpec? Read(AttributeReader attribute)
    {
        int? units = attribute.Size(0, "units");
        Activation? activation = attribute.EnumAt(1, "activation", Activation.Identity);
        return units is null || activation is null
            ? null
            : new DenseSpec(units.Value, activation.Value, attribute.Text("Name"));
    }
}
