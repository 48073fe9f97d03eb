using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TinyRnn.Generator.Tests;

/// <summary>Runs the generator on source text, as the compiler would.</summary>
internal static class Harness
{
    private static readonly ImmutableArray<MetadataReference> s_references =
        [.. References("System.", "netstandard.dll", "TinyRnn.dll", "TinyRnn.Tensors.dll")];

    /// <summary>Assemblies that this process has at hand, by the beginnings of their names.</summary>
    public static IEnumerable<MetadataReference> References(params string[] beginnings) =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => beginnings.Any(beginning => Path.GetFileName(path).StartsWith(beginning, StringComparison.Ordinal)))
            .Select(path => MetadataReference.CreateFromFile(path));

    public static CSharpCompilation Compile(string source, LanguageVersion version = LanguageVersion.Latest) => CSharpCompilation.Create(
        "Test",
        [Parse(source, "Model.cs", version)],
        s_references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, warningLevel: 9999, nullableContextOptions: NullableContextOptions.Enable));

    public static SyntaxTree Parse(string source, string path, LanguageVersion version = LanguageVersion.Latest) =>
        CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(version, DocumentationMode.Diagnose), path);

    /// <param name="version">C# version of the emitted code.</param>
    /// <param name="weightNames">What the package's targets would pass on; <see langword="null"/> for a project without them.</param>
    public static GeneratorDriver Driver(LanguageVersion version = LanguageVersion.Latest, string? weightNames = null) => CSharpGeneratorDriver.Create(
        [new RecurrentModelGenerator().AsSourceGenerator()],
        parseOptions: new CSharpParseOptions(version, DocumentationMode.Diagnose),
        optionsProvider: new ProjectOptions(weightNames),
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>What the generator reports, sorted by place.</summary>
    public static ImmutableArray<Diagnostic> Diagnose(string source, LanguageVersion version = LanguageVersion.Latest)
    {
        Driver(version).RunGeneratorsAndUpdateCompilation(Compile(source, version), out _, out ImmutableArray<Diagnostic> diagnostics);
        return [.. diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)];
    }

    /// <summary>Everything that the compiler says about source and emitted code together, hidden messages left out.</summary>
    public static ImmutableArray<Diagnostic> CompileAll(string source, LanguageVersion version = LanguageVersion.Latest)
    {
        Driver(version).RunGeneratorsAndUpdateCompilation(Compile(source, version), out Compilation output, out ImmutableArray<Diagnostic> diagnostics);
        return [.. diagnostics, .. output.GetDiagnostics().Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Info)];
    }

    /// <summary>The emitted files by name.</summary>
    public static IReadOnlyDictionary<string, string> Emit(string source) =>
        Driver().RunGenerators(Compile(source)).GetRunResult().Results[0].GeneratedSources
            .ToDictionary(file => file.HintName, file => file.SourceText.ToString());
}
