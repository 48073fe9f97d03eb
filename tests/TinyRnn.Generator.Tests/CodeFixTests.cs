using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using TinyRnn.CodeFixes;
using Xunit;

namespace TinyRnn.Generator.Tests;

public class CodeFixTests
{
    [Theory]
    [InlineData(
        "using TinyRnn;\n// A model.\n[RecurrentModel(1)] [Dense(1)]\npublic sealed class M;\n",
        "using TinyRnn;\n// A model.\n[RecurrentModel(1)] [Dense(1)]\npublic sealed partial class M;\n")]
    [InlineData(
        "using TinyRnn;\n[RecurrentModel(1)] [Dense(1)]\n// Plain.\nclass M;\n",
        "using TinyRnn;\n[RecurrentModel(1)] [Dense(1)]\n// Plain.\npartial class M;\n")]
    [InlineData(
        "using TinyRnn;\nstatic class Outer\n{\n    [RecurrentModel(1)] [Dense(1)]\n    partial class M;\n}\n",
        "using TinyRnn;\nstatic partial class Outer\n{\n    [RecurrentModel(1)] [Dense(1)]\n    partial class M;\n}\n")]
    public async Task Make_partial_mends_the_declaration(string before, string after)
    {
        Diagnostic diagnostic = Assert.Single(Harness.Diagnose(before));
        using AdhocWorkspace workspace = new();
        Document document = workspace.AddProject("Test", LanguageNames.CSharp).AddDocument("Model.cs", before);
        List<CodeAction> actions = [];
        MakePartialCodeFix fix = new();
        Assert.Contains(diagnostic.Id, fix.FixableDiagnosticIds);
        await fix.RegisterCodeFixesAsync(
            new CodeFixContext(
                document, diagnostic.Location.SourceSpan, [diagnostic], (action, _) => actions.Add(action), TestContext.Current.CancellationToken));
        ImmutableArray<CodeActionOperation> operations = await Assert.Single(actions).GetOperationsAsync(TestContext.Current.CancellationToken);
        Solution solution = Assert.IsType<ApplyChangesOperation>(Assert.Single(operations)).ChangedSolution;
        string text = (await solution.GetDocument(document.Id)!.GetTextAsync(TestContext.Current.CancellationToken)).ToString();
        Assert.Equal(after, text);
        Assert.Empty(Harness.Diagnose(text));
    }
}
