using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TinyRnn.Generator.Emission.Absent;

namespace TinyRnn.Generator.Reading;

/// <summary>
/// Finds the names of absent members that mean something where a class stands: a member of its own or of its base class, a type next to it, a method that
/// extends it. Code that uses such a name goes on to mean that.
/// </summary>
internal static class TakenNames
{
    /// <summary>The class with what is taken there.</summary>
    public static TypeSpec Complete(TypeSpec spec, INamedTypeSymbol type, TypeDeclarationSyntax syntax, SemanticModel semantics)
    {
        return spec with { TakenNames = new(AbsentNames.All.Where(IsTaken)) };

        bool IsTaken(string name) => name == AbsentNames.Constructor
            ? type.InstanceConstructors.Any(constructor => !constructor.IsImplicitlyDeclared && constructor.Parameters.All(parameter => parameter.IsOptional))
            : IsMember(name, type)
                || !semantics.LookupSymbols(syntax.SpanStart, name: name).IsEmpty
                || !semantics.LookupSymbols(syntax.SpanStart, type, name, includeReducedExtensionMethods: true).IsEmpty;
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
