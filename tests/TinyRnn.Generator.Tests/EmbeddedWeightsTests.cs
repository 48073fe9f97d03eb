using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace TinyRnn.Generator.Tests;

/// <summary>TRNN5003: the list of embedded files comes from the package's targets.</summary>
public class EmbeddedWeightsTests
{
    private const string Source = "using TinyRnn; [RecurrentModel(3)] [Lstm(4)] [PretrainedWeights(\"net.safetensors\")] partial class M;";

    [Theory]
    [InlineData("||", "it embeds nothing")]
    [InlineData("|a.safetensors|b.safetensors|", "it embeds a.safetensors, b.safetensors")]
    [InlineData("|other-net.safetensors|", "it embeds other-net.safetensors")]
    [InlineData("|Net.safetensors|", "it embeds Net.safetensors")]
    [InlineData("|*.other.safetensors|", "it embeds other.safetensors")]
    [InlineData("|assets/net.safetensors|", "put the file there, as seen from the project file, or add <TinyRnnWeights Include=\"folder/net.safetensors\" />")]
    public void A_file_that_is_not_embedded_is_reported_at_its_name_and_the_code_stays(string names, string message)
    {
        (ImmutableArray<Diagnostic> diagnostics, GeneratorDriver driver) = Run(Source, names);
        Diagnostic diagnostic = Assert.Single(diagnostics);
        Assert.Equal("TRNN5003", diagnostic.Id);
        Assert.Equal("\"net.safetensors\"", Source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        Assert.Contains("'M' wants the weights 'net.safetensors'", diagnostic.GetMessage(null), StringComparison.Ordinal);
        Assert.Contains(message, diagnostic.GetMessage(null), StringComparison.Ordinal);
        Assert.NotEmpty(driver.GetRunResult().Results[0].GeneratedSources);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("|net.safetensors|")]
    [InlineData("|a.safetensors|net.safetensors|")]
    [InlineData("|App.assets.net.safetensors|")]
    public void An_embedded_file_is_found_and_a_project_that_does_not_tell_is_trusted(string? names) => Assert.Empty(Run(Source, names).Diagnostics);

    [Fact]
    public void A_resource_name_with_namespace_and_folder_fits_a_file_that_has_no_logical_name() =>
        Assert.Empty(Run(Source.Replace("net.s", "App.assets.net.s", StringComparison.Ordinal), "|*.net.safetensors|").Diagnostics);

    [Fact]
    public void A_logical_name_is_whole_and_nothing_stands_before_it() =>
        Assert.Equal("TRNN5003", Assert.Single(Run(Source.Replace("net.s", "w.net.s", StringComparison.Ordinal), "|net.safetensors|").Diagnostics).Id);

    [Theory]
    [InlineData("assets/net.safetensors")]
    [InlineData(@"assets\\net.safetensors")]
    public void A_path_fits_whichever_way_its_slashes_lean(string name)
    {
        string source = Source.Replace("net.safetensors", name, StringComparison.Ordinal);
        Assert.Empty(Run(source, "|assets/net.safetensors|").Diagnostics);
        Assert.Empty(Run(source, @"|assets\net.safetensors|").Diagnostics);
        Assert.Contains(
            "add <TinyRnnWeights Include=\"folder/assets/net.safetensors\" LogicalName=\"assets/net.safetensors\" />",
            Assert.Single(Run(source, "|net.safetensors|").Diagnostics).GetMessage(null),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Names.Net")]
    [InlineData("\"\"\"net.safetensors\"\"\"")]
    [InlineData("\"net\" + \".safetensors\"")]
    public void A_name_that_is_no_plain_string_has_to_be_listed(string expression)
    {
        string source = Source.Replace("\"net.safetensors\"", expression, StringComparison.Ordinal) + " static class Names { public const string Net = \"net.safetensors\"; }";
        Assert.Contains(
            "its name is no plain string, so the file has to be listed: add <TinyRnnWeights Include=\"net.safetensors\" />",
            Assert.Single(Run(source, "||").Diagnostics).GetMessage(null),
            StringComparison.Ordinal);
        Assert.Empty(Run(source, "|net.safetensors|").Diagnostics);
    }

    [Fact]
    public void An_empty_name_is_reported_once() =>
        Assert.Equal("TRNN5001", Assert.Single(Run(Source.Replace("net.safetensors", "", StringComparison.Ordinal), "|net.safetensors|").Diagnostics).Id);

    [Fact]
    public void Another_list_of_files_leaves_the_output_cached()
    {
        CSharpCompilation compilation = Harness.Compile(Source);
        GeneratorDriver driver = Harness.Driver(weightNames: "|net.safetensors|").RunGenerators(compilation);
        driver = driver.WithUpdatedAnalyzerConfigOptions(new ProjectOptions("|net.safetensors|more.safetensors|")).RunGenerators(compilation);
        GeneratorRunResult result = driver.GetRunResult().Results[0];
        Assert.NotEmpty(result.TrackedSteps[RecurrentModelGenerator.ModelStep]);
        Assert.All(result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs), output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
        Assert.Equal("TRNN5003", Assert.Single(driver.WithUpdatedAnalyzerConfigOptions(new ProjectOptions("||")).RunGenerators(compilation).GetRunResult().Diagnostics).Id);
    }

    private static (ImmutableArray<Diagnostic> Diagnostics, GeneratorDriver Driver) Run(string source, string? names)
    {
        GeneratorDriver driver = Harness.Driver(weightNames: names)
            .RunGeneratorsAndUpdateCompilation(Harness.Compile(source), out _, out ImmutableArray<Diagnostic> diagnostics);
        return (diagnostics, driver);
    }
}
