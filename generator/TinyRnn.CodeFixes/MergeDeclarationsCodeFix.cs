using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace TinyRnn.CodeFixes;

/// <summary>Moves the layers of another partial declaration behind those beside <c>[RecurrentModel]</c> (TRNN1004), in whatever file that is.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class MergeDeclarationsCodeFix : CodeFixProvider
{
    private const string Title = "Move the layers to the declaration with [RecurrentModel]";

    public override ImmutableArray<string> FixableDiagnosticIds => ["TRNN1004"];

    /// <summary>One at a time: which of several declarations comes first is not to be known.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span).FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } from || from.IsModel())
            return;
        foreach (Diagnostic diagnostic in context.Diagnostics.Where(each => each.AdditionalLocations.Count > 0))
        {
            Location place = diagnostic.AdditionalLocations[0];
            Document? home = context.Document.Project.Documents.FirstOrDefault(each => each.FilePath == place.SourceTree?.FilePath)
                ?? context.Document.Project.Documents.FirstOrDefault(each => each.Name == place.SourceTree?.FilePath);
            if (home is not null)
                context.RegisterCodeFix(CodeAction.Create(Title, token => Move(context.Document, from, home, place, token), equivalenceKey: Title), diagnostic);
        }
    }

    private static async Task<Solution> Move(Document document, TypeDeclarationSyntax from, Document home, Location place, CancellationToken cancellation)
    {
        SolutionEditor solution = new(document.Project.Solution);
        DocumentEditor target = await solution.GetDocumentEditorAsync(home.Id, cancellation).ConfigureAwait(false);
        DocumentEditor source = await solution.GetDocumentEditorAsync(document.Id, cancellation).ConfigureAwait(false);
        if (target.OriginalRoot.FindNode(place.SourceSpan).FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } to)
            return document.Project.Solution;
        AttributeSyntax[] moved = [.. from.Attributes()];
        source.ReplaceNode(from, (each, _) => WithoutAttributes((TypeDeclarationSyntax)each));
        target.ReplaceNode(to, (each, _) => With((TypeDeclarationSyntax)each, moved));
        return solution.GetChangedSolution();
    }

    private static TypeDeclarationSyntax With(TypeDeclarationSyntax type, AttributeSyntax[] moved) => type.AddBehind(type.Attributes().Last(), moved);

    private static TypeDeclarationSyntax WithoutAttributes(TypeDeclarationSyntax type) =>
        type.WithAttributeLists([.. type.AttributeLists.Where(list => list.Target is not null)]).WithLeadingTrivia(type.GetLeadingTrivia());
}
