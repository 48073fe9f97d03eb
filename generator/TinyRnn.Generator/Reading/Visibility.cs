using Microsoft.CodeAnalysis;

namespace TinyRnn.Generator.Reading;

/// <summary>From where types can be seen.</summary>
internal static class Visibility
{
    /// <summary>Visible outside the assembly.</summary>
    public static bool IsVisible(INamedTypeSymbol type) =>
        Chain(type).All(each => each.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal);

    /// <summary>Wherever <paramref name="user"/> can be seen, <paramref name="type"/> can be as well, so that members of the one may name the other.</summary>
    public static bool Covers(INamedTypeSymbol type, INamedTypeSymbol user) => Chain(type).All(link => link.DeclaredAccessibility switch
    {
        Accessibility.Public => true,
        Accessibility.Internal =>
            Chain(user).Any(each => each.DeclaredAccessibility is Accessibility.Internal or Accessibility.Private or Accessibility.ProtectedAndInternal),
        Accessibility.Private => IsInside(user, link, Accessibility.Private),
        _ => IsInside(user, link, Accessibility.Private, link.DeclaredAccessibility),
    });

    /// <summary>A type of one of the accessibilities, <paramref name="user"/> or around it, is declared in the type around <paramref name="link"/>.</summary>
    private static bool IsInside(INamedTypeSymbol user, INamedTypeSymbol link, params Accessibility[] accessibilities) =>
        Chain(user).Any(each =>
            accessibilities.Contains(each.DeclaredAccessibility)
            && each.ContainingType is { } around
            && Chain(around).Contains(link.ContainingType, SymbolEqualityComparer.Default));

    private static IEnumerable<INamedTypeSymbol> Chain(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? each = type; each is not null; each = each.ContainingType)
            yield return each;
    }
}
