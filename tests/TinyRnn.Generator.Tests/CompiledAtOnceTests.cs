using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace TinyRnn.Generator.Tests;

/// <summary>What computes one stream is as fast as it will be from its first call on: the compiler at run time does not come to it in tiers.</summary>
public class CompiledAtOnceTests
{
    /// <summary>Members for several streams at once, which are compiled in tiers: measured, they are faster for it.</summary>
    private static readonly string[] s_manyStreams = ["StepMany", "RunMany"];

    [Theory]
    [InlineData("[RecurrentModel(1)] [Lstm(40)] [Dense(1)]")]
    [InlineData("[RecurrentModel(40)] [Gru(64, ResetAfter = false)] [Rnn(9)] [Dense(3, Activation.Softmax)]")]
    [InlineData("[RecurrentModel(9, Mode = SequenceMode.ManyToOne)] [Lstm(16, Bidirectional = true)] [Lstm(8, Projection = 4)] [Dense(3)]")]
    [InlineData("[RecurrentModel] [Embedding(50, 8)] [Rnn(4)] [Dense(50)]")]
    [InlineData("[RecurrentModel(9)] [Gru(8)] [Conv1D(40, 5, Stride = 2)] [MaxPool1D(3)] [Lstm(9)] [Dense(5)]")]
    [InlineData("[RecurrentModel(64)] [Context(16)] [FrameConv1D(34, 32, Stride = 16)] [Magnitude] [Lstm(9)] [Dense(2)]")]
    public void What_computes_a_stream_is_compiled_once(string attributes)
    {
        string text = Harness.Emit($"using TinyRnn; {attributes} partial class M;")["M.Forward.g.cs"];
        SyntaxNode root = CSharpSyntaxTree.ParseText(text, cancellationToken: TestContext.Current.CancellationToken)
            .GetRoot(TestContext.Current.CancellationToken);
        MethodDeclarationSyntax[] computing =
            [.. root.DescendantNodes().OfType<MethodDeclarationSyntax>().Where(method => Computes(method) && !IsOfSeveralStreams(method))];
        Assert.NotEmpty(computing);
        Assert.All(computing, method => Assert.True(
            Has(method, "AggressiveOptimization") || Has(method, "AggressiveInlining"), $"{method.Identifier} is compiled in tiers."));
    }

    private static bool Computes(MethodDeclarationSyntax method) =>
        method.Parent is ClassDeclarationSyntax { Identifier.ValueText: "Kernels" }
            || method.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Any(access => access.Expression.ToString() == "Kernels");

    private static bool IsOfSeveralStreams(MethodDeclarationSyntax method) =>
        s_manyStreams.Contains(method.Identifier.ValueText)
            || method.Identifier.ValueText.Contains("Streams", StringComparison.Ordinal)
            || method.ParameterList.Parameters.Any(parameter => parameter.Identifier.ValueText == "stateB");

    private static bool Has(MethodDeclarationSyntax method, string option) =>
        method.AttributeLists.Any(list => list.ToString().Contains(option, StringComparison.Ordinal));
}
