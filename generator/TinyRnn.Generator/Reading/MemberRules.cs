using Microsoft.CodeAnalysis;
using TinyRnn.Generator.Diagnostics;
using TinyRnn.Generator.Planning;

namespace TinyRnn.Generator.Reading;

/// <summary>Names that the generated half of a class needs for itself. Overloads of its methods are welcome.</summary>
internal static class MemberRules
{
    private static readonly SymbolDisplayFormat s_short = new(
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters, miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    /// <param name="type">The class.</param>
    /// <param name="name">Where its name stands.</param>
    /// <param name="emitted">What the generated half declares.</param>
    /// <param name="sink">Takes what is wrong.</param>
    public static void Check(INamedTypeSymbol type, Location name, IReadOnlyList<EmittedMember> emitted, DiagnosticSink sink)
    {
        if (emitted.Any(member => member.Name == type.Name))
            sink.Report(Descriptors.NameTaken, name, type.Name, "is named", type.Name, "give the class another name");
        foreach (ISymbol member in type.GetMembers().Where(member => !member.IsImplicitlyDeclared && Meets(member)))
            sink.Report(Descriptors.NameTaken, member.Locations[0], type.Name, "declares", Shown(member), "rename it, or make it an overload with other parameters");
        for (INamedTypeSymbol? parent = type.BaseType; parent is not null; parent = parent.BaseType)
        {
            foreach (ISymbol member in parent.GetMembers().Where(member => member.DeclaredAccessibility != Accessibility.Private && !IsConstructor(member) && Meets(member)))
                sink.Report(Descriptors.NameTaken, name, type.Name, $"inherits from '{parent.Name}'", Shown(member), "rename it there, or use another base class");
        }

        bool Meets(ISymbol member) => emitted.Any(each =>
            each.Name == member.Name && (member is not IMethodSymbol method || each.Parameters is null || each.Parameters == Parameters(method)));
    }

    private static bool IsConstructor(ISymbol member) => member is IMethodSymbol { MethodKind: MethodKind.Constructor };

    private static string Shown(ISymbol member) => member is IMethodSymbol method ? $"{(IsConstructor(member) ? member.ContainingType.Name : member.Name)}({Parameters(method)})" : member.Name;

    /// <summary>As in <see cref="EmittedMember.Parameters"/>. The generated types among them do not exist yet, but their names do.</summary>
    private static string Parameters(IMethodSymbol method) =>
        string.Join(", ", method.Parameters.Select(parameter => (parameter.RefKind == RefKind.None ? "" : "ref ") + parameter.Type.ToDisplayString(s_short)));
}
