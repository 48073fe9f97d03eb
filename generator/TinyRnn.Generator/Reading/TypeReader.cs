using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TinyRnn.Generator.Diagnostics;

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
            containers.Insert(0, $"partial {Keyword(outer)} {Identifier.Of(outer.Name)}{TypeParameters(outer)}");
        return new TypeSpec(
            Path(type.ContainingNamespace),
            new(containers),
            type.Name,
            "global::" + Path(type),
            Visibility.IsVisible(type))
        {
            Keyword = Keyword(type),
            TypeParameters = TypeParameters(type),
        };
    }

    /// <summary>The type is one of this compilation's sources, whose generated halves do not exist yet.</summary>
    public static bool IsDeclaredHere(INamedTypeSymbol type) => !type.DeclaringSyntaxReferences.IsEmpty;

    /// <summary>
    /// Members can be added to the type from another file. Where only <c>partial</c> is missing they are added all the same: the compiler then says once what
    /// the diagnostic says, and not once for each use of a member that is not there. C# 11 knows all that they are declared with, static members of interfaces
    /// for instance.
    /// </summary>
    public static bool TakesMembers(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? each = type; each is not null; each = each.ContainingType)
        {
            if (each.IsFileLocal)
                return false;
        }

        return !type.IsStatic && !HasSystemType(type.ContainingAssembly.GlobalNamespace)
            && type.DeclaringSyntaxReferences.All(each => each.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp11 });
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

        if (HasSystemType(type.ContainingAssembly.GlobalNamespace))
            sink.Report(Descriptors.SystemHidden, name, type.Name);
        if (Unsuitable(type) is { } unsuitable)
            sink.Report(Descriptors.UnsuitableClass, name, type.Name, unsuitable);
        else
            CreationRules.Check(type, name, sink);
        if (syntax.SyntaxTree.Options is CSharpParseOptions options && options.LanguageVersion < OldestLanguage)
            sink.Report(Descriptors.LanguageVersion, name, type.Name, options.LanguageVersion.ToDisplayString());
    }

    /// <summary>Emitted code reaches .NET's types through <c>global::System</c>.</summary>
    private static bool HasSystemType(INamespaceSymbol global) => !global.GetTypeMembers("System").IsEmpty;

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

    /// <summary>The name with those of everything around it; empty for the global namespace.</summary>
    private static string Path(INamespaceOrTypeSymbol symbol)
    {
        if (symbol is INamespaceSymbol { IsGlobalNamespace: true })
            return "";
        string around = Path(symbol.ContainingType ?? (INamespaceOrTypeSymbol)symbol.ContainingNamespace);
        return (around.Length == 0 ? "" : around + ".") + Identifier.Of(symbol.Name) + (symbol is INamedTypeSymbol type ? TypeParameters(type) : "");
    }

    /// <summary>Those of a declaration, or what a reference gives for them; empty for all that can be a model.</summary>
    private static string TypeParameters(INamedTypeSymbol type) => type.TypeArguments.Length == 0
        ? ""
        : $"<{string.Join(", ", type.TypeArguments.Select(argument => argument.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)))}>";
}
