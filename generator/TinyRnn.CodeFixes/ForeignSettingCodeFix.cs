using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TinyRnn.CodeFixes;

/// <summary>
/// Settings of PyTorch's and Keras's layers: those that have another name get it, <c>num_layers</c> and <c>Dropout</c> become layers, and what belongs
/// elsewhere is taken away, with where that is as the action's title.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class ForeignSettingCodeFix : SyntaxFix
{
    /// <summary>An unknown name with <c>=</c>, and one with a colon.</summary>
    public override ImmutableArray<string> FixableDiagnosticIds => ["CS0246", "CS1739"];

    protected override (string Title, Func<SyntaxNode> Change)? Find(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        if (node.FirstAncestorOrSelf<AttributeArgumentSyntax>() is not { } argument
            || argument.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type || !type.IsModel())
            return null;
        SimpleNameSyntax? written = argument.NameEquals?.Name ?? argument.NameColon?.Name;
        string name = ForeignWords.Plain(written?.Identifier.ValueText ?? "");
        AttributeSyntax attribute = (AttributeSyntax)argument.Parent!.Parent!;
        AttributeSyntax without = attribute.Without(argument);
        if (name.Equals("numLayers", StringComparison.OrdinalIgnoreCase)
            && argument.Expression is LiteralExpressionSyntax { Token.Value: int and > 0 and < 100 and var count })
        {
            AttributeSyntax[] others = [.. Enumerable.Repeat(without, count - 1)];
            return Replace($"Write [{attribute.Word()}] {count} times", root, type, () => Behind(type, attribute, without, others));
        }

        if (name.Equals("dropout", StringComparison.OrdinalIgnoreCase))
        {
            AttributeSyntax dropout = AttributeEdits.Parse($"Dropout({Float(argument.Expression)})");
            return Replace($"Write [{dropout}] behind it", root, type, () => Behind(type, attribute, without, [dropout]));
        }

        if (ForeignWords.Elsewhere.TryGetValue(name, out string? place))
            return Replace($"Remove {written}: {place}", root, attribute, () => without);
        if (!ForeignWords.Settings.TryGetValue(name, out string? word) || word == written!.Identifier.ValueText)
            return null;
        AttributeArgumentSyntax renamed = argument.WithNameColon(null)
            .WithNameEquals(SyntaxFactory.NameEquals(SyntaxFactory.IdentifierName(word).WithTrailingTrivia(SyntaxFactory.Space))
                .WithTrailingTrivia(SyntaxFactory.Space))
            .WithLeadingTrivia(argument.GetLeadingTrivia());
        return Replace($"Write {word}", root, argument, () => renamed);
    }

    private static TypeDeclarationSyntax Behind(TypeDeclarationSyntax type, AttributeSyntax attribute, AttributeSyntax without, AttributeSyntax[] added)
    {
        int index = type.Attributes().ToList().IndexOf(attribute);
        TypeDeclarationSyntax changed = type.ReplaceNode(attribute, without);
        return changed.AddBehind(changed.Attributes().ElementAt(index), added);
    }

    /// <summary>A rate is a float, in Python a number.</summary>
    private static string Float(ExpressionSyntax expression) =>
        expression is LiteralExpressionSyntax { Token.Value: double } ? expression.ToString().TrimEnd('d', 'D') + "f" : expression.ToString();
}
