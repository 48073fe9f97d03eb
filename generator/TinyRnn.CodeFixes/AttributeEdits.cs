using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TinyRnn.CodeFixes;

/// <summary>Changes of attributes that several fixes make.</summary>
internal static class AttributeEdits
{
    /// <summary>The attribute's name without namespaces and suffix: <c>Lstm</c>.</summary>
    public static string Word(this AttributeSyntax attribute)
    {
        string name = (attribute.Name switch
        {
            QualifiedNameSyntax qualified => qualified.Right,
            AliasQualifiedNameSyntax alias => alias.Name,
            SimpleNameSyntax simple => simple,
            _ => null,
        })?.Identifier.ValueText ?? "";
        const string Suffix = "Attribute";
        return name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - Suffix.Length) : name;
    }

    /// <summary>The attributes of a declaration, first to last.</summary>
    public static IEnumerable<AttributeSyntax> Attributes(this MemberDeclarationSyntax declaration) =>
        declaration.AttributeLists.Where(list => list.Target is null).SelectMany(list => list.Attributes);

    /// <summary>A declaration of a model.</summary>
    public static bool IsModel(this MemberDeclarationSyntax declaration) => declaration.Attributes().Any(attribute => attribute.Word() == "RecurrentModel");

    /// <summary>The arguments without names.</summary>
    public static IReadOnlyList<AttributeArgumentSyntax> Positional(this AttributeSyntax attribute) =>
        [.. (attribute.ArgumentList?.Arguments ?? default).Where(argument => argument.NameEquals is null && argument.NameColon is null)];

    /// <summary>The attribute without some of its arguments; without all of them it needs no brackets.</summary>
    public static AttributeSyntax Without(this AttributeSyntax attribute, params AttributeArgumentSyntax[] arguments)
    {
        if (attribute.ArgumentList is not { } list)
            return attribute;
        SeparatedSyntaxList<AttributeArgumentSyntax> left = list.Arguments;
        foreach (AttributeArgumentSyntax argument in arguments)
            left = left.Remove(left.First(each => each.IsEquivalentTo(argument)));
        return left.Count == 0 ? attribute.WithArgumentList(null) : attribute.WithArgumentList(list.WithArguments(left));
    }

    /// <summary>The attribute with a property set: instead of the value that it has, or at the end.</summary>
    public static AttributeSyntax WithSetting(this AttributeSyntax attribute, string property, string value)
    {
        IEnumerable<string> others = (attribute.ArgumentList?.Arguments ?? default)
            .Where(each => each.NameEquals?.Name.Identifier.ValueText != property)
            .Select(each => each.ToString());
        return Parse($"{attribute.Name}({string.Join(", ", others.Append($"{property} = {value}"))})").WithTriviaFrom(attribute);
    }

    /// <summary>An attribute from text, without its brackets.</summary>
    public static AttributeSyntax Parse(string text) => ParseList(text).Attributes[0].WithoutTrivia();

    /// <summary>The declaration with attributes behind one of its own, written as that is: in its brackets, beside them or on a line of their own.</summary>
    public static TypeDeclarationSyntax AddBehind(this TypeDeclarationSyntax type, AttributeSyntax behind, params AttributeSyntax[] added)
    {
        AttributeListSyntax list = (AttributeListSyntax)behind.Parent!;
        if (list.Attributes.Count > 1)
            return type.ReplaceNode(list, list.WithAttributes(list.Attributes.InsertRange(list.Attributes.IndexOf(behind) + 1, added)));
        int place = type.AttributeLists.IndexOf(list) + 1;
        SyntaxTriviaList indentation = Indentation(list);
        IEnumerable<AttributeListSyntax> lists = added.Select(attribute => ParseList(attribute.ToString())
            .WithLeadingTrivia(indentation).WithTrailingTrivia(list.GetTrailingTrivia().Where(each => !IsComment(each))));
        return type.WithAttributeLists(type.AttributeLists.InsertRange(place, lists));
    }

    /// <summary>The declaration without an attribute, and without its brackets if nothing else is in them.</summary>
    public static TypeDeclarationSyntax Remove(this TypeDeclarationSyntax type, AttributeSyntax attribute)
    {
        AttributeListSyntax list = (AttributeListSyntax)attribute.Parent!;
        SyntaxNode gone = list.Attributes.Count > 1 ? attribute : list;
        SyntaxRemoveOptions kept = type.AttributeLists[0] == list ? SyntaxRemoveOptions.KeepLeadingTrivia : SyntaxRemoveOptions.KeepNoTrivia;
        return type.RemoveNode(gone, kept)!;
    }

    /// <summary>What is made piece by piece would be formatted again, with what stands around it.</summary>
    private static AttributeListSyntax ParseList(string text) =>
        ((TypeDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration($"[{text}] class C;")!).AttributeLists[0];

    /// <summary>White space in front of what stands on a line of its own.</summary>
    private static SyntaxTriviaList Indentation(AttributeListSyntax list) =>
        list.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia)
            ? [.. list.GetLeadingTrivia().Reverse().TakeWhile(each => each.IsKind(SyntaxKind.WhitespaceTrivia))]
            : default;

    private static bool IsComment(SyntaxTrivia trivia) => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia);
}
