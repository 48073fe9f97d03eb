using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TinyRnn.Generator.Diagnostics;
using TinyRnn.Generator.Reading.Layers;

namespace TinyRnn.Generator.Reading;

/// <summary>Finds attributes that do nothing because the class is no model: silence would be the worst answer.</summary>
internal static class StrayAttributes
{
    public const string PretrainedName = "TinyRnn.PretrainedWeightsAttribute";

    public static bool IsPretrained(INamedTypeSymbol type) =>
        type.GetAttributes().Any(attribute => attribute.AttributeClass?.ToDisplayString() == PretrainedName);

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

    /// <summary>
    /// What a class gets that was meant to be a model: asked for at each of its attributes, it is given at the first one of them. A class that is not partial
    /// was perhaps never meant to be one.
    /// </summary>
    public static Refused<ModelPlan>? Refuse(INamedTypeSymbol type, TypeDeclarationSyntax syntax, AttributeData attribute, SemanticModel semantics)
    {
        AttributeData first = type.GetAttributes().First(each => IsOfModel(each.AttributeClass?.ToDisplayString()));
        if (!attribute.Equals(first) || !syntax.Modifiers.Any(SyntaxKind.PartialKeyword) || Check(type, attribute) is not { } error
            || error.Descriptor.Equals(Descriptors.ModelAndEncoderDecoder))
            return null;
        DeclaredMembers declared = DeclaredMember.Of(type, syntax.Identifier.GetLocation());
        return ModelReader.Refuse(type, HiddenNames.Complete(TypeReader.Read(type), type, syntax, semantics), declared.Skeleton.Of([error]));
    }

    private static bool IsOfModel(string? attribute) =>
        attribute is PretrainedName or TrainableReader.AttributeName || LayerReaders.Of(attribute) is not null;
}
