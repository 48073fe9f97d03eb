extern alias AttackedGenerator;

using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace TinyRnn.Attack.RandomModels;

/// <summary>Compiles source text with the generator, with all warnings and with documentation checked.</summary>
internal sealed class Compiler
{
    private static readonly CSharpParseOptions s_parsing = new(LanguageVersion.Latest, DocumentationMode.Diagnose);

    private readonly CSharpCompilation _plain = Empty(checksOverflow: false);
    private readonly CSharpCompilation _checked = Empty(checksOverflow: true);

    /// <param name="Before">What the compiler says without the generator.</param>
    /// <param name="Reported">What the generator says.</param>
    /// <param name="After">What the compiler says of everything, hidden messages left out.</param>
    /// <param name="Files">Emitted text by name.</param>
    /// <param name="Trees">The same, parsed.</param>
    /// <param name="Exception">Of the generator.</param>
    /// <param name="Elapsed">Time of the generator.</param>
    internal sealed record Result(
        ImmutableArray<Diagnostic> Before, ImmutableArray<Diagnostic> Reported, ImmutableArray<Diagnostic> After,
            IReadOnlyDictionary<string, string> Files, IReadOnlyList<SyntaxTree> Trees, Exception? Exception, TimeSpan Elapsed);

    public Result Compile(RandomSource source)
    {
        // Compilations that begin with the same one share what they know of references.
        CSharpCompilation compilation = (source.ChecksOverflow ? _checked
            : _plain).AddSyntaxTrees(CSharpSyntaxTree.ParseText(source.ToString(), s_parsing, "Model.cs"));
        ImmutableArray<Diagnostic> before = Shown(compilation);
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new AttackedGenerator::TinyRnn.Generator.RecurrentModelGenerator().AsSourceGenerator()], parseOptions: s_parsing,
                optionsProvider: new Options(source.WeightNames));
        long began = Stopwatch.GetTimestamp();
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out ImmutableArray<Diagnostic> reported);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(began);
        GeneratorRunResult result = driver.GetRunResult().Results[0];
        bool isErroneous = before.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        return new Result(
            before,
            reported,
            isErroneous ? [] : Shown(output),
            result.GeneratedSources.IsDefault ? new Dictionary<string, string>()
                : result.GeneratedSources.ToDictionary(file => file.HintName, file => file.SourceText.ToString()),
            result.GeneratedSources.IsDefault ? [] : [.. result.GeneratedSources.Select(file => file.SyntaxTree)],
            result.Exception,
            elapsed);
    }

    private static ImmutableArray<Diagnostic> Shown(Compilation compilation) =>
        [.. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Info)];

    private static CSharpCompilation Empty(bool checksOverflow) => CSharpCompilation.Create(
        "Test",
        [],
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal)
                || Path.GetFileName(path) is "netstandard.dll" or "TinyRnn.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, checkOverflow: checksOverflow, warningLevel: 9999,
                nullableContextOptions: NullableContextOptions.Enable, concurrentBuild: false));

    /// <summary>Answers to whatever the generator asks of the project's weights.</summary>
    private sealed class Options(string? weightNames) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Answers(weightNames);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Answers(null);

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Answers(null);

        private sealed class Answers(string? weightNames) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
            {
                value = key.StartsWith("build_property.TinyRnn", StringComparison.OrdinalIgnoreCase) ? weightNames : null;
                return value is not null;
            }
        }
    }
}
