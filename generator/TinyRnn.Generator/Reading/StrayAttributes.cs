using Microsoft.CodeAnalysis;
using TinyRnn.Generator.Diagnostics;

namespace TinyRnn.Generator.Reading;

/// <summary>Finds attributes that do nothing because the class is no model: silence would be the worst answer.</summary>
internal static class StrayAttributes
{
    public const string PretrainedName = "TinyRnn.PretrainedWeightsAttribute";

    public static Diagnostic? Check(INamedTypeSymbol type, AttributeData attribute)
    {
        AttributeReader reader = new(attribute, new DiagnosticSink());
        foreach (AttributeData other in type.GetAttributes())
        {
            string? name = other.AttributeClass?.ToDisplayString();
            if (name == ModelReader.AttributeName)
                return null;
            if (other.AttributeClass is { Name: "EncoderDecoderAttribute", IsGenericType: true })
            {
                return reader.Name is "PretrainedWeights" or "Trainable"
                    ? null
                    : Message.Create(Descriptors.ModelAndEncoderDecoder, reader.Location, type.Name, reader.Name);
            }
        }

        return reader.Name == "PretrainedWeights" ? Message.Create(Descriptors.StrayPretrained, reader.Location, type.Name)
            : reader.Name == "Trainable" ? Message.Create(Descriptors.StrayTrainable, reader.Location, type.Name)
            : Message.Create(Descriptors.StrayLayer, reader.Location, reader.Name, type.Name);
    }
}
