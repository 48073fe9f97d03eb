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
        string source = Source.Replace("\"net.safetensors\"", expression, StringComparison.Ordinal)
            + " static class Names { public const string Net = \"net.safetensors\"; }";
        Assert.Contains(
            "its name is no plain string, so the file has to be listed: add <TinyRnnWeights Include=\"net.safetensors\" />",
            Assert.Single(Run(source, "||").Diagnostics).GetMessage(null),
            StringComparison.Ordinal);
        Assert.Empty(Run(source, "|net.safetensors|").Diagnostics);
    }

    [Theory]
    [InlineData("C# net;1.safetensors", "C# net%3B1.safetensors")]
    [InlineData("R&D <100%> $(x) @(y).safetensors", "R&amp;D &lt;100%25&gt; %24(x) %40(y).safetensors")]
    [InlineData(" 'a' = [b], *?\u00E4\u4E16 .safetensors", " 'a' = [b], %2A%3F\u00E4\u4E16 .safetensors")]
    public void A_name_may_hold_what_ends_a_value_elsewhere_and_is_said_as_a_project_file_writes_it(string name, string listed)
    {
        string source = Source.Replace("net.safetensors", name, StringComparison.Ordinal);
        Assert.Empty(Run(source, $"|C# notes.txt|a;b=[c]|{name}|").Diagnostics);
        Assert.Contains(
            $"<TinyRnnWeights Include=\"folder/{listed}\" />", Assert.Single(Run(source, "|C# notes.txt|").Diagnostics).GetMessage(null),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"a\\u0062.safetensors\"", false)]
    [InlineData("\"a\\\"b.safetensors\"", false)]
    [InlineData("@\"a\"\"b.safetensors\"", false)]
    [InlineData("\"a\\\\b.safetensors\"", true)]
    [InlineData("@\"a\\b.safetensors\"", true)]
    public void A_name_is_plain_if_the_targets_find_it(string expression, bool isPlain) => Assert.Equal(
        isPlain,
        !Assert.Single(Run(Source.Replace("\"net.safetensors\"", expression, StringComparison.Ordinal), "||").Diagnostics).GetMessage(null)
            .Contains("no plain string", StringComparison.Ordinal));

    [Fact]
    public void A_long_list_of_files_arrives_whole_and_is_not_told_whole()
    {
        string names = "|" + string.Join('|', Enumerable.Range(0, 20_000).Select(number => $"C# {number};.txt")) + "|";
        Assert.Empty(Run(Source, names + "net.safetensors|").Diagnostics);
        Assert.Contains("C# 6;.txt, C# 7;.txt and 19992 more)", Assert.Single(Run(Source, names).Diagnostics).GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_that_cannot_be_read_says_nothing() =>
        Assert.Empty(
            Harness.Driver().WithUpdatedAnalyzerConfigOptions(new ProjectOptions("|a|") { IsEncoded = false }).RunGenerators(Harness.Compile(Source))
            .GetRunResult().Diagnostics);

    [Fact]
    public void What_is_hidden_in_a_name_is_shown() => Assert.Contains(
        "it embeds a\\u202Eb.txt", Assert.Single(Run(Source, "|a\u202Eb.txt|").Diagnostics).GetMessage(null), StringComparison.Ordinal);

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
        Assert.All(
            result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs),
            output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
        Assert.Equal(
            "TRNN5003",
            Assert.Single(driver.WithUpdatedAnalyzerConfigOptions(new ProjectOptions("||")).RunGenerators(compilation).GetRunResult().Diagnostics).Id);
    }

    private static (ImmutableArray<Diagnostic> Diagnostics, GeneratorDriver Driver) Run(string source, string? names)
    {
        GeneratorDriver driver = Harness.Driver(weightNames: names)
            .RunGeneratorsAndUpdateCompilation(Harness.Compile(source), out _, out ImmutableArray<Diagnostic> diagnostics);
        return (diagnostics, driver);
    }
}
