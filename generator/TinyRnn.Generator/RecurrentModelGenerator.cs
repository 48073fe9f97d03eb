using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TinyRnn.Generator.Emission;
using TinyRnn.Generator.Layers;
using TinyRnn.Generator.Reading;
using TinyRnn.Generator.Spec;

namespace TinyRnn.Generator;

/// <summary>
/// Wires the pipeline: Reading (symbols to spec), Planning (spec to numbers), Emission (numbers to text). Specs are values, so an edit that
/// leaves them equal ends here; diagnostics take a branch of their own.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class RecurrentModelGenerator : IIncrementalGenerator
{
    /// <summary>Tracking names of the steps that tests assert to be cached.</summary>
    internal const string ModelStep = "TinyRnn.Model";
    internal const string EncoderDecoderStep = "TinyRnn.EncoderDecoder";

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ReadResult<ModelSpec>> models = Classes(
            context, ModelReader.AttributeName, (found, cancellation) =>
                ModelReader.Read((INamedTypeSymbol)found.TargetSymbol, (TypeDeclarationSyntax)found.TargetNode, found.SemanticModel, cancellation));

        IncrementalValuesProvider<ReadResult<EncoderDecoderSpec>> pairs = Classes(
            context, EncoderDecoderReader.AttributeName, (found, cancellation) =>
                EncoderDecoderReader.Read(
                    (INamedTypeSymbol)found.TargetSymbol, (TypeDeclarationSyntax)found.TargetNode, found.Attributes[0], found.SemanticModel, cancellation));
        IncrementalValueProvider<EquatableArray<string>> twins = models.Select((result, _) => result.Spec?.Type.HintName).Collect()
            .Combine(pairs.Select((result, _) => result.Spec?.Type.HintName).Collect())
            .Select((names, _) => HintNames.Twins(names.Left.Concat(names.Right).OfType<string>()));
        Register(context, models, ModelStep, spec => spec.Type, twins, ModelEmitter.Emit);
        Register(context, pairs, EncoderDecoderStep, spec => spec.Type, twins, EncoderDecoderEmitter.Emit);

        foreach (string attribute in LayerKind.All.Select(kind => kind.AttributeName).Append(StrayAttributes.PretrainedName).Append(TrainableReader.AttributeName))
        {
            IncrementalValuesProvider<Diagnostic> strays = Classes(
                context, attribute, (found, _) => StrayAttributes.Check((INamedTypeSymbol)found.TargetSymbol, found.Attributes[0]))
                .Where(diagnostic => diagnostic is not null)!;
            context.RegisterSourceOutput(strays, (output, diagnostic) => output.ReportDiagnostic(diagnostic));
        }

        IncrementalValueProvider<string> embedded = context.AnalyzerConfigOptionsProvider.Select((options, _) => EmbeddedNames.Read(options));
        IncrementalValuesProvider<Diagnostic> missing = Classes(
            context, StrayAttributes.PretrainedName, (found, _) => (Attribute: found.Attributes[0], found.TargetSymbol.Name))
            .Combine(embedded)
            .Select((pair, _) => EmbeddedNames.Check(pair.Left.Attribute, pair.Left.Name, pair.Right))
            .Where(diagnostic => diagnostic is not null)!;
        context.RegisterSourceOutput(missing, (output, diagnostic) => output.ReportDiagnostic(diagnostic));
    }

    private static IncrementalValuesProvider<T> Classes<T>(
        IncrementalGeneratorInitializationContext context, string attribute, Func<GeneratorAttributeSyntaxContext, CancellationToken, T> read) =>
        context.SyntaxProvider.ForAttributeWithMetadataName(attribute, (node, _) => node is TypeDeclarationSyntax, read);

    private static void Register<TSpec>(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<ReadResult<TSpec>> results,
        string step,
        Func<TSpec, TypeSpec> type,
        IncrementalValueProvider<EquatableArray<string>> twins,
        Action<TSpec, string, Action<string, string>> emit)
        where TSpec : class
    {
        IncrementalValuesProvider<TSpec> specs = results
            .Select((result, _) => result.Spec)
            .Where(spec => spec is not null)
            .WithTrackingName(step)!;
        IncrementalValuesProvider<(TSpec Spec, string Hint)> named = specs.Combine(twins)
            .Select((pair, _) => (pair.Left, HintNames.Of(type(pair.Left).HintName, pair.Right)));
        context.RegisterSourceOutput(named, (output, model) => emit(model.Spec, model.Hint, output.AddSource));
        context.RegisterSourceOutput(
            results.SelectMany((result, _) => result.Diagnostics), (output, diagnostic) => output.ReportDiagnostic(diagnostic));
    }
}
