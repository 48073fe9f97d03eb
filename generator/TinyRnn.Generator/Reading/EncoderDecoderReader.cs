using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TinyRnn.Generator.Diagnostics;

namespace TinyRnn.Generator.Reading;

/// <summary>Reads a class with <c>[EncoderDecoder]</c>, and the two models that it joins.</summary>
internal static class EncoderDecoderReader
{
    public const string AttributeName = "TinyRnn.EncoderDecoderAttribute`2";

    private const string NoState = "no recurrent layer";

    public static ReadResult<EncoderDecoderPlan> Read(
        INamedTypeSymbol type, TypeDeclarationSyntax syntax, AttributeData attribute, SemanticModel semantics, CancellationToken cancellation)
    {
        DiagnosticSink sink = new();
        TypeReader.Check(type, syntax, sink);
        AttributeReader reader = new(attribute, sink);
        if (type.GetAttributes().Any(each => each.AttributeClass?.ToDisplayString() == ModelReader.AttributeName))
            sink.Report(Descriptors.ModelAndEncoderDecoder, reader.Location, type.Name, "RecurrentModel");
        PretrainedSpec? pretrained = PretrainedReader.Read(type, sink);
        ModelPlan? encoder = ReadPart(0, "encoder");
        ModelPlan? decoder = ReadPart(1, "decoder");
        if (encoder is null || decoder is null)
            return Refuse(null);
        string encoderStates = States(encoder);
        string decoderStates = States(decoder);
        if (encoderStates != decoderStates || encoderStates == NoState || encoder.IsBidirectional)
            sink.Report(Descriptors.StatesDoNotFit, reader.Location, encoder.Type.Name, encoderStates, decoder.Type.Name, decoderStates);
        if (decoder.Layers.FirstOrDefault(layer => layer.Directions.Any(direction => direction.InitialHidden is not null)) is { } layer)
            sink.Report(Descriptors.DecoderInitialState, reader.Location, decoder.Type.Name, type.Name, layer.Id);
        foreach (ModelPlan part in (ModelPlan[])[encoder, decoder])
        {
            if (part.Strided.FirstOrDefault() is { } strided)
                sink.Report(
                    Descriptors.StrideDoesNotFit, reader.Location, strided.Kind, part.Type.Name, $"gives an output every few steps in a part of '{type.Name}'",
                    "leave the stride out, or run the models one after the other");
        }

        TrainableSpec? trainable = TrainableReader.Read(type, sink);
        EncoderDecoderPlan plan = new(TypeReader.Read(type), encoder, decoder, pretrained, trainable);
        if (trainable is not null)
            new PairTrainingRules(plan.Type.Name, TrainableReader.Find(type, sink)!, trainable, encoder.Spec, decoder.Spec, sink)
                .Check(PartType(0), PartType(1));
        if (sink.HasErrors)
            return Refuse(plan);
        return new(plan with { Type = Where() }, sink.Diagnostics, Declared(Part(encoder, "encoder"), Part(decoder, "decoder")));

        TypeSpec Where() => TakenNames.Complete(HiddenNames.Complete(TypeReader.Read(type), type, syntax, semantics), type, syntax, semantics);

        DeclaredMembers Declared(params ModelPart[] parts)
        {
            DeclaredMembers declared = DeclaredMember.Of(type, syntax.Identifier.GetLocation(), parts);
            return declared with { Skeleton = declared.Skeleton with { Unnamed = new(RefusedPairReader.Unnamed(type, attribute)) } };
        }

        ReadResult<EncoderDecoderPlan> Refuse(EncoderDecoderPlan? plan) => new(
            null, sink.Diagnostics, Refused: RefusedPairReader.Read(type, Where(), attribute, plan, Declared().Skeleton.Of(sink.Diagnostics)));

        ModelPart Part(ModelPlan part, string role) => new(part.Type.HintName, part.Type.Name, role, reader.Location);

        // A part that has been read is a class.
        INamedTypeSymbol PartType(int index) => (INamedTypeSymbol)attribute.AttributeClass!.TypeArguments[index];

        ModelPlan? ReadPart(int index, string role)
        {
            ITypeSymbol? part = attribute.AttributeClass?.TypeArguments[index];
            ModelPlan? plan = part is INamedTypeSymbol named ? ModelReader.TryRead(named, cancellation) : null;
            if (plan is null && part?.TypeKind != TypeKind.Error)
                sink.Report(Descriptors.NotAModel, reader.Location, part?.Name ?? "", role, type.Name);
            else if (plan is not null && !Visibility.Covers((INamedTypeSymbol)part!, type))
                sink.Report(Descriptors.PartLessVisible, reader.Location, type.Name, Words(type), role, part!.Name, Words(part));
            return plan;
        }
    }

    /// <summary>The accessibility as it is written.</summary>
    private static string Words(ITypeSymbol type) => SyntaxFacts.GetText(type.DeclaredAccessibility);

    /// <summary>The recurrent layers in words: two models fit when the words are equal.</summary>
    private static string States(ModelPlan plan)
    {
        IEnumerable<string> layers = plan.Layers
            .Where(layer => layer.IsRecurrent)
            .Select(layer => $"{layer.Kind.ToUpperInvariant()}({Sizes(layer.Directions[0])}{(layer.IsBidirectional ? ", bidirectional" : "")})");
        string text = string.Join(" + ", layers);
        return text.Length == 0 ? NoState : text;
    }

    /// <summary>A projected cell has two sizes.</summary>
    private static string Sizes(DirectionPlan direction) =>
        direction.Projection is null ? direction.Units.ToString() : $"{direction.Units} projected to {direction.Hidden.Range.Length}";
}
