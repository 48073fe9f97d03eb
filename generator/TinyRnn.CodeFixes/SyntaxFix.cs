using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace TinyRnn.CodeFixes;

/// <summary>A fix that looks at the syntax under the squiggle and changes it in the same file.</summary>
public abstract class SyntaxFix : CodeFixProvider
{
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
            return;
        SyntaxNode node = root.FindNode(context.Span, getInnermostNodeForTie: true);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (Find(root, node, diagnostic) is not (string title, Func<SyntaxNode> change))
                continue;
            context.RegisterCodeFix(
                CodeAction.Create(title, _ => Task.FromResult(context.Document.WithSyntaxRoot(change())), equivalenceKey: title), diagnostic);
        }
    }

    /// <summary>What can be done: the words for it, and the changed file; <see langword="null"/>: nothing.</summary>
    /// <param name="root">The file.</param>
    /// <param name="node">What the diagnostic stands under.</param>
    /// <param name="diagnostic">The diagnostic.</param>
    protected abstract (string Title, Func<SyntaxNode> Change)? Find(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic);

    /// <summary>Where the diagnostic says that the remedy belongs, if it is in the file.</summary>
    private protected static T? Place<T>(SyntaxNode root, Diagnostic diagnostic)
        where T : SyntaxNode =>
        diagnostic.AdditionalLocations is { Count: > 0 } places && places[0].SourceTree?.FilePath == root.SyntaxTree.FilePath
            ? root.FindNode(places[0].SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<T>()
            : null;

    /// <summary>What the diagnostic says is to be written there.</summary>
    private protected static string? Remedy(Diagnostic diagnostic) => diagnostic.Properties.TryGetValue("Remedy", out string? remedy) ? remedy : null;

    /// <summary>A change of one node.</summary>
    private protected static (string Title, Func<SyntaxNode> Change) Replace(string title, SyntaxNode root, SyntaxNode old, Func<SyntaxNode> changed) =>
        (title, () => root.ReplaceNode(old, changed()));
}
