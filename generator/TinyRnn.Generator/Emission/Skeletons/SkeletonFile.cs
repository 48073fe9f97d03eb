using Microsoft.CodeAnalysis.CSharp.Syntax;
using TinyRnn.Generator.Emission.Absent;

namespace TinyRnn.Generator.Emission;

/// <summary>
/// Prints <c>X.Skeleton.g.cs</c>, what a class with errors gets for its generated half: the same members, which throw. Code that uses the class compiles then,
/// and what is wrong with it is not told again by an error for each of the uses. The members are those of a half that has been printed, so that nobody
/// keeps a second list of them.
/// </summary>
internal static class SkeletonFile
{
    /// <summary>What nobody need be told of a class that has an error anyway: names of a base class's members, obsolete parts, no documentation.</summary>
    private const string Warnings = "#pragma warning disable CS0108, CS0114, CS0612, CS0618, CS1591   // The error comes first.";

    /// <param name="type">The class.</param>
    /// <param name="skeleton">What its members have to say, and to keep clear of.</param>
    /// <param name="files">A half of the class, or of one that has the same members.</param>
    public static string Print(TypeSpec type, SkeletonSpec skeleton, IEnumerable<string> files)
    {
        List<TypeDeclarationSyntax> halves = [.. files.Select(file => SkeletonSyntax.Class(file, type))];
        SkeletonMembers members = new(type, skeleton, [.. halves.SelectMany(half => half.Members).Where(member => !AbsentFile.IsAbsent(member))]);
        IEnumerable<BaseListSyntax> lists = halves.Select(half => half.BaseList).OfType<BaseListSyntax>();
        string contracts = string.Join(", ", lists.SelectMany(list => list.Types).Select(each => each.ToString()));
        string bases = members.HasBases && contracts.Length > 0 ? $" : {contracts}" : "";
        return FileFrame.Print(
            type,
            $"{type.Name} has errors, {skeleton.Errors}: these are the members that it will have, and they throw.",
            [],
            bases,
            members.Emit,
            warnings: Warnings);
    }
}
