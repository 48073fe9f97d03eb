using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TinyRnn.Generator.Diagnostics;
using TinyRnn.Generator.Layers.Recurrent;
using TinyRnn.Generator.Planning;
using TinyRnn.Generator.Spec;

namespace TinyRnn.Generator.Reading;

/// <summary>Reads a class with <c>[EncoderDecoder]</c>, and the two models that it joins.</summary>
internal static class EncoderDecoderReader
{
    public const string AttributeName = "TinyRnn.EncoderDecoderAttribute`2";

    private const string NoState = "no recurrent layer";

    public static ReadResult<EncoderDecoderSpec> Read(
        INamedTypeSymbol type, TypeDeclarationSyntax syntax, AttributeData attribute, SemanticModel semantics, CancellationToken cancellation)
    {
        DiagnosticSink sink = new();
        TypeReader.Check(type, syntax, sink);
        AttributeReader reader = new(attribute, sink);
        if (type.GetAttributes().Any(each => each.AttributeClass?.ToDisplayString() == ModelReader.AttributeName))
            sink.Report(Descriptors.ModelAndEncoderDecoder, reader.Location, type.Name, "RecurrentModel");
        ForeignText? pretrained = ModelReader.ReadPretrained(type, sink);
        ModelSpec? encoder = ReadPart(0, "encoder");
        ModelSpec? decoder = ReadPart(1, "decoder");
        if (encoder is null || decoder is null)
            return new(null, sink.Diagnostics);
        string encoderStates = States(encoder);
        string decoderStates = States(decoder);
        if (encoderStates != decoderStates || encoderStates == NoState || Planner.Plan(encoder).IsBidirectional)
            sink.Report(Descriptors.StatesDoNotFit, reader.Location, encoder.Type.Name, encoderStates, decoder.Type.Name, decoderStates);
        TrainableSpec? trainable = TrainableReader.Read(type, sink);
        EncoderDecoderSpec spec = new(TypeReader.Read(type), encoder, decoder, pretrained, trainable);
        if (trainable is not null)
            new PairTrainingRules(spec.Type.Name, TrainableReader.Find(type, sink)!, trainable, encoder, decoder, sink).Check(PartType(0), PartType(1));
        if (!sink.HasErrors)
            MemberRules.Check(type, syntax.Identifier.GetLocation(), EmittedMember.Of(spec, Planner.Plan(encoder), Planner.Plan(decoder)), sink);
        if (sink.HasErrors)
            return new(null, sink.Diagnostics);
        return new(spec with { Type = HiddenNames.Complete(spec.Type, type, syntax, semantics) }, sink.Diagnostics);

        // A part that has been read is a class.
        INamedTypeSymbol PartType(int index) => (INamedTypeSymbol)attribute.AttributeClass!.TypeArguments[index];

        ModelSpec? ReadPart(int index, string role)
        {
            ITypeSymbol? part = attribute.AttributeClass?.TypeArguments[index];
            ModelSpec? spec = part is INamedTypeSymbol named ? ModelReader.TryRead(named, cancellation) : null;
            if (spec is null && part?.TypeKind != TypeKind.Error)
                sink.Report(Descriptors.NotAModel, reader.Location, part?.Name ?? "", role, type.Name);
            else if (spec is not null && !Visibility.Covers((INamedTypeSymbol)part!, type))
                sink.Report(Descriptors.PartLessVisible, reader.Location, type.Name, Words(type), role, part!.Name, Words(part));
            return spec;
        }
    }

    /// <summary>The accessibility as it is written.</summary>
    private static string Words(ITypeSymbol type) => SyntaxFacts.GetText(type.DeclaredAccessibility);

    /// <summary>The recurrent layers in words: two models fit when the words are equal.</summary>
    private static string States(ModelSpec spec)
    {
        IEnumerable<string> layers = Planner.Plan(spec).Layers
            .OfType<RecurrentPlan>()
            .Select(layer => $"{layer.Kind.Kind.ToUpperInvariant()}({layer.Units}{(layer.IsBidirectional ? ", bidirectional" : "")})");
        string text = string.Join(" + ", layers);
        return text.Length == 0 ? NoState : text;
    }
}
