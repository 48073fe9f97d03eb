using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TinyRnn.CodeFixes;

/// <summary>
/// Writes TinyRnn's layer for PyTorch's or Keras's: <c>[Linear(32, 6)]</c> becomes <c>[Dense(6)]</c>. The error is the compiler's, of an unknown name.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class ForeignLayerCodeFix : SyntaxFix
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["CS0246"];

    protected override (string Title, Func<SyntaxNode> Change)? Find(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        if (node.FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute || !attribute.Name.Span.Contains(node.Span)
            || attribute.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.IsModel() != true
            || !ForeignWords.Layers.TryGetValue(ForeignWords.Plain(attribute.Word()), out string? word))
            return null;
        AttributeSyntax known = AttributeEdits.Parse(word).WithTriviaFrom(attribute);
        if (known.ArgumentList is null && attribute.ArgumentList is { } arguments)
        {
            IReadOnlyList<AttributeArgumentSyntax> sizes = attribute.Positional();
            bool hasInput = sizes.Count > 1 && ForeignWords.WithInputSize.Contains(attribute.Word());
            known = known.WithArgumentList(hasInput ? attribute.Without(sizes[0]).ArgumentList : arguments);
        }

        return Replace($"Write [{known.WithoutTrivia()}]", root, attribute, () => known);
    }
}
