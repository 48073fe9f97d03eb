using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TinyRnn.CodeFixes;

/// <summary>Takes away what keeps a class from being completed (TRNN1008): <c>abstract</c>, <c>static</c>, <c>file</c>, and <c>record</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class PlainClassCodeFix : SyntaxFix
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["TRNN1008"];

    protected override (string Title, Func<SyntaxNode> Change)? Find(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        if (node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type)
            return null;
        SyntaxToken[] wrong = [.. type.Modifiers.Where(IsWrong)];
        if (wrong.Length > 0)
            return Replace($"Remove '{string.Join(" ", wrong)}'", root, type, () => Without(type, wrong));
        return type is RecordDeclarationSyntax { ParameterList: null } record && record.ClassOrStructKeyword.IsKind(SyntaxKind.None)
            ? Replace("Make it a class", root, type, () => Class(record))
            : null;
    }

    private static bool IsWrong(SyntaxToken modifier) =>
        modifier.IsKind(SyntaxKind.AbstractKeyword) || modifier.IsKind(SyntaxKind.StaticKeyword) || modifier.IsKind(SyntaxKind.FileKeyword);

    /// <summary>What stood in front of a modifier stands in front of the next one.</summary>
    private static TypeDeclarationSyntax Without(TypeDeclarationSyntax type, SyntaxToken[] wrong)
    {
        SyntaxTriviaList leading = type.Modifiers[0].LeadingTrivia;
        SyntaxTokenList kept = [.. type.Modifiers.Where(each => !wrong.Contains(each))];
        return kept.Count > 0
            ? type.WithModifiers(kept.Replace(kept[0], kept[0].WithLeadingTrivia(leading)))
            : type.WithModifiers(default).WithKeyword(type.Keyword.WithLeadingTrivia(leading));
    }

    private static ClassDeclarationSyntax Class(RecordDeclarationSyntax record) => SyntaxFactory.ClassDeclaration(
        record.AttributeLists, record.Modifiers, SyntaxFactory.Token(SyntaxKind.ClassKeyword).WithTriviaFrom(record.Keyword), record.Identifier,
        record.TypeParameterList, record.ParameterList, record.BaseList, record.ConstraintClauses, record.OpenBraceToken, record.Members,
        record.CloseBraceToken, record.SemicolonToken);
}
