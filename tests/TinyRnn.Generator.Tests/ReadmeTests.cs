using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace TinyRnn.Generator.Tests;

/// <summary>Programs of the pages that people paste into <c>Program.cs</c>.</summary>
public class ReadmeTests
{
    /// <summary>What a new console project has in scope.</summary>
    private const string Usings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;";

    [Theory]
    [InlineData("README.md")]
    [InlineData("src/docs/getting-started.md")]
    public void The_first_block_is_a_whole_program(string page)
    {
        string text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "../../../..", page)).ReplaceLineEndings("\n");
        int first = text.IndexOf("```csharp\n", StringComparison.Ordinal) + "```csharp\n".Length;
        string program = text[first..text.IndexOf("\n```", first, StringComparison.Ordinal)];
        Compilation compilation = Harness.Compile(program)
            .AddSyntaxTrees(Harness.Parse(Usings, "Usings.cs"))
            .WithOptions(new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        Harness.Driver().RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out ImmutableArray<Diagnostic> found);
        Assert.DoesNotContain(found.Concat(output.GetDiagnostics()), diagnostic => diagnostic.Severity > DiagnosticSeverity.Info);
    }
}
