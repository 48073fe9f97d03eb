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
        return new TypeSpec(
            type.ContainingNamespace.IsGlobalNamespace
                ? ""
                : type.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)),
            new(containers),
            Escaped(type.Name),
            type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            Visibility.IsVisible(type));
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

        if (Unsuitable(type) is { } unsuitable)
            sink.Report(Descriptors.UnsuitableClass, name, type.Name, unsuitable);
        else
            CreationRules.Check(type, name, sink);
        if (syntax.SyntaxTree.Options is CSharpParseOptions options && options.LanguageVersion < OldestLanguage)
            sink.Report(Descriptors.LanguageVersion, name, type.Name, options.LanguageVersion.ToDisplayString());
    }

    /// <summary>The kind of type, in words, that generated members in another file cannot create objects of.</summary>
    private static string? Unsuitable(INamedTypeSymbol type)
    {
        if (type.IsRecord)
            return "a record";
        if (type.TypeKind != TypeKind.Class)
            return type.TypeKind == TypeKind.Struct ? "a struct" : "an interface";
        if (type.IsStatic || type.IsAbstract)
            return type.IsStatic ? "static" : "abstract";
        for (INamedTypeSymbol? each = type; each is not null; each = each.ContainingType)
        {
            if (each.IsFileLocal)
                return each.Equals(type, SymbolEqualityComparer.Default) ? "file-local" : "inside a file-local type";
        }

        return null;
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
