using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TinyRnn.Generator.Diagnostics;
using TinyRnn.Generator.Spec;

namespace TinyRnn.Generator.Reading;

/// <summary>Reads where a class stands, and whether code can be added to it.</summary>
internal static class TypeReader
{
    /// <summary>Static abstract members, file types, inline arrays.</summary>
    private const LanguageVersion OldestLanguage = LanguageVersion.CSharp12;

    public static TypeSpec Read(INamedTypeSymbol type)
    {
        List<string> containers = [];
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
            containers.Insert(0, $"partial {Keyword(outer)} {Escaped(outer.Name)}");
        bool isPublic = true;
        for (INamedTypeSymbol? each = type; each is not null; each = each.ContainingType)
            isPublic &= each.DeclaredAccessibility == Accessibility.Public;
        return new TypeSpec(
            type.ContainingNamespace.IsGlobalNamespace
                ? ""
                : type.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)),
            new(containers),
            Escaped(type.Name),
            type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            isPublic);
    }

    /// <summary>Reports what keeps the class from having a generated half.</summary>
    public static void Check(INamedTypeSymbol type, TypeDeclarationSyntax syntax, DiagnosticSink sink)
    {
        Location name = syntax.Identifier.GetLocation();
        if (!syntax.Modifiers.Any(SyntaxKind.PartialKeyword))
            sink.Report(Descriptors.NotPartial, name, type.Name, type.Name);
        for (INamedTypeSymbol? each = type; each is not null; each = each.ContainingType)
        {
            if (each.TypeParameters.Length > 0)
                sink.Report(Descriptors.Generic, name, type.Name, each.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
        }

        foreach (TypeDeclarationSyntax outer in syntax.Ancestors().OfType<TypeDeclarationSyntax>())
        {
            if (!outer.Modifiers.Any(SyntaxKind.PartialKeyword))
                sink.Report(Descriptors.ContainerNotPartial, name, type.Name, outer.Identifier.ValueText);
        }

        string? unsuitable = type.IsStatic ? "static" : type.IsAbstract ? "abstract" : type.IsRecord ? "a record" : null;
        if (unsuitable is not null)
            sink.Report(Descriptors.UnsuitableClass, name, type.Name, unsuitable);
        if (syntax.SyntaxTree.Options is CSharpParseOptions options && options.LanguageVersion < OldestLanguage)
            sink.Report(Descriptors.LanguageVersion, name, type.Name, options.LanguageVersion.ToDisplayString());
    }

    private static string Keyword(INamedTypeSymbol type) => type switch
    {
        { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
        { IsRecord: true } => "record",
        { TypeKind: TypeKind.Struct } => "struct",
        { TypeKind: TypeKind.Interface } => "interface",
        _ => "class",
    };

    private static string Escaped(string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None && SyntaxFacts.GetContextualKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
