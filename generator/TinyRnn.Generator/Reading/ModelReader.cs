using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TinyRnn.Generator.Diagnostics;
using TinyRnn.Generator.Emission;
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
        TypeSpec where = TakenNames.Complete(HiddenNames.Complete(TypeReader.Read(type), type, syntax, semantics), type, syntax, semantics);
        ModelPlan? plan = ReadPlan(type, () => where, sink, cancellation);
        DeclaredMembers declared = DeclaredMember.Of(type, syntax.Identifier.GetLocation());
        return plan is null || sink.HasErrors
            ? new(null, sink.Diagnostics, Refused: Refuse(type, where, declared.Skeleton.Of(sink.Diagnostics)))
            : new(plan, sink.Diagnostics, declared);
    }

    /// <summary>What a class with errors gets; <see langword="null"/> if nothing can be added to it.</summary>
    public static Refused<ModelPlan>? Refuse(INamedTypeSymbol type, TypeSpec where, SkeletonSpec skeleton) =>
        TypeReader.TakesMembers(type) ? new(PlaceholderReader.Read(type, where), skeleton) : null;

    /// <summary>The plan of the layers alone, whatever is wrong with the class around them, with its training and with its weight file.</summary>
    /// <param name="type">The class.</param>
    /// <param name="where">Where its members go.</param>
    /// <param name="isValid">No rule of layers is broken.</param>
    public static ModelPlan? ReadLayers(INamedTypeSymbol type, TypeSpec where, out bool isValid)
    {
        DiagnosticSink silence = new();
        ModelPlan? plan = ReadPlan(type, () => where, silence, default, isWhole: false);
        isValid = plan is not null && !silence.HasErrors;
        return plan;
    }

    /// <summary>
    /// The plan of a class that another one refers to; <see langword="null"/> if it is no valid model. Its own reading reports what is wrong.
    /// </summary>
    /// <remarks>A class of another assembly has no syntax: its generated half exists already.</remarks>
    public static ModelPlan? TryRead(INamedTypeSymbol type, CancellationToken cancellation)
    {
        DiagnosticSink sink = new();
        AttributeData? model = Find(type);
        var syntax = model?.ApplicationSyntaxReference?.GetSyntax(cancellation).FirstAncestorOrSelf<TypeDeclarationSyntax>();
        if (syntax is not null)
            TypeReader.Check(type, syntax, sink);
        ModelPlan? plan = type.TypeParameters.Length == 0 ? ReadPlan(type, () => TypeReader.Read(type), sink, cancellation) : null;
        return sink.HasErrors ? null : plan;
    }

    /// <summary>Whether it is meant to be a model: its attribute says so.</summary>
    public static bool IsModel(INamedTypeSymbol type) => Find(type) is not null;

    /// <summary>The class's attribute, if it has one.</summary>
    public static AttributeData? Find(INamedTypeSymbol type) =>
        type.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.ToDisplayString() == AttributeName);

    private static ModelPlan? ReadPlan(
        INamedTypeSymbol type, Func<TypeSpec> where, DiagnosticSink sink, CancellationToken cancellation, bool isWhole = true)
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
                WeightFormat? format = attribute.Enum("Weights", WeightFormat.Float32);
                bool hasRange = attribute.TryAboveZero("InputRange", out float? range);
                if (reader.Read(attribute) is { } layer && format is not null && hasRange)
                    layers.Add((
                        layer with
                        {
                            From = attribute.Text("From"),
                            Label = attribute.Text("Name"),
                            Weights = attribute.Given("Weights") ? format : null,
                            InputRange = range,
                        },
                        attribute));
                else
                    complete = false;
            }
        }

        if (model is null)
            return null;
        PretrainedSpec? pretrained = isWhole ? PretrainedReader.Read(type, sink) : null;
        if (isWhole)
            CheckOneDeclaration(type, model, layers, sink);
        int? inputSize = model.Data.ConstructorArguments.Length == 0 ? null : model.Size(0, "inputSize");
        bool inputMissing = model.Data.ConstructorArguments.Length > 0 && inputSize is null;
        SequenceMode? mode = model.Enum("Mode", SequenceMode.ManyToMany);
        Feedback? feedback = model.Enum("Feedback", Feedback.Default);
        Summary? summary = model.Enum("Summary", Summary.FinalStates);
        WeightFormat? weights = model.Enum("Weights", WeightFormat.Float32);
        // Layers of a name that is not known, PyTorch's for instance, the compiler has told already.
        if (layers.Count == 0 && complete && !type.GetAttributes().Any(attribute => attribute.AttributeClass?.TypeKind == TypeKind.Error))
            sink.Report(Descriptors.NoLayers, model.Location, type.Name);
        if (!complete || inputMissing || mode is null || feedback is null || summary is null || weights is null || layers.Count == 0)
            return null;
        ModelSpec spec = new(
            where(), inputSize, mode.Value, feedback.Value, summary.Value, new(layers.Select(layer => layer.Spec)), pretrained,
            model.Named("Reproducible", false), isWhole ? TrainableReader.Read(type, sink) : null,
            model.Named("Replaceable", false), weights.Value);
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
                sink.ReportMendable(Descriptors.SpreadAttributes, attribute.Location, model.Location, null, attribute.Name, type.Name);
        }

        static SyntaxNode? Declaration(AttributeReader attribute) =>
            attribute.Data.ApplicationSyntaxReference?.GetSyntax().FirstAncestorOrSelf<TypeDeclarationSyntax>();
    }
}
