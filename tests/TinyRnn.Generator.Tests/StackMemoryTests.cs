using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace TinyRnn.Generator.Tests;

/// <summary>Memory of the stack is given back when a method returns: taken in a loop, it grows with the sequence until the stack is full.</summary>
public class StackMemoryTests
{
    [Fact]
    public void Nothing_is_taken_from_the_stack_in_a_loop()
    {
        StackAllocArrayCreationExpressionSyntax[] taken =
            [.. ManyModels.Output.SyntaxTrees.Skip(1).SelectMany(tree => tree.GetRoot().DescendantNodes()).OfType<StackAllocArrayCreationExpressionSyntax>()];
        Assert.True(taken.Length > 50, $"{taken.Length} places");
        Assert.Empty(taken.Where(IsInLoop).Select(place => place.SyntaxTree.FilePath + ": " + place.Parent!.Parent));
    }

    private static bool IsInLoop(SyntaxNode place) =>
        place.Ancestors().TakeWhile(node => node is not MemberDeclarationSyntax)
            .Any(node => node is ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or ForEachStatementSyntax);
}
