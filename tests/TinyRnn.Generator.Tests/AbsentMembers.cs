using Microsoft.CodeAnalysis;

namespace TinyRnn.Generator.Tests;

/// <summary>Tells what a class has from what is declared only to say why the class does not have it.</summary>
internal static class AbsentMembers
{
    public const string Id = "TRNN1012";

    /// <summary>A symbol that no code can use, and that no other assembly sees.</summary>
    public static bool IsAbsent(this ISymbol symbol) => symbol.DeclaredAccessibility == Accessibility.Internal && symbol.GetAttributes().Any(
        attribute => attribute.AttributeClass?.Name == nameof(ObsoleteAttribute)
            && attribute.NamedArguments.Any(argument => argument.Key == nameof(ObsoleteAttribute.DiagnosticId) && argument.Value.Value is Id));

    /// <summary>It, or what it stands in.</summary>
    public static bool IsOfAbsent(this ISymbol symbol) => symbol.IsAbsent() || symbol.ContainingType?.IsOfAbsent() == true;
}
