using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TinyRnn.Generator.Reading;

/// <summary>Finds the names of .NET that mean something else in the emitted half of a class.</summary>
internal static class HiddenNames
{
    /// <summary>The class with what is hidden from it.</summary>
    public static TypeSpec Complete(TypeSpec spec, INamedTypeSymbol type, TypeDeclarationSyntax syntax, SemanticModel semantics)
    {
        IEnumerable<string> names = SystemNames.Namespaces.Keys.Where(name => IsTaken(name) || IsTaken(name + "Attribute"))
            .Concat(SystemNames.Special.Where(IsSpecialTaken));
        return spec with
        {
            HiddenNames = new(names.OrderBy(name => name, StringComparer.Ordinal)),
            IsNameInherited = type.BaseType is { } parent && IsMember(type.Name, parent),
        };

        bool IsTaken(string name) => IsHidden(name, type, syntax, semantics);

        bool IsSpecialTaken(string name) => IsSpecialHidden(name, type, syntax, semantics);
    }

    /// <summary>
    /// The usings of emitted files stand inside the namespace, so that only what is nearer hides their types: members, and the class's own namespace.
    /// </summary>
    private static bool IsHidden(string name, INamedTypeSymbol type, TypeDeclarationSyntax syntax, SemanticModel semantics)
    {
        if (IsMemberAround(name, type))
            return true;

        // The compilation's namespace holds the types of references as well.
        INamespaceSymbol? home = semantics.Compilation.GetCompilationNamespace(type.ContainingNamespace);
        if (home is not null && home.GetMembers(name).Any())
            return true;

        // In the global namespace the usings stand beside the project's global ones, and neither comes first.
        return type.ContainingNamespace.IsGlobalNamespace
            && semantics.LookupNamespacesAndTypes(syntax.SpanStart, name: name).Any(found =>
                !SystemNames.Namespaces.TryGetValue(
                    name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - 9) : name, out string place)
                    || place != found.ContainingNamespace?.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat));
    }

    /// <summary>
    /// Words that mean what C# says unless a type or a method of that name is in reach, however far away. The alias stands inside the namespace, before all
    /// others, but in the global namespace it stands beside the project's global ones, and there may be only one of a name:
    /// a type of the name can hide such an alias from this search.
    /// </summary>
    private static bool IsSpecialHidden(string name, INamedTypeSymbol type, TypeDeclarationSyntax syntax, SemanticModel semantics) =>
        name == TypeText.Alias
            ? type.ContainingNamespace.IsGlobalNamespace && !semantics.LookupNamespacesAndTypes(syntax.SpanStart, name: name).IsEmpty
            : IsMemberAround(name, type) || !semantics.LookupSymbols(syntax.SpanStart, name: name).IsEmpty;

    /// <summary>A member of the class, of a type around it, or of one of their base classes.</summary>
    private static bool IsMemberAround(string name, INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (IsMember(name, outer))
                return true;
        }

        return false;
    }

    private static bool IsMember(string name, INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? each = type; each is not null; each = each.BaseType)
        {
            if (!each.GetMembers(name).IsEmpty)
                return true;
        }

        return false;
    }
}
