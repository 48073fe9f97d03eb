extern alias generator;

using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RecurrentModelGenerator = generator::TinyRnn.Generator.RecurrentModelGenerator;

namespace TinyRnn.Tool.Proving;

/// <summary>Compiles a class as a project that has the package would: with the generator, the weights embedded.</summary>
internal static class ClassCompiler
{
    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal)
                || Path.GetFileName(path) is "netstandard.dll" or "TinyRnn.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>Compiles and loads it.</summary>
    /// <param name="source">The class.</param>
    /// <param name="weights">The weight file that the class names.</param>
    /// <param name="isCollectible">It can be given back; code that stays is compiled a little better.</param>
    /// <exception cref="ProofFailure">The compiler or the generator has something to say, a warning included.</exception>
    public static Assembly Compile(ImportedFile source, ImportedFile weights, bool isCollectible = true) =>
        Compile(source, weights, out _, isCollectible);

    /// <inheritdoc cref="Compile(ImportedFile, ImportedFile, bool)"/>
    /// <param name="source">The class.</param>
    /// <param name="weights">The weight file that the class names.</param>
    /// <param name="documentation">The table of the class's layers.</param>
    /// <param name="isCollectible">It can be given back; code that stays is compiled a little better.</param>
    public static Assembly Compile(ImportedFile source, ImportedFile weights, out string documentation, bool isCollectible = true)
    {
        CSharpParseOptions options = new(LanguageVersion.Latest, DocumentationMode.Diagnose);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Imported",
            [CSharpSyntaxTree.ParseText(Encoding.UTF8.GetString(source.Content.Span), options, source.Name)],
            s_references,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new RecurrentModelGenerator().AsSourceGenerator()], parseOptions: options)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation complete, out ImmutableArray<Diagnostic> diagnostics);
        Refuse(diagnostics);
        documentation = string.Concat(complete.SyntaxTrees.Skip(1).Select(tree => tree.GetRoot().GetLeadingTrivia().ToFullString()));
        using MemoryStream image = new();
        ResourceDescription resource = new(weights.Name, () => new MemoryStream(weights.Content.ToArray(), writable: false), isPublic: true);
        Refuse(complete.Emit(image, manifestResources: [resource]).Diagnostics);
        image.Position = 0;
        return new AssemblyLoadContext("imported", isCollectible).LoadFromStream(image);
    }

    private static void Refuse(IEnumerable<Diagnostic> diagnostics)
    {
        Diagnostic[] said = [.. diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];
        if (said.Length > 0)
            throw new ProofFailure("The class does not compile: " + string.Join("; ", said.Take(5).Select(diagnostic => diagnostic.ToString())));
    }
}
