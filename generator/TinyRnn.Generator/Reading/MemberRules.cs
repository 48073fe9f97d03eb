using Microsoft.CodeAnalysis;
using TinyRnn.Generator.Diagnostics;
using TinyRnn.Generator.Emission;

namespace TinyRnn.Generator.Reading;

/// <summary>Names that the generated half of a class needs for itself. Overloads of its methods are welcome.</summary>
internal static class MemberRules
{
    /// <param name="type">The user's half.</param>
    /// <param name="emitted">What the generated half declares.</param>
    /// <param name="lacking">Classes that get no generated half.</param>
    public static IReadOnlyList<Diagnostic> Check(DeclaredMembers type, IReadOnlyList<EmittedMember> emitted, EquatableArray<string> lacking)
    {
        DiagnosticSink sink = new();
        foreach (ModelPart part in type.Parts.Where(part => lacking.Contains(part.HintName)))
            sink.Report(Descriptors.NotAModel, part.Location, part.Name, part.Role, type.ClassName);
        if (emitted.Any(member => member.Name == type.ClassName))
            sink.Report(Descriptors.NameTaken, type.Location, type.ClassName, "is named", type.ClassName, "give the class another name");
        foreach (DeclaredMember member in type.Members.Where(Meets))
        {
            string how = member.Parent is null ? "declares" : $"inherits from '{member.Parent}'";
            string remedy = member.Parent is null ? "rename it, or make it an overload with other parameters" : "rename it there, or use another base class";
            sink.Report(Descriptors.NameTaken, member.Location, type.ClassName, how, member.Shown, remedy);
        }

        return sink.Diagnostics;

        bool Meets(DeclaredMember member) => emitted.Any(each => MemberScan.Meet(each, new(member.Name, member.Parameters)));
    }
}
