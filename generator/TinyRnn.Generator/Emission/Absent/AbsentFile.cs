using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TinyRnn.Generator.Diagnostics;

namespace TinyRnn.Generator.Emission.Absent;

/// <summary>
/// Prints <c>X.Absent.g.cs</c>: members that the class does not have, as declarations whose use is an error that says why. Without them there would be an
/// error as well, that there is nothing of the name.
/// </summary>
/// <remarks>
/// They are internal, which nothing else is that is emitted: so they are neither in what a library offers nor in its documentation, and what reflection, a
/// container of services or a comparison of interfaces finds is the model alone. They give way to whatever has their name already.
/// </remarks>
internal static class AbsentFile
{
    /// <summary>The file's name and text; nothing for a class that has it all.</summary>
    public static void Add(TypeSpec type, IEnumerable<AbsentMember> members, string hint, Action<string, string> addSource, bool isPair = false)
    {
        List<AbsentMember> free = [.. members.Where(member => member.Name != type.Name && !type.TakenNames.Contains(member.Name))];
        if (free.Count > 0)
            addSource($"{hint}.Absent.g.cs", Print(type, free, isPair));
    }

    /// <summary>A member of such a file.</summary>
    public static bool IsAbsent(MemberDeclarationSyntax member) => member.Modifiers.Any(SyntaxKind.InternalKeyword);

    /// <summary>A line that begins one.</summary>
    public static bool IsAbsent(string declaration) => declaration.StartsWith("internal ", StringComparison.Ordinal);

    private static string Print(TypeSpec type, List<AbsentMember> members, bool isPair) => FileFrame.Print(
        type,
        $"{type.Name}: what it does not have. Nobody calls these members: code that does has an error, which says what to write instead.",
        [],
        "",
        writer =>
        {
            string id = $"DiagnosticId = \"{Descriptors.AbsentMember.Id}\", UrlFormat = \"{Descriptors.Pages}\"";
            foreach (AbsentMember member in members)
            {
                if (member != members[0])
                    writer.Line();
                writer.Lines(
                    $"""
                    [global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]
                    [global::System.Obsolete({Literal.String(member.Why)}, error: true, {id})]
                    {member.Declaration}
                    """);
            }
        },
        isPair: isPair);
}
