using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TinyRnn.Generator.Diagnostics;
using TinyRnn.Generator.Reading.Layers;

namespace TinyRnn.Generator.Reading;

/// <summary>Reads a class with <c>[RecurrentModel]</c>.</summary>
internal static class ModelReader
{
    public const string AttributeName = "TinyRnn.RecurrentModelAttribute";

    public static ReadResult<ModelPlan> Read(INamedTypeSymbol type, TypeDeclarationSyntax syntax, SemanticModel semantics, CancellationToken cancellation)
    {
        DiagnosticSink sink = new();
        TypeReader.Check(type, syntax, sink);
        ModelPlan? plan = ReadPlan(type, () => HiddenNames.Complete(TypeReader.Read(type), type, syntax, semantics), sink, cancellation);
        return plan is null || sink.HasErrors
            ? new(null, sink.Diagnostics)
            : new(plan, sink.Diagnostics, DeclaredMember.Of(type, syntax.Identifier.GetLocation()));
    }

    /// <summary>
    /// The plan of a class that another one refers to; <see langword="null"/> if it is no valid model. Its own reading reports what is wrong.
    /// </summary>
    /// <remarks>A class of another assembly has no syntax: its generated half exists already.</remarks>
    public static ModelPlan? TryRead(INamedTypeSymbol type, CancellationToken cancellation)
    {
        DiagnosticSink sink = new();
        AttributeData? model = type.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.ToDisplayString() == AttributeName);
        var syntax = model?.ApplicationSyntaxReference?.GetSyntax(cancellation).FirstAncestorOrSelf<TypeDeclarationSyntax>();
        if (syntax is not null)
            TypeReader.Check(type, syntax, sink);
        ModelPlan? plan = type.TypeParameters.Length == 0 ? ReadPlan(type, () => TypeReader.Read(type), sink, cancellation) : null;
        return sink.HasErrors ? null : plan;
    }

    private static ModelPlan? ReadPlan(INamedTypeSymbol type, Func<TypeSpec> where, DiagnosticSink sink, CancellationToken cancellation)
    {
        AttributeReader? model = null;
        List<(LayerSpec Spec, AttributeReader Attribute)> layers = [];
        bool complete = true;
        foreach (AttributeData data in type.GetAttributes())
        {
            cancellation.ThrowIfCancellationRequested();
            string? name = data.AttributeClass?.ToDisplayString();
            AttributeReader attribute = new(data, sink);
            if (name == AttributeName)
            {
                model = attribute;
            }
            else if (LayerReaders.Of(name) is { } reader)
            {
                if (reader.Read(attribute) is { } layer)
                    layers.Add((layer with { From = attribute.Text("From"), Label = attribute.Text("Name") }, attribute));
                else
                    complete = false;
            }
        }

        if (model is null)
            return null;
        PretrainedSpec? pretrained = PretrainedReader.Read(type, sink);
        CheckOneDeclaration(type, model, layers, sink);
        int? inputSize = model.Data.ConstructorArguments.Length == 0 ? null : model.Size(0, "inputSize");
        bool inputMissing = model.Data.ConstructorArguments.Length > 0 && inputSize is null;
        SequenceMode? mode = model.Enum("Mode", SequenceMode.ManyToMany);
        Feedback? feedback = model.Enum("Feedback", Feedback.Default);
        Summary? summary = model.Enum("Summary", Summary.FinalStates);
        if (layers.Count == 0 && complete)
            sink.Report(Descriptors.NoLayers, model.Location, type.Name);
        if (!complete || inputMissing || mode is null || feedback is null || summary is null || layers.Count == 0)
            return null;
        ModelSpec spec = new(
            where(), inputSize, mode.Value, feedback.Value, summary.Value, new(layers.Select(layer => layer.Spec)), pretrained,
            model.Named("Reproducible", false), TrainableReader.Read(type, sink));
        return new ModelRules(spec, Wiring.Of(spec.Layers), model, [.. layers.Select(layer => layer.Attribute)], TrainableReader.Find(type, sink), sink)
            .Check();
    }

    private static void CheckOneDeclaration(
        INamedTypeSymbol type, AttributeReader model, List<(LayerSpec Spec, AttributeReader Attribute)> layers, DiagnosticSink sink)
    {
        SyntaxNode? home = Declaration(model);
        foreach ((_, AttributeReader attribute) in layers)
        {
            if (Declaration(attribute) != home)
                sink.Report(Descriptors.SpreadAttributes, attribute.Location, attribute.Name, type.Name);
        }

        static SyntaxNode? Declaration(AttributeReader attribute) =>
            attribute.Data.ApplicationSyntaxReference?.GetSyntax().FirstAncestorOrSelf<TypeDeclarationSyntax>();
    }
}
