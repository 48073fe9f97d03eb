using TinyRnn.Model.Layers.ActivationLayer;

namespace TinyRnn.Generator.Reading.Layers;

/// <summary>Reads <c>[Activation]</c>.</summary>
internal static class ActivationReader
{
    public static LayerSpec? Read(AttributeReader attribute) =>
        FunctionReader.Read(attribute, attribute.EnumAt(0, "activation", Activation.Identity)) is { } function ? new ActivationSpec(function) : null;
}
