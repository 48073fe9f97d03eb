using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TinyRnn.CodeFixes;

/// <summary>Writes <c>ref</c> in front of a state, or of a source of random numbers, that a call updates.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class AddRefCodeFix : SyntaxFix
{
    /// <summary>The methods that take one.</summary>
    private static readonly HashSet<string> s_methods = ["Step", "Advance", "Run", "Generate", "Encode", "Hidden", "Cell", "Sample"];

    public override ImmutableArray<string> FixableDiagnosticIds => ["CS1620"];

    protected override (string Title, Func<SyntaxNode> Change)? Find(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        if (node.FirstAncestorOrSelf<ArgumentSyntax>() is not { RefKindKeyword.RawKind: 0 } argument
            || argument.Parent?.Parent is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax call }
            || !s_methods.Contains(call.Name.Identifier.ValueText))
            return null;
        SyntaxToken keyword = SyntaxFactory.Token(SyntaxKind.RefKeyword).WithTrailingTrivia(SyntaxFactory.Space)
            .WithLeadingTrivia(argument.Expression.GetLeadingTrivia());
        return Replace(
            $"Write ref {argument.Expression}", root, argument,
            () => argument.WithExpression(argument.Expression.WithoutLeadingTrivia()).WithRefKindKeyword(keyword));
    }
}
