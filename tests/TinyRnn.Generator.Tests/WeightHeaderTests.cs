using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace TinyRnn.Generator.Tests;

/// <summary>TRNN5005: the headers of embedded files come from the package's targets.</summary>
public class WeightHeaderTests
{
    private const string Source = "using TinyRnn; [RecurrentModel(3)] [Dense(2, Name = \"fc\")] [PretrainedWeights(\"net.safetensors\")] partial class M;";
    private const string Weight = "\"fc.weight\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]}";
    private const string Integers = "\"fc.weight\":{\"dtype\":\"I8\",\"shape\":[2,3],\"data_offsets\":[0,6]}";
    private const string Bias = "\"fc.bias\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[24,32]}";

    [Theory]
    [InlineData("{" + Weight + "," + Bias + "}")]
    [InlineData("{ \"__metadata__\": {\"a\": \"}{\\\"\\u0041\"}, " + Weight + ",\n" + Bias + "  }  ")]
    [InlineData("{\"fc.weight\":{\"shape\":[2,3,1],\"dtype\":\"BF16\",\"data_offsets\":[0,12]}," + Bias + "}")]
    [InlineData("{" + Integers + ",\"fc.weight_scale\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[6,14]}," + Bias + "}")]
    [InlineData("{" + Integers + ",\"fc.weight_scale\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[6,10]}," + Bias + "}")]
    public void A_file_that_fits_is_silent(string json) => Assert.Empty(Run(Source, Header("net.safetensors", json)));

    [Theory]
    [InlineData("{" + Weight + "}", "it lacks fc.bias [2];")]
    [InlineData("{" + Weight + "," + Bias + ",\"more\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]}}", "the class has no more [];")]
    [InlineData("{\"fc.weight\":{\"dtype\":\"F32\",\"shape\":[3,2],\"data_offsets\":[0,24]}," + Bias + "}", "fc.weight is [3, 2] instead of [2, 3];")]
    [InlineData(
        "{\"fc.weight\":{\"dtype\":\"I64\",\"shape\":[2,3],\"data_offsets\":[0,48]}," + Bias + "}", "fc.weight is I64 instead of F32, F16, BF16 or F64;")]
    [InlineData("{" + Integers + "," + Bias + "}", "fc.weight is I8 instead of F32, F16, BF16 or F64;")]
    [InlineData(
        "{" + Integers + ",\"fc.weight_scale\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[6,18]}," + Bias + "}",
        "fc.weight is I8 instead of F32, F16, BF16 or F64, the class has no fc.weight_scale [3];")]
    public void What_the_loader_would_refuse_is_reported_at_the_name(string json, string message)
    {
        Diagnostic diagnostic = Assert.Single(Run(Source, Header("net.safetensors", json)));
        Assert.Equal("TRNN5005", diagnostic.Id);
        Assert.Equal("\"net.safetensors\"", Source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        Assert.Contains($"'net.safetensors' does not fit 'M': {message}", diagnostic.GetMessage(null), StringComparison.Ordinal);
    }

    /// <summary>A matrix that is also a table has two names, of which a file holds either or both.</summary>
    [Theory]
    [InlineData("fc.weight", "", "")]
    [InlineData("embedding.weight", "", "")]
    [InlineData("embedding.weight", "fc.weight", "")]
    [InlineData("other.weight", "", "it lacks embedding.weight [4, 3], it lacks fc.weight [4, 3], the class has no other.weight [4, 3]")]
    public void Tied_weights_have_either_name(string first, string second, string message)
    {
        const string tied = "using TinyRnn; [RecurrentModel] [Embedding(4, 3)] [Dense(4, TiedTo = \"embedding\", Bias = false)] "
            + "[PretrainedWeights(\"net.safetensors\")] partial class M;";
        string Tensor(string name) => $"\"{name}\":{{\"dtype\":\"F32\",\"shape\":[4,3],\"data_offsets\":[0,48]}}";
        string json = "{" + Tensor(first) + (second.Length == 0 ? "" : "," + Tensor(second)) + "}";
        ImmutableArray<Diagnostic> found = Run(tied, Header("net.safetensors", json));
        if (message.Length == 0)
            Assert.Empty(found);
        else
            Assert.Contains(message, Assert.Single(found).GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public void A_prefix_that_all_names_have_is_named_and_six_differences_are_told()
    {
        string json = "{" + string.Join(',', Enumerable.Range(0, 9).Select(number => Weight.Replace("fc.", $"x{number}.", StringComparison.Ordinal)))
            + "," + (Weight + "," + Bias).Replace("fc.", "model.fc.", StringComparison.Ordinal) + "}";
        string message = Assert.Single(Run(Source, Header("net.safetensors", json))).GetMessage(null);
        Assert.Contains("the class has no x3.weight [2, 3] and 7 more; all of its names fit after 'model.':", message, StringComparison.Ordinal);
        Assert.Contains("say [PretrainedWeights(..., Prefix = \"model.\")]", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Prefix = \"net.\"", "net.fc", "")]
    [InlineData("Prefix = \"net\"", "net.fc", "")]
    [InlineData("Prefix = \"net\"", "net_fc", "the class has no _fc.weight [2, 3]")]
    [InlineData("Prefix = \"net.\"", "fc", "it lacks fc.weight [2, 3], it lacks fc.bias [2];")]
    [InlineData("Rename = [\"head.0=fc\"]", "head.0", "")]
    [InlineData("Rename = [\"head=fc\"]", "header", "it lacks fc.weight [2, 3], it lacks fc.bias [2], the class has no header.weight [2, 3]")]
    [InlineData("Prefix = \"net.\", Rename = [\"head.weight=fc.weight\", \"head=fc\", \"x=\"]", "net.head", "")]
    [InlineData("Rename = [\"fc.weight=fc.bias\"]", "fc", "Rename gives fc.bias the name fc.bias, which another tensor has;")]
    public void Names_are_those_that_the_attribute_gives(string names, string layer, string message)
    {
        string json = "{" + (Weight + "," + Bias).Replace("fc.", layer + ".", StringComparison.Ordinal) + "}";
        string source = Source.Replace("safetensors\")", "safetensors\", " + names + ")", StringComparison.Ordinal);
        ImmutableArray<Diagnostic> found = Run(source, Header("net.safetensors", json));
        if (message.Length == 0)
            Assert.Empty(found);
        else
            Assert.Contains(message, Assert.Single(found).GetMessage(null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}}")]
    [InlineData("[1]")]
    [InlineData("{\"fc.weight\":{\"dtype\":\"F32\"}}")]
    [InlineData("{\"fc.weight\":{\"dtype\":\"F32\",\"shape\":[99999999999999999999],\"data_offsets\":[0,1]}}")]
    [InlineData("{\"a\\u00zz\":1}")]
    [InlineData("{" + Weight + "," + Weight + "}")]
    public void A_header_that_cannot_be_read_says_nothing(string json) => Assert.Empty(Run(Source, Header("net.safetensors", json)));

    [Fact]
    public void Other_files_say_nothing()
    {
        Assert.Empty(Run(Source, Header("other.safetensors", "{" + Weight + "}")));
        Assert.Empty(Run(Source, new Text("/obj/tinyrnn/a.header", "no Base64\nat all")));
        Assert.Empty(Run(Source, new Text("/elsewhere/a.header", Header("net.safetensors", "{" + Weight + "}").Content)));
    }

    [Fact]
    public void A_pair_has_the_names_of_its_parts()
    {
        const string pair =
            "using TinyRnn; [RecurrentModel(1)] [Rnn(1, Name = \"r\")] partial class E; [RecurrentModel(1)] [Rnn(1, Name = \"r\")] partial class D; "
            + "[EncoderDecoder<E, D>] [PretrainedWeights(\"net.safetensors\")] partial class P;";
        string[] parts = ["encoder", "decoder"];
        string json = "{" + string.Join(',', parts.SelectMany(part => Tensors($"{part}.r."))) + "}";
        Assert.Empty(Run(pair, Header("net.safetensors", json)));
        Assert.Contains(
            "it lacks encoder.r.weight_ih_l0 [1, 1]",
            Assert.Single(Run(pair, Header("net.safetensors", json.Replace("encoder", "coder", StringComparison.Ordinal)))).GetMessage(null),
            StringComparison.Ordinal);

        static string Tensor(string name, string shape) => $"\"{name}\":{{\"dtype\":\"F32\",\"shape\":[{shape}],\"data_offsets\":[0,4]}}";
        static IEnumerable<string> Tensors(string prefix) =>
        [
            Tensor(prefix + "weight_ih_l0", "1,1"), Tensor(prefix + "weight_hh_l0", "1,1"),
            Tensor(prefix + "bias_ih_l0", "1"), Tensor(prefix + "bias_hh_l0", "1"),
        ];
    }

    [Fact]
    public void Another_header_leaves_the_model_and_its_code_cached()
    {
        CSharpCompilation compilation = Harness.Compile(Source);
        Text first = Header("net.safetensors", "{" + Weight + "," + Bias + "}");
        GeneratorDriver driver = Harness.Driver().AddAdditionalTexts([first]).RunGenerators(compilation);
        driver = driver.ReplaceAdditionalText(first, Header("net.safetensors", "{" + Weight + "}")).RunGenerators(compilation);
        GeneratorRunResult result = driver.GetRunResult().Results[0];
        Assert.Equal("TRNN5005", Assert.Single(result.Diagnostics).Id);
        Assert.All(
            result.TrackedSteps[RecurrentModelGenerator.ModelStep].SelectMany(step => step.Outputs),
            output => Assert.Contains(output.Reason, (IncrementalStepRunReason[])[IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Cached]));
    }

    private static ImmutableArray<Diagnostic> Run(string source, Text header)
    {
        Harness.Driver().AddAdditionalTexts([header])
            .RunGeneratorsAndUpdateCompilation(Harness.Compile(source), out _, out ImmutableArray<Diagnostic> diagnostics);
        return diagnostics;
    }

    private static Text Header(string resource, string json) => new(
        "/project/obj/Release/tinyrnn/0.header",
        Convert.ToBase64String(Encoding.UTF8.GetBytes(resource)) + "\n" + Convert.ToBase64String(Encoding.UTF8.GetBytes(json)) + "\n");

    private sealed class Text(string path, string content) : AdditionalText
    {
        public override string Path => path;

        public string Content => content;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(content);
    }
}
