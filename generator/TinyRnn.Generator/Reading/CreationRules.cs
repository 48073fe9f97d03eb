using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TinyRnn.Generator.Diagnostics;

namespace TinyRnn.Generator.Reading;

/// <summary>What keeps the generated members from creating objects of a class, or lets others create them without weights.</summary>
internal static class CreationRules
{
    /// <param name="type">The class.</param>
    /// <param name="name">Where its name stands.</param>
    /// <param name="sink">Takes what is wrong.</param>
    public static void Check(INamedTypeSymbol type, Location name, DiagnosticSink sink)
    {
        foreach (SyntaxNode syntax in type.InstanceConstructors.SelectMany(each => each.DeclaringSyntaxReferences).Select(each => each.GetSyntax()))
        {
            if (syntax is TypeDeclarationSyntax { ParameterList: { } parameters })
                Report(parameters.GetLocation(), "has a primary constructor", "replace its parameters by properties");
            else if (syntax is ConstructorDeclarationSyntax own && own.Initializer?.IsKind(SyntaxKind.ThisConstructorInitializer) != true)
                Report(own.Identifier.GetLocation(), "has a constructor of its own, which would leave it without weights",
                    "move what it does into field initializers or a method");
        }

        for (INamedTypeSymbol? each = type; each is not null; each = each.BaseType)
        {
            foreach (ISymbol member in each.GetMembers().Where(member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }))
            {
                Location place = SymbolEqualityComparer.Default.Equals(each, type) ? member.Locations[0] : name;
                Report(place, $"has the required member '{member.Name}', which they cannot know", "remove 'required'");
            }
        }

        if (type.BaseType is { TypeKind: not TypeKind.Error } parent && !CanDerive(parent, type))
            Report(name, $"derives from '{parent.Name}', which has no constructor without parameters for it",
                $"give '{parent.Name}' one, or another base class to '{type.Name}'");

        void Report(Location place, string what, string remedy) => sink.Report(Descriptors.CannotBeCreated, place, type.Name, what, remedy);
    }

    /// <summary>A constructor of the class can leave the arguments of its base class's out.</summary>
    public static bool CanDerive(INamedTypeSymbol parent, INamedTypeSymbol type) => parent.InstanceConstructors.Any(constructor =>
        constructor.Parameters.All(parameter => parameter.IsOptional || parameter.IsParams) && IsVisible(constructor, type));

    /// <summary>The constructor of a base class can be called by those of the class.</summary>
    public static bool IsVisible(IMethodSymbol constructor, INamedTypeSymbol type) =>
        constructor.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal
        || (constructor.DeclaredAccessibility != Accessibility.Private
            && SymbolEqualityComparer.Default.Equals(constructor.ContainingAssembly, type.ContainingAssembly));
}
