using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TinyRnn.Generator.Emission.Absent;

namespace TinyRnn.Generator.Emission;

/// <summary>
/// Reads from emitted files which members they declare, so that nobody keeps a second list. Only the declarations are parsed: the lines at the depth of a
/// class's members, without the bodies under them, which are nearly all of the text. What the class does not have is no member: it gives way to any.
/// </summary>
internal static class MemberScan
{
    public static IReadOnlyList<EmittedMember> Read(TypeSpec type, IEnumerable<string> files)
    {
        StringBuilder declarations = new($"class {type.Declared} {{\n");
        foreach (string file in files)
            AddDeclarations(file, 4 * (type.Containers.Count + 1), declarations);
        SyntaxNode root = CSharpSyntaxTree.ParseText(declarations.Append('}').ToString(), new CSharpParseOptions(LanguageVersion.Latest)).GetRoot();
        return [.. root.ChildNodes().OfType<ClassDeclarationSyntax>().SelectMany(each => each.Members).SelectMany(Members)];
    }

    private static void AddDeclarations(string file, int indentation, StringBuilder declarations)
    {
        bool isOpen = false;
        foreach (string line in file.Split('\n'))
        {
            string text = line.Trim();
            int depth = line.Length - line.TrimStart().Length;
            if (isOpen)
            {
                isOpen = !text.EndsWith(")", StringComparison.Ordinal);
                declarations.Append(text).Append(isOpen ? "\n" : " { }\n");
            }
            else if (depth == indentation && text.Length > 0 && !AbsentFile.IsAbsent(text) && (char.IsLetter(text[0]) || text[0] is '@' or '_'))
            {
                isOpen = text.EndsWith("(", StringComparison.Ordinal);
                string code = WithoutComment(text);
                string end = isOpen || code.EndsWith(";", StringComparison.Ordinal) || code.EndsWith("}", StringComparison.Ordinal) ? ""
                    : code.EndsWith("=", StringComparison.Ordinal) ? " null;"
                    : code.EndsWith("=>", StringComparison.Ordinal) ? " null;"
                    : " { }";
                declarations.Append(code).Append(end).Append('\n');
            }
        }
    }

    private static string WithoutComment(string text)
    {
        int comment = text.IndexOf("   //", StringComparison.Ordinal);
        return comment < 0 ? text : text.Substring(0, comment);
    }

    /// <summary>Two halves of a class cannot both declare them.</summary>
    public static bool Meet(EmittedMember one, EmittedMember other) =>
        one.Name == other.Name && (one.Parameters is null || other.Parameters is null || one.Parameters == other.Parameters);

    /// <summary>What a declaration declares.</summary>
    public static IEnumerable<EmittedMember> Members(MemberDeclarationSyntax member) => member switch
    {
        FieldDeclarationSyntax field => field.Declaration.Variables.Select(variable => new EmittedMember(variable.Identifier.ValueText)),
        PropertyDeclarationSyntax { ExplicitInterfaceSpecifier: null } property => [new(property.Identifier.ValueText)],
        BaseTypeDeclarationSyntax type => [new(type.Identifier.ValueText)],
        MethodDeclarationSyntax { ExplicitInterfaceSpecifier: null } method => [new(method.Identifier.ValueText, Parameters(method))],
        ConstructorDeclarationSyntax constructor => [new(".ctor", Parameters(constructor))],
        _ => [],
    };

    private static string Parameters(BaseMethodDeclarationSyntax method) =>
        string.Join(", ", method.ParameterList.Parameters.Select(parameter => (parameter.Modifiers.Count > 0 ? "ref " : "") + Last(parameter.Type!)));

    /// <summary>The type without the namespaces and classes in front of it.</summary>
    private static string Last(TypeSyntax type) => type switch
    {
        NullableTypeSyntax nullable => Last(nullable.ElementType),
        QualifiedNameSyntax qualified => Last(qualified.Right),
        AliasQualifiedNameSyntax alias => Last(alias.Name),
        GenericNameSyntax generic => $"{generic.Identifier.ValueText}<{string.Join(", ", generic.TypeArgumentList.Arguments.Select(Last))}>",
        _ => type.ToString(),
    };
}
