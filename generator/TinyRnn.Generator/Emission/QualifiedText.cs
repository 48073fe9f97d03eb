using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TinyRnn.Generator.Spec;

namespace TinyRnn.Generator.Emission;

/// <summary>Writes names of .NET with their namespaces where the user has types of the same names: <c>global::System.Runtime.CompilerServices.Unsafe</c>. Rare, so that all other emitted code stays short.</summary>
internal static class QualifiedText
{
    public static string Write(string text, EquatableArray<string> hidden)
    {
        if (hidden.Count == 0)
            return text;
        StringBuilder result = new();
        int written = 0;
        foreach (SimpleNameSyntax name in CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.Parse)).GetRoot()
            .DescendantNodes(descendIntoTrivia: true)
            .OfType<SimpleNameSyntax>()
            .Where(name => hidden.Contains(name.Identifier.ValueText) && StandsAlone(name))
            .OrderBy(name => name.SpanStart))
        {
            result.Append(text, written, name.SpanStart - written).Append(SystemNames.Namespaces[name.Identifier.ValueText]).Append('.');
            written = name.SpanStart;
        }

        return result.Append(text, written, text.Length - written).ToString();
    }

    /// <summary>The name is looked up where it stands, not in what is in front of it, and nothing is declared by it.</summary>
    private static bool StandsAlone(SimpleNameSyntax name) =>
        name.Parent switch
        {
            MemberAccessExpressionSyntax access => access.Expression == name,
            QualifiedNameSyntax qualified => qualified.Left == name,
            AliasQualifiedNameSyntax or MemberBindingExpressionSyntax or NameColonSyntax or NameEqualsSyntax or XmlNameAttributeSyntax => false,
            NameMemberCrefSyntax cref => cref.Parent is not QualifiedCrefSyntax,
            _ => true,
        }
        && !name.Ancestors().TakeWhile(node => node is NameSyntax or BaseNamespaceDeclarationSyntax).OfType<BaseNamespaceDeclarationSyntax>().Any();
}
