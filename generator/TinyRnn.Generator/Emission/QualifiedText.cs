using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace TinyRnn.Generator.Emission;

/// <summary>
/// Writes names of .NET with their namespaces where the user has types of the same names: <c>global::System.Runtime.CompilerServices.Unsafe</c>. Rare, so that
/// all other emitted code stays short.
/// </summary>
internal static class QualifiedText
{
    public static string Write(string text, EquatableArray<string> hidden)
    {
        if (hidden.Count == 0)
            return text;
        StringBuilder result = new();
        int written = 0;
        foreach ((TextSpan span, string replacement) in Replacements(text, hidden).OrderBy(each => each.Span.Start))
        {
            result.Append(text, written, span.Start - written).Append(replacement);
            written = span.End;
        }

        return result.Append(text, written, text.Length - written).ToString();
    }

    private static IEnumerable<(TextSpan Span, string Replacement)> Replacements(string text, EquatableArray<string> hidden)
    {
        foreach (SimpleNameSyntax name in CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.Parse)).GetRoot()
            .DescendantNodes(descendIntoTrivia: true)
            .OfType<SimpleNameSyntax>()
            .Where(name => hidden.Contains(name.Identifier.ValueText)))
        {
            string word = name.Identifier.ValueText;
            if (word == TypeText.Alias)
            {
                if (name.Parent is AliasQualifiedNameSyntax qualified && qualified.Alias == name)
                    yield return (TextSpan.FromBounds(name.SpanStart, qualified.ColonColonToken.Span.End), FileFrame.Runtime + ".");
            }
            else if (!StandsAlone(name))
            {
                continue;
            }
            else if (word == SystemNames.NativeInteger)
            {
                yield return (name.Span, "global::System.UIntPtr");
            }
            else if (word == SystemNames.SignedInteger)
            {
                yield return (name.Span, "global::System.IntPtr");
            }
            else if (word == SystemNames.NameOf)
            {
                if (name.Parent is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 1 } call)
                    yield return (call.Span, Literal.String(call.ArgumentList.Arguments[0].ToString()));
            }
            else
            {
                yield return (new TextSpan(name.SpanStart, 0), SystemNames.Namespaces[word] + ".");
            }
        }
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
