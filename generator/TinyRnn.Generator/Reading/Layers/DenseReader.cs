using TinyRnn.Model.Layers.Dense;

namespace TinyRnn.Generator.Reading.Layers;

/// <summary>Reads <c>[Dense]</c>.</summary>
internal static class DenseReader
{
    public static LayerSpec? Read(AttributeReader attribute)
    {
        int? units = attribute.Size(0, "units");
        Function? function = FunctionReader.Read(attribute, attribute.EnumAt(1, "activation", Activation.Identity));
        return units is null || function is null
            ? null
            : new DenseSpec(units.Value, function.Value, attribute.Text("Name"))
            {
                HasBias = attribute.Named("Bias", true),
                TableName = attribute.Text("TiedTo"),
            };
    }
}
