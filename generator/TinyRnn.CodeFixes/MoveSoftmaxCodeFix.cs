using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TinyRnn.CodeFixes;

/// <summary>Moves a softmax between layers to the end of the model (TRNN3004).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class MoveSoftmaxCodeFix : SyntaxFix
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["TRNN3004"];

    protected override (string Title, Func<SyntaxNode> Change)? Find(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        if (node.FirstAncestorOrSelf<AttributeArgumentSyntax>() is not { } argument || argument.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type
            || Place<AttributeSyntax>(root, diagnostic) is not { } last || last.Word() == LayerWords.Outputs)
            return null;
        string function = argument.Expression.ToString();
        return Replace($"Move {function} to the last layer", root, type, () => Move(type, last, argument, function));
    }

    private static TypeDeclarationSyntax Move(TypeDeclarationSyntax type, AttributeSyntax last, AttributeArgumentSyntax argument, string function)
    {
        AttributeSyntax attribute = (AttributeSyntax)argument.Parent!.Parent!;
        bool takesIt = last.Word() == LayerWords.EndsInFunction && last.Positional().Count == 1
            && last.ArgumentList!.Arguments.All(each => each.NameColon?.Name.Identifier.ValueText != "activation");
        TypeDeclarationSyntax changed = type.TrackNodes(attribute, last);
        AttributeSyntax current = changed.GetCurrentNode(last)!;
        changed = takesIt ? changed.ReplaceNode(current, WithFunction(current, function))
            : changed.AddBehind(current, AttributeEdits.Parse($"{LayerWords.Function}({function})"));
        AttributeSyntax old = changed.GetCurrentNode(attribute)!;

        // A layer that is nothing but the function goes as a whole.
        return old.Word() == LayerWords.Function ? changed.Remove(old) : changed.ReplaceNode(old, old.Without(argument));
    }

    private static AttributeSyntax WithFunction(AttributeSyntax layer, string function)
    {
        string units = layer.Positional()[0].ToString();
        IEnumerable<string> rest = layer.ArgumentList!.Arguments.Skip(1).Select(each => each.ToString());
        return AttributeEdits.Parse($"{layer.Name}({string.Join(", ", rest.Prepend(function).Prepend(units))})").WithTriviaFrom(layer);
    }
}
