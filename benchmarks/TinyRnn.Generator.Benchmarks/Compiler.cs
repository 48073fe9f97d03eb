using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TinyRnn.Generator.Benchmarks;

/// <summary>The compiler and the generator in this process.</summary>
internal static class Compiler
{
    private static readonly CSharpParseOptions s_parseOptions = new(LanguageVersion.Latest);

    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal)
                || Path.GetFileName(path) is "netstandard.dll" or "TinyRnn.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static CSharpCompilation Compile(IEnumerable<string> sources) => CSharpCompilation.Create(
        "Models",
        sources.Select((source, i) => Parse(source, $"Model{i}.cs")),
        s_references,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));

    public static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, s_parseOptions, path);

    public static GeneratorDriver NewDriver() =>
        CSharpGeneratorDriver.Create([new RecurrentModelGenerator().AsSourceGenerator()], parseOptions: s_parseOptions);

    /// <summary>The assembly's bytes.</summary>
    /// <exception cref="InvalidOperationException">It does not compile.</exception>
    public static MemoryStream Emit(Compilation compilation)
    {
        MemoryStream stream = new();
        Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(stream);
        if (!result.Success)
            throw new InvalidOperationException(result.Diagnostics.First(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToString());
        stream.Position = 0;
        return stream;
    }
}
