using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TinyRnn.CodeFixes;

/// <summary>Makes an output one that can be fed back (TRNN3009): of the right size, or in a mode that goes on.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class FitOutputCodeFix : SyntaxFix
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["TRNN3009"];

    protected override (string Title, Func<SyntaxNode> Change)? Find(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        if (Place<AttributeSyntax>(root, diagnostic) is not { } attribute || Remedy(diagnostic) is not { } remedy)
            return null;
        if (attribute.Word() == "RecurrentModel")
            return Replace($"Set Mode = {remedy}", root, attribute, () => attribute.WithSetting("Mode", remedy));
        if (attribute.Positional() is not { Count: > 0 } sizes || !LayerWords.Sized.Contains(attribute.Word()))
        {
            string head = $"{LayerWords.EndsInFunction}({remedy})";
            return attribute.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type
                ? Replace($"Add [{head}]", root, type, () => type.AddBehind(attribute, AttributeEdits.Parse(head)))
                : null;
        }

        AttributeArgumentSyntax size = sizes[0];
        AttributeArgumentSyntax other = AttributeEdits.Parse($"A({remedy})").Positional()[0];
        return Replace($"Write [{attribute.ReplaceNode(size, other)}]", root, size, () => other.WithTriviaFrom(size));
    }
}
