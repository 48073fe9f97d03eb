using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TinyRnn.Generator.Spec;

namespace TinyRnn.Generator.Reading;

/// <summary>Finds the names of .NET that mean something else in the emitted half of a class.</summary>
internal static class HiddenNames
{
    public static EquatableArray<string> Read(INamedTypeSymbol type, TypeDeclarationSyntax syntax, SemanticModel semantics)
    {
        return new(SystemNames.Namespaces.Keys.Where(name => IsTaken(name) || IsTaken(name + "Attribute")).OrderBy(name => name, StringComparer.Ordinal));

        bool IsTaken(string name) => IsHidden(name, type, syntax, semantics);
    }

    /// <summary>The usings of emitted files stand inside the namespace, so that only what is nearer hides their types: members, and the class's own namespace.</summary>
    private static bool IsHidden(string name, INamedTypeSymbol type, TypeDeclarationSyntax syntax, SemanticModel semantics)
    {
        for (INamedTypeSymbol? outer = type; outer is not null; outer = outer.ContainingType)
        {
            for (INamedTypeSymbol? each = outer; each is not null; each = each.BaseType)
            {
                if (!each.GetMembers(name).IsEmpty)
                    return true;
            }
        }

        // The compilation's namespace holds the types of references as well.
        INamespaceSymbol? home = semantics.Compilation.GetCompilationNamespace(type.ContainingNamespace);
        if (home is not null && home.GetMembers(name).Any())
            return true;

        // In the global namespace the usings stand beside the project's global ones, and neither comes first.
        return type.ContainingNamespace.IsGlobalNamespace
            && semantics.LookupNamespacesAndTypes(syntax.SpanStart, name: name).Any(found =>
                !SystemNames.Namespaces.TryGetValue(name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - 9) : name, out string place) || place != found.ContainingNamespace?.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat));
    }
}
