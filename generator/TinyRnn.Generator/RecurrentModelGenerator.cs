using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TinyRnn.Generator.Emission;
using TinyRnn.Generator.Reading;
using TinyRnn.Generator.Reading.Layers;

namespace TinyRnn.Generator;

/// <summary>
/// Wires the pipeline: Reading (symbols to a spec, and with the model library to a plan in numbers), then Emission (numbers to text). Plans are values, so an
/// edit that leaves them equal ends here; diagnostics take a branch of their own.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class RecurrentModelGenerator : IIncrementalGenerator
{
    /// <summary>Tracking names of the steps that tests assert to be cached.</summary>
    internal const string ModelStep = "TinyRnn.Model";
    internal const string EncoderDecoderStep = "TinyRnn.EncoderDecoder";

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ReadResult<ModelPlan>> models = Classes(
            context, ModelReader.AttributeName, (found, cancellation) =>
                ModelReader.Read((INamedTypeSymbol)found.TargetSymbol, (TypeDeclarationSyntax)found.TargetNode, found.SemanticModel, cancellation));

        IncrementalValuesProvider<ReadResult<EncoderDecoderPlan>> pairs = Classes(
            context, EncoderDecoderReader.AttributeName, (found, cancellation) =>
                EncoderDecoderReader.Read(
                    (INamedTypeSymbol)found.TargetSymbol, (TypeDeclarationSyntax)found.TargetNode, found.Attributes[0], found.SemanticModel, cancellation));
        IncrementalValueProvider<EquatableArray<string>> twins = models.Select((result, _) => (result.Plan ?? result.Refused?.Plan)?.Type.HintName).Collect()
            .Combine(pairs.Select((result, _) => (result.Plan ?? result.Refused?.Plan)?.Type.HintName).Collect())
            .Select((names, _) => HintNames.Twins(names.Left.Concat(names.Right).OfType<string>()));
        IncrementalValueProvider<EquatableArray<string>> none = twins.Select((_, _) => default(EquatableArray<string>));
        IncrementalValueProvider<EquatableArray<string>> withoutHalf = Register(context, models, ModelStep, plan => plan.Type, twins, none, ModelEmitter.Emit);
        Register(context, pairs, EncoderDecoderStep, plan => plan.Type, twins, withoutHalf, EncoderDecoderEmitter.Emit);

        foreach (string attribute in LayerReaders.All.Select(reader => reader.AttributeName).Append(StrayAttributes.PretrainedName)
            .Append(TrainableReader.AttributeName))
        {
            IncrementalValuesProvider<Diagnostic> strays = Classes(
                context, attribute, (found, _) => StrayAttributes.Check((INamedTypeSymbol)found.TargetSymbol, found.Attributes[0]))
                .Where(diagnostic => diagnostic is not null)!;
            context.RegisterSourceOutput(strays, (output, diagnostic) => output.ReportDiagnostic(diagnostic));
            RegisterSkeletons(
                context,
                Classes(context, attribute, (found, _) => StrayAttributes.Refuse(
                    (INamedTypeSymbol)found.TargetSymbol, (TypeDeclarationSyntax)found.TargetNode, found.Attributes[0], found.SemanticModel)),
                plan => plan.Type, twins, ModelEmitter.Emit);
        }

        IncrementalValueProvider<string> embedded = context.AnalyzerConfigOptionsProvider.Select((options, _) => EmbeddedNames.Read(options));
        IncrementalValuesProvider<Diagnostic> missing = Classes(
            context, StrayAttributes.PretrainedName, (found, _) => (Attribute: found.Attributes[0], found.TargetSymbol.Name))
            .Combine(embedded)
            .Select((pair, _) => EmbeddedNames.Check(pair.Left.Attribute, pair.Left.Name, pair.Right))
            .Where(diagnostic => diagnostic is not null)!;
        context.RegisterSourceOutput(missing, (output, diagnostic) => output.ReportDiagnostic(diagnostic));
        RegisterHeaders(context, models, pairs);
    }

    /// <summary>Compares what weight files hold with what plans need: a branch of its own, so that other files leave models and their code cached.</summary>
    private static void RegisterHeaders(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<ReadResult<ModelPlan>> models,
        IncrementalValuesProvider<ReadResult<EncoderDecoderPlan>> pairs)
    {
        IncrementalValueProvider<EquatableArray<EmbeddedHeader>> headers = context.AdditionalTextsProvider
            .Where(EmbeddedHeader.IsHeader)
            .Select(EmbeddedHeader.Read)
            .Collect()
            .Select((read, _) => new EquatableArray<EmbeddedHeader>(read.OfType<EmbeddedHeader>()));
        IncrementalValueProvider<EquatableArray<ExpectedWeights>> expected = models.Select((result, _) => ExpectedWeights.Of(result.Plan)).Collect()
            .Combine(pairs.Select((result, _) => ExpectedWeights.Of(result.Plan)).Collect())
            .Select((needs, _) => new EquatableArray<ExpectedWeights>(needs.Left.Concat(needs.Right).OfType<ExpectedWeights>()));
        IncrementalValuesProvider<Diagnostic> unfit = Classes(
            context, StrayAttributes.PretrainedName, (found, _) => (Attribute: found.Attributes[0], Type: (INamedTypeSymbol)found.TargetSymbol))
            .Combine(headers.Combine(expected))
            .Select((pair, _) => HeaderCheck.Check(pair.Left.Attribute, pair.Left.Type, pair.Right.Left, pair.Right.Right))
            .Where(diagnostic => diagnostic is not null)!;
        context.RegisterSourceOutput(unfit, (output, diagnostic) => output.ReportDiagnostic(diagnostic));
    }

    private static IncrementalValuesProvider<T> Classes<T>(
        IncrementalGeneratorInitializationContext context, string attribute, Func<GeneratorAttributeSyntaxContext, CancellationToken, T> read) =>
        context.SyntaxProvider.ForAttributeWithMetadataName(attribute, (node, _) => node is TypeDeclarationSyntax, read);

    /// <returns>The classes that get no generated half, because something is wrong with it.</returns>
    private static IncrementalValueProvider<EquatableArray<string>> Register<TPlan>(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<ReadResult<TPlan>> results,
        string step,
        Func<TPlan, TypeSpec> type,
        IncrementalValueProvider<EquatableArray<string>> twins,
        IncrementalValueProvider<EquatableArray<string>> lacking,
        Action<TPlan, string, Action<string, string>> emit)
        where TPlan : class
    {
        IncrementalValuesProvider<TPlan> plans = results
            .Select((result, _) => result.Plan)
            .Where(plan => plan is not null)
            .WithTrackingName(step)!;
        IncrementalValuesProvider<EmittedModel> emitted = plans.Combine(twins)
            .Select((pair, _) => (Plan: pair.Left, Hint: HintNames.Of(type(pair.Left).HintName, pair.Right)))
            .Select((model, _) => EmittedModel.Of(type(model.Plan), model.Hint, addSource => emit(model.Plan, model.Hint, addSource)));

        // What a class cannot declare beside its generated half is known when that is printed.
        IncrementalValueProvider<ImmutableArray<TakenClass>> taken = emitted.Collect()
            .Combine(results.Select((result, _) => result.Declared).Where(declared => declared is not null).Collect())
            .Combine(lacking)
            .Select((pair, _) => Taken(pair.Left.Left, pair.Left.Right!, pair.Right));
        IncrementalValueProvider<EquatableArray<string>> withoutHalf =
            taken.Select((classes, _) => new EquatableArray<string>(classes.Select(each => each.HintName)));
        context.RegisterSourceOutput(
            emitted.Combine(withoutHalf).Where(pair => !pair.Right.Contains(pair.Left.HintName)).Select((pair, _) => pair.Left),
            (output, model) =>
            {
                foreach ((string name, string text) in model.Files)
                    output.AddSource(name, text);
            });
        context.RegisterSourceOutput(
            emitted.Combine(taken.Select((classes, _) => new EquatableArray<(string, SkeletonSpec)>(classes.Select(each => (each.HintName, each.Skeleton)))))
                .SelectMany((pair, _) => pair.Right.Where(each => each.Item1 == pair.Left.HintName).Select(each => (Model: pair.Left, Skeleton: each.Item2))),
            (output, each) => AddSkeleton(output, each.Model, each.Skeleton));
        RegisterSkeletons(context, results.Select((result, _) => result.Refused), type, twins, emit);
        context.RegisterSourceOutput(
            taken.SelectMany((classes, _) => classes.SelectMany(each => each.Diagnostics)), (output, diagnostic) => output.ReportDiagnostic(diagnostic));
        context.RegisterSourceOutput(
            results.SelectMany((result, _) => result.Diagnostics), (output, diagnostic) => output.ReportDiagnostic(diagnostic));
        return withoutHalf;
    }

    /// <summary>Classes that get no generated half get its members, so that their errors stand alone.</summary>
    private static void RegisterSkeletons<TPlan>(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<Refused<TPlan>?> refused,
        Func<TPlan, TypeSpec> type,
        IncrementalValueProvider<EquatableArray<string>> twins,
        Action<TPlan, string, Action<string, string>> emit)
        where TPlan : class =>
        context.RegisterSourceOutput(
            refused.Where(each => each is not null).Combine(twins),
            (output, pair) =>
            {
                Refused<TPlan> each = pair.Left!;
                string hint = HintNames.Of(type(each.Plan).HintName, pair.Right);
                AddSkeleton(output, EmittedModel.Of(type(each.Plan), hint, addSource => emit(each.Plan, hint, addSource)), each.Skeleton);
            });

    private static void AddSkeleton(SourceProductionContext output, EmittedModel model, SkeletonSpec skeleton) =>
        output.AddSource($"{model.FileHint}.Skeleton.g.cs", SkeletonFile.Print(model.Type, skeleton, model.Files.Select(file => file.Text)));

    /// <summary>The classes that declare or inherit what their generated half declares, and those of which a part has no generated half.</summary>
    private static ImmutableArray<TakenClass> Taken(
        ImmutableArray<EmittedModel> emitted, ImmutableArray<DeclaredMembers> declared, EquatableArray<string> lacking)
    {
        Dictionary<string, EmittedModel> models = emitted.GroupBy(model => model.HintName).ToDictionary(group => group.Key, group => group.First());
        return
        [
            .. declared
                .Where(type => models.ContainsKey(type.HintName))
                .Select(type => (Type: type, Diagnostics: MemberRules.Check(type, models[type.HintName].Members, lacking)))
                .Where(each => each.Diagnostics.Count > 0)
                .Select(each => new TakenClass(each.Type.HintName, each.Diagnostics, each.Type.Skeleton.Of(each.Diagnostics))),
        ];
    }

    /// <summary>A class without a generated half, because of what it declares.</summary>
    private sealed record TakenClass(string HintName, IReadOnlyList<Diagnostic> Diagnostics, SkeletonSpec Skeleton);
}
