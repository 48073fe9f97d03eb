using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace TinyRnn.Generator.Tests;

/// <summary>
/// Whatever is emitted has a caller: what people read, and what the compilers spend time on, is what runs. (But for what says why it is not there.)
/// </summary>
public class UncalledCodeTests
{
    /// <summary>What the generated half of an encoder-decoder, in this assembly or another, reaches by <c>[UnsafeAccessor]</c>.</summary>
    private static readonly HashSet<string> s_reachedByPairs =
        ["_weights", "AdvanceCore", "StepCore", "GenerateCore", "NetworkOn", "NetworkTensors", "NetworkSignatures"];

    [Fact]
    public void Nothing_is_emitted_that_nobody_calls()
    {
        Compilation output = ManyModels.Output;
        SyntaxTree[] emitted = [.. output.SyntaxTrees.Skip(1)];
        Assert.True(emitted.Length > 150, $"{emitted.Length} files");
        Dictionary<ISymbol, List<ISymbol>> members = new(SymbolEqualityComparer.Default);
        foreach (SyntaxTree tree in emitted)
            AddMembers(output.GetSemanticModel(tree), members);
        Assert.True(members.Count > 3000, $"{members.Count} members");
        AddUses(emitted, output, members);
        foreach (ISymbol field in members.Keys.Where(IsMemory))
            members[field.ContainingType].Add(field);

        HashSet<ISymbol> called = new(SymbolEqualityComparer.Default);
        Stack<ISymbol> open = new(members.Keys.Where(IsEntry));
        while (open.Count > 0)
        {
            ISymbol member = open.Pop();
            if (!called.Add(member))
                continue;
            foreach (ISymbol used in members[member])
                open.Push(used);
        }

        string[] uncalled =
            [.. members.Keys.Where(member => !called.Contains(member)).Select(member => member.ToDisplayString()).Order(StringComparer.Ordinal)];
        Assert.True(uncalled.Length == 0, string.Join("\n", uncalled.Take(40)));
    }

    private static void AddMembers(SemanticModel semantics, Dictionary<ISymbol, List<ISymbol>> members)
    {
        foreach (MemberDeclarationSyntax declaration in semantics.SyntaxTree.GetRoot().DescendantNodes().OfType<MemberDeclarationSyntax>())
        {
            IEnumerable<SyntaxNode> nodes = declaration is BaseFieldDeclarationSyntax field ? field.Declaration.Variables : [declaration];
            foreach (SyntaxNode node in nodes)
            {
                if (semantics.GetDeclaredSymbol(node) is { } symbol and not INamespaceSymbol && !symbol.IsOfAbsent())
                    members.TryAdd(symbol, []);
            }
        }
    }

    /// <summary>Who names whom. Only names that are declared there are looked up: nearly all others are of the runtime or of .NET.</summary>
    private static void AddUses(IEnumerable<SyntaxTree> emitted, Compilation output, Dictionary<ISymbol, List<ISymbol>> members)
    {
        HashSet<string> names = [.. members.Keys.Select(member => member.Name)];
        foreach (SyntaxTree tree in emitted)
        {
            SemanticModel semantics = output.GetSemanticModel(tree);
            foreach (SyntaxNode node in tree.GetRoot().DescendantNodes().Where(node =>
                node is BaseObjectCreationExpressionSyntax or ConstructorInitializerSyntax
                    || (node is SimpleNameSyntax name && names.Contains(name.Identifier.ValueText))))
            {
                if (semantics.GetSymbolInfo(node).Symbol?.OriginalDefinition is not { } used || !members.ContainsKey(used))
                    continue;
                if (Owner(node, semantics) is { } owner && members.TryGetValue(owner, out List<ISymbol>? uses))
                    uses.Add(used);
            }
        }
    }

    private static ISymbol? Owner(SyntaxNode node, SemanticModel semantics)
    {
        SyntaxNode? declaration = node.Ancestors()
            .FirstOrDefault(each => each is MemberDeclarationSyntax or VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax });
        if (declaration is BaseFieldDeclarationSyntax field)
            declaration = field.Declaration.Variables[0];
        return declaration is null ? null : semantics.GetDeclaredSymbol(declaration);
    }

    /// <summary>The user, generic code, a base class or an encoder-decoder calls it.</summary>
    private static bool IsEntry(ISymbol member) =>
        member.IsOverride
        || member is IMethodSymbol { ExplicitInterfaceImplementations.Length: > 0 } or IPropertySymbol { ExplicitInterfaceImplementations.Length: > 0 }
        || IsReachedByPair(member)
        || (IsVisible(member) && (member is INamedTypeSymbol || member.ContainingType is { } type && IsVisible(type)));

    /// <summary>Of models that can be trained: an encoder-decoder calls the public members of others.</summary>
    private static bool IsReachedByPair(ISymbol member) =>
        s_reachedByPairs.Contains(member.Name) && member.ContainingType.GetTypeMembers("Trainer").Length > 0;

    private static bool IsVisible(ISymbol symbol) =>
        symbol is INamedTypeSymbol { ContainingType: null }
            || (symbol.DeclaredAccessibility == Accessibility.Public && (symbol.ContainingType is null || IsVisible(symbol.ContainingType)));

    /// <summary>Fields of a struct are its layout: they take room whether anybody names them or not.</summary>
    private static bool IsMemory(ISymbol symbol) => symbol is IFieldSymbol { IsStatic: false, ContainingType.IsValueType: true };
}
