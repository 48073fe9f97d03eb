using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TinyRnn.Generator.Emission;

namespace TinyRnn.Generator.Reading;

/// <summary>Reads what members that stand in for a class's generated half have to keep clear of.</summary>
internal static class SkeletonReader
{
    /// <param name="type">The class.</param>
    /// <param name="declared">What its own half declares, and what it inherits.</param>
    public static SkeletonSpec Read(INamedTypeSymbol type, IEnumerable<DeclaredMember> declared) => new(
        "", new(declared.Where(member => member.Parent is null).Select(member => new EmittedMember(member.Name, member.Parameters))), Constructor(type))
    {
        Types = new(type.GetTypeMembers().Select(nested => nested.Name)),
    };

    private static string? Constructor(INamedTypeSymbol type)
    {
        bool hasPrimary = type.InstanceConstructors.SelectMany(each => each.DeclaringSyntaxReferences).Any(each => each.GetSyntax() is TypeDeclarationSyntax);
        if (hasPrimary || type.TypeKind == TypeKind.Interface)
            return null;
        if (type.BaseType is not { TypeKind: TypeKind.Class } parent || CreationRules.CanDerive(parent, type))
            return "";

        // Nothing is created by it. Without an argument for each parameter the compiler would say again that there are some.
        return parent.InstanceConstructors.FirstOrDefault(constructor => CreationRules.IsVisible(constructor, type)) is { } reached
            ? $" : base({string.Join(", ", reached.Parameters.Select(Default))})"
            : null;
    }

    private static string Default(IParameterSymbol parameter) => $"default({parameter.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)})!";
}
