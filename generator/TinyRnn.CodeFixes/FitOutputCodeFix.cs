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
        if (attribute.Positional() is not { Count: > 0 } sizes || attribute.Word() is not ("Dense" or "Lstm" or "Gru" or "Rnn" or "Conv1D"))
            return attribute.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type
                ? Replace($"Add [Dense({remedy})]", root, type, () => type.AddBehind(attribute, AttributeEdits.Parse($"Dense({remedy})")))
                : null;
        AttributeArgumentSyntax size = sizes[0];
        AttributeArgumentSyntax other = AttributeEdits.Parse($"A({remedy})").Positional()[0];
        return Replace($"Write [{attribute.ReplaceNode(size, other)}]", root, size, () => other.WithTriviaFrom(size));
    }
}
