using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TinyRnn.CodeFixes;

/// <summary>Writes TinyRnn's choice for PyTorch's or Keras's: <c>Optimizer.RMSprop</c> becomes <c>Optimizer.RmsProp</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class ForeignMemberCodeFix : SyntaxFix
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["CS0117"];

    protected override (string Title, Func<SyntaxNode> Change)? Find(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        if (node.FirstAncestorOrSelf<MemberAccessExpressionSyntax>() is not { } access)
            return null;
        string type = access.Expression is MemberAccessExpressionSyntax qualified ? qualified.Name.ToString() : access.Expression.ToString();
        return ForeignWords.Members.TryGetValue($"{type}.{ForeignWords.Plain(access.Name.Identifier.ValueText)}", out string? word)
            ? Replace($"Write {type}.{word}", root, access.Name, () => SyntaxFactory.IdentifierName(word).WithTriviaFrom(access.Name))
            : null;
    }
}
