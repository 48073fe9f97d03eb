using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TinyRnn.CodeFixes;

/// <summary>
/// Takes away what nothing reads (TRNN3011, TRNN6006), an input size beside tokens (TRNN3002), and <c>Bidirectional</c> where steps are wanted (TRNN3006).
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class RemoveSettingCodeFix : SyntaxFix
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["TRNN3002", "TRNN3006", "TRNN3011", "TRNN6006"];

    protected override (string Title, Func<SyntaxNode> Change)? Find(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        if (node.FirstAncestorOrSelf<AttributeArgumentSyntax>() is not { } argument)
            return null;
        AttributeSyntax attribute = (AttributeSyntax)argument.Parent!.Parent!;
        return Replace($"Remove '{argument}'", root, attribute, () => attribute.Without(argument));
    }
}
