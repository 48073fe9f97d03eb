using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace TinyRnn.Generator.Tests;

public class IncrementalTests
{
    private const string Source = "using TinyRnn;\n[RecurrentModel(3)]\n[Lstm(4)]\n[Dense(1)]\npartial class M;\n";

    [Fact]
    public void An_unrelated_file_leaves_the_model_unchanged_and_the_output_cached() =>
        AssertCached(compilation => compilation.AddSyntaxTrees(Harness.Parse("class Other { int x = 1; }", "Other.cs")));

    [Fact]
    public void A_comment_in_the_models_file_leaves_the_model_unchanged_and_the_output_cached() =>
        AssertCached(compilation => Replace(compilation, "// A comment.\n" + Source + "// Another one.\nclass Neighbour;\n"));

    [Fact]
    public void Another_size_is_a_change()
    {
        (GeneratorRunResult result, _) = RunTwice(compilation => Replace(compilation, Source.Replace("Lstm(4)", "Lstm(5)", StringComparison.Ordinal)));
        Assert.Contains(Reasons(result), reason => reason == IncrementalStepRunReason.Modified);
    }

    [Fact]
    public void Encoder_and_decoder_follow_their_parts_and_nothing_else()
    {
        const string pair =
            "using TinyRnn; [RecurrentModel(1)] [Lstm(2)] partial class E; [RecurrentModel(1)] [Lstm(2)] [Dense(1)] partial class D; [EncoderDecoder<E, D>] partial class P;";
        CSharpCompilation first = Harness.Compile(pair);
        GeneratorDriver driver = Harness.Driver().RunGenerators(first);
        driver = driver.RunGenerators(first.AddSyntaxTrees(Harness.Parse("class Other;", "Other.cs")));
        GeneratorRunResult same = driver.GetRunResult().Results[0];
        Assert.All(
            Steps(same, RecurrentModelGenerator.EncoderDecoderStep),
            reason => Assert.Contains(reason, (IncrementalStepRunReason[])[IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Cached]));
        driver = driver.RunGenerators(Replace(first, pair.Replace("Lstm(2)", "Lstm(3)", StringComparison.Ordinal)));
        Assert.Contains(
            Steps(driver.GetRunResult().Results[0], RecurrentModelGenerator.EncoderDecoderStep), reason => reason == IncrementalStepRunReason.Modified);
    }

    [Theory]
    [InlineData("Other")]
    [InlineData("m")]
    public void Another_model_leaves_the_output_of_the_first_cached(string name)
    {
        // A name that differs only in case has files of other names; this one's are spelled as they were.
        (GeneratorRunResult result, _) = RunTwice(compilation =>
            compilation.AddSyntaxTrees(Harness.Parse(Source.Replace("class M", "class " + name, StringComparison.Ordinal), "Other.cs")));
        IncrementalStepRunReason[] reasons =
            [.. result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs).Select(output => output.Reason)];
        Assert.Equal(2, reasons.Length);
        Assert.Contains(IncrementalStepRunReason.Cached, reasons);
        Assert.Contains(IncrementalStepRunReason.New, reasons);
    }

    private static void AssertCached(Func<CSharpCompilation, CSharpCompilation> edit)
    {
        (GeneratorRunResult result, GeneratorRunResult before) = RunTwice(edit);
        Assert.NotEmpty(Reasons(result));
        Assert.All(
            Reasons(result),
            reason => Assert.Contains(reason, (IncrementalStepRunReason[])[IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Cached]));
        IncrementalGeneratorRunStep[] outputs = [.. result.TrackedOutputSteps.SelectMany(step => step.Value)];
        Assert.NotEmpty(outputs);
        Assert.All(outputs.SelectMany(step => step.Outputs), output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
        Assert.Equal(before.GeneratedSources.Select(file => file.SourceText.ToString()), result.GeneratedSources.Select(file => file.SourceText.ToString()));
    }

    private static (GeneratorRunResult Second, GeneratorRunResult First) RunTwice(Func<CSharpCompilation, CSharpCompilation> edit)
    {
        CSharpCompilation compilation = Harness.Compile(Source);
        GeneratorDriver driver = Harness.Driver().RunGenerators(compilation);
        GeneratorRunResult first = driver.GetRunResult().Results[0];
        return (driver.RunGenerators(edit(compilation)).GetRunResult().Results[0], first);
    }

    private static CSharpCompilation Replace(CSharpCompilation compilation, string source) =>
        compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], Harness.Parse(source, "Model.cs"));

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRunResult result) => Steps(result, RecurrentModelGenerator.ModelStep);

    private static IEnumerable<IncrementalStepRunReason> Steps(GeneratorRunResult result, string name) =>
        result.TrackedSteps[name].SelectMany(step => step.Outputs).Select(output => output.Reason);
}
