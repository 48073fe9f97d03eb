using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Xunit;

namespace TinyRnn.Generator.Tests;

/// <summary>Applies code fixes as an editor would: to a project with its emitted files, at a diagnostic of the generator or of the compiler.</summary>
internal static class CodeFixHarness
{
    private const string FileName = "Model.cs";

    /// <summary>The titles of what a fix offers for the errors and warnings with an id.</summary>
    public static async Task<IReadOnlyList<string>> Offers(CodeFixProvider fix, string source, string id)
    {
        using AdhocWorkspace workspace = new();
        Document document = Open(workspace, source, out ImmutableArray<Diagnostic> diagnostics);
        return [.. (await Actions(fix, document, diagnostics, id)).Select(action => action.Title)];
    }

    /// <summary>The source after the one thing that a fix offers.</summary>
    public static async Task<string> Apply(CodeFixProvider fix, string source, string id)
    {
        using AdhocWorkspace workspace = new();
        Document document = Open(workspace, source, out ImmutableArray<Diagnostic> diagnostics);
        return await Changed(document, Assert.Single(await Actions(fix, document, diagnostics, id)));
    }

    /// <summary>The source after the first of several.</summary>
    public static async Task<string> ApplyFirst(CodeFixProvider fix, string source, string id)
    {
        using AdhocWorkspace workspace = new();
        Document document = Open(workspace, source, out ImmutableArray<Diagnostic> diagnostics);
        return await Changed(document, (await Actions(fix, document, diagnostics, id))[0]);
    }

    private static async Task<string> Changed(Document document, CodeAction action)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(TestContext.Current.CancellationToken);
        Solution solution = Assert.IsType<ApplyChangesOperation>(Assert.Single(operations)).ChangedSolution;
        return (await solution.GetDocument(document.Id)!.GetTextAsync(TestContext.Current.CancellationToken)).ToString();
    }

    private static Document Open(AdhocWorkspace workspace, string source, out ImmutableArray<Diagnostic> diagnostics)
    {
        Compilation compilation = Harness.Compile(source);
        Harness.Driver().RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out ImmutableArray<Diagnostic> reported);
        diagnostics = [.. reported, .. output.GetDiagnostics().Where(each => each.Severity > DiagnosticSeverity.Info)];
        Project project = workspace.AddProject("Test", LanguageNames.CSharp)
            .WithCompilationOptions(compilation.Options)
            .WithParseOptions(compilation.SyntaxTrees.First().Options)
            .WithMetadataReferences(compilation.References);
        foreach (SyntaxTree emitted in output.SyntaxTrees.Skip(1))
            project = project.AddDocument(emitted.FilePath, emitted.GetText()).Project;
        return project.AddDocument(FileName, source, filePath: FileName);
    }

    /// <summary>Of several diagnostics in one place, such as the compiler's two for the name of an attribute, the first one.</summary>
    private static async Task<IReadOnlyList<CodeAction>> Actions(CodeFixProvider fix, Document document, IEnumerable<Diagnostic> diagnostics, string id)
    {
        Assert.Contains(id, fix.FixableDiagnosticIds);
        List<CodeAction> actions = [];
        foreach (Diagnostic diagnostic in diagnostics.Where(each => each.Id == id).DistinctBy(each => each.Location.SourceSpan))
            await fix.RegisterCodeFixesAsync(new CodeFixContext(
                document, diagnostic.Location.SourceSpan, [diagnostic], (action, _) => actions.Add(action), TestContext.Current.CancellationToken));
        return actions;
    }
}
