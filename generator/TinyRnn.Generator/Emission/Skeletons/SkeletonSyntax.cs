using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace TinyRnn.Generator.Emission;

/// <summary>Finds declarations in emitted files, and their text without what they do.</summary>
internal static class SkeletonSyntax
{
    private static readonly Regex s_breaks = new(@"\s*\n\s*", RegexOptions.CultureInvariant);

    /// <summary>The half of a class in a file, inside of the types around it.</summary>
    public static TypeDeclarationSyntax Class(string file, TypeSpec type)
    {
        CSharpParseOptions options = new(LanguageVersion.Latest, DocumentationMode.None);
        IEnumerable<TypeDeclarationSyntax> types = CSharpSyntaxTree.ParseText(file, options).GetRoot()
            .DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
            .OfType<TypeDeclarationSyntax>();
        return types.First(each => each.Ancestors().OfType<TypeDeclarationSyntax>().Count() == type.Containers.Count);
    }

    /// <summary>Whether code outside of the class, or an interface, can ask for the member.</summary>
    public static bool IsOffered(MemberDeclarationSyntax member) =>
        member.Modifiers.Any(SyntaxKind.PublicKeyword) || member.Modifiers.Any(SyntaxKind.ProtectedKeyword) || IsExplicit(member);

    /// <summary>Implements a member of an interface for that alone.</summary>
    public static bool IsExplicit(MemberDeclarationSyntax member) =>
        member is MethodDeclarationSyntax { ExplicitInterfaceSpecifier: not null } or PropertyDeclarationSyntax { ExplicitInterfaceSpecifier: not null };

    /// <summary>From its modifiers to where its body begins.</summary>
    public static string Signature(MemberDeclarationSyntax member)
    {
        int end = member switch
        {
            PropertyDeclarationSyntax property => property.Identifier.Span.End,
            BaseMethodDeclarationSyntax method => method.ParameterList.Span.End,
            TypeDeclarationSyntax type => type.OpenBraceToken.GetPreviousToken().Span.End,
            _ => member.Span.End,
        };
        int start = member.AttributeLists.Count == 0 ? member.SpanStart : member.AttributeLists.Last().GetLastToken().GetNextToken().SpanStart;
        string text = member.SyntaxTree.GetText().ToString(TextSpan.FromBounds(start, end));
        return s_breaks.Replace(text, " ").Replace("( ", "(");
    }

    /// <summary>As many arguments for the constructor of the base class as one of the class's own has.</summary>
    public static string BaseArguments(TypeDeclarationSyntax type)
    {
        ConstructorInitializerSyntax? call = type.Members.OfType<ConstructorDeclarationSyntax>()
            .Select(constructor => constructor.Initializer)
            .FirstOrDefault(initializer => initializer?.IsKind(SyntaxKind.BaseConstructorInitializer) == true);
        return call is null ? "" : $" : base({string.Join(", ", call.ArgumentList.Arguments.Select(_ => "default!"))})";
    }
}
