using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TinyRnn.Generator.Diagnostics;
using Xunit;

namespace TinyRnn.Generator.Tests;

public class DiagnosticTests
{
    private const string Model = "using TinyRnn; [RecurrentModel(3)] [Lstm(4)] [Dense(1)] ";

    /// <summary>Id, source, the text under the squiggle, and what the message must say.</summary>
    public static TheoryData<string, string, string, string> Cases => new()
    {
        { "TRNN1001", Model + "class M;", "M", "'M' is a TinyRnn model, but not partial" },
        { "TRNN1002", Model + "partial class M<T>;", "M", "'M<T>' has type parameters" },
        { "TRNN1002", "using TinyRnn; partial class O<T> { [RecurrentModel(3)] [Dense(1)] partial class M; }", "M", "'O<T>' has type parameters" },
        { "TRNN1003", "using TinyRnn; [Lstm(4)] partial class M;", "Lstm(4)", "[Lstm] has no effect on 'M'" },
        { "TRNN1004", "using TinyRnn; [RecurrentModel(3)] [Lstm(4)] partial class M; [Dense(1)] partial class M;", "Dense(1)", "[Dense] stands on another partial declaration" },
        { "TRNN1006", "using TinyRnn; [RecurrentModel(3)] partial class M;", "RecurrentModel(3)", "'M' has no layers" },
        { "TRNN1007", "using TinyRnn; class Outer { [RecurrentModel(3)] [Dense(1)] partial class M; }", "M", "nested in 'Outer', which is not partial" },
        { "TRNN1008", Model + "abstract partial class M;", "M", "'M' is abstract" },
        { "TRNN1008", Model + "partial record M;", "M", "'M' is a record" },
        { "TRNN2001", "using TinyRnn; [RecurrentModel(0)] [Lstm(4)] partial class M;", "0", "inputSize of [RecurrentModel] is 0; it must be between 1 and 65,536" },
        { "TRNN2001", "using TinyRnn; [RecurrentModel(3)] [Lstm(-5)] partial class M;", "-5", "units of [Lstm] is -5" },
        { "TRNN2001", "using TinyRnn; [RecurrentModel(3)] [Gru(units: 70000)] partial class M;", "units: 70000", "units of [Gru] is 70000" },
        { "TRNN2001", "using TinyRnn; [RecurrentModel] [Embedding(9, 0)] [Dense(1)] partial class M;", "0", "size of [Embedding] is 0" },
        { "TRNN2001", "using TinyRnn; [RecurrentModel] [OneHot(0)] [Lstm(1)] partial class M;", "0", "vocabulary of [OneHot] is 0" },
        { "TRNN2001", "using TinyRnn; [RecurrentModel(1)] [Window(0)] [Dense(1)] partial class M;", "0", "steps of [Window] is 0" },
        { "TRNN2001", "using TinyRnn; [RecurrentModel(1)] [History(0)] [Dense(1)] partial class M;", "0", "maxSteps of [History] is 0" },
        { "TRNN2001", "using TinyRnn; [RecurrentModel(1)] [Dense(1)] [Residual(Channels = -1)] partial class M;", "Channels = -1", "Channels of [Residual] is -1" },
        { "TRNN2002", "using TinyRnn; [RecurrentModel(1, Mode = (SequenceMode)9)] [Dense(1)] partial class M;", "Mode = (SequenceMode)9", "use one of ManyToMany, ManyToOne" },
        { "TRNN2002", "using TinyRnn; [RecurrentModel(1)] [Dense(1, (Activation)7)] partial class M;", "(Activation)7", "activation of [Dense] is 7" },
        { "TRNN2002", "using TinyRnn; [RecurrentModel(1)] [Rnn(1, Nonlinearity = (Nonlinearity)2)] partial class M;", "Nonlinearity = (Nonlinearity)2", "use one of Tanh, Relu" },
        { "TRNN2003", "using TinyRnn; [RecurrentModel(1)] [Lstm(2, Name = \"a\")] [Gru(2, Name = \"a\")] partial class M;", "Name = \"a\"", "'a.weight_ih_l0'" },
        { "TRNN2004", "using TinyRnn; [RecurrentModel(60000)] [Lstm(60000)] partial class M;", "RecurrentModel(60000)", "268,435,456" },
        { "TRNN2004", "using TinyRnn; [RecurrentModel(60000)] [History(60000)] [Dense(1)] partial class M;", "RecurrentModel(60000)", "numbers in its state" },
        { "TRNN2005", "using TinyRnn; [RecurrentModel(1)] [Lstm(2, Name = \"a b\")] partial class M;", "Name = \"a b\"", "'a b' holds white space" },
        { "TRNN2006", "using TinyRnn; [RecurrentModel(1)] [Dropout(1.5f)] [Dense(1)] partial class M;", "1.5f", "rate of [Dropout] is 1.5" },
        { "TRNN3001", "using TinyRnn; [RecurrentModel] [Embedding(9, 2)] [Embedding(9, 2, Name = \"b\")] partial class M;", "Embedding(9, 2, Name = \"b\")", "[Embedding] is layer 2 of 'M'" },
        { "TRNN3001", "using TinyRnn; [RecurrentModel(3)] [Lstm(2)] [OneHot(9)] partial class M;", "OneHot(9)", "[OneHot] is layer 2 of 'M'" },
        { "TRNN3001", "using TinyRnn; [RecurrentModel] [OneHot(9)] [Embedding(9, 2)] partial class M;", "Embedding(9, 2)", "[Embedding] is layer 2 of 'M'" },
        { "TRNN3002", "using TinyRnn; [RecurrentModel(5)] [Embedding(9, 2)] partial class M;", "5", "through [Embedding], so its input size 5 has no meaning" },
        { "TRNN3002", "using TinyRnn; [RecurrentModel(5)] [OneHot(9)] [Lstm(2)] partial class M;", "5", "through [OneHot], so its input size 5 has no meaning" },
        { "TRNN3003", "using TinyRnn; [RecurrentModel] [Lstm(2)] partial class M;", "RecurrentModel", "'M' has no input size" },
        { "TRNN3004", "using TinyRnn; [RecurrentModel(1)] [Dense(2, Activation.Softmax)] [Dense(2)] partial class M;", "Activation.Softmax", "a model has one head" },
        { "TRNN3005", "using TinyRnn; [RecurrentModel(1)] [Dense(2)] [Dense(2)] partial class M;", "Dense(2)", "one linear map again" },
        { "TRNN3006", "using TinyRnn; [RecurrentModel(1, Mode = SequenceMode.OneToMany)] [Lstm(2, Bidirectional = true)] partial class M;", "Bidirectional = true", "has mode OneToMany" },
        { "TRNN3006", "using TinyRnn; [RecurrentModel(4, Feedback = Feedback.Output)] [Lstm(2, Bidirectional = true)] partial class M;", "Bidirectional = true", "feeds its output back" },
        { "TRNN3007", "using TinyRnn; [RecurrentModel(1)] [History(9)] [Lstm(2)] partial class M;", "History(9)", "but [Lstm] follows it" },
        { "TRNN3007", "using TinyRnn; [RecurrentModel(1)] [History(9)] partial class M;", "History(9)", "but nothing follows it" },
        { "TRNN3008", "using TinyRnn; [RecurrentModel(3)] [Lstm(4)] [Residual] partial class M;", "Residual", "adds 3 values to 4" },
        { "TRNN3008", "using TinyRnn; [RecurrentModel(3)] [Lstm(3)] [Residual(2)] partial class M;", "2", "bridges 2 layers, but 1 layer" },
        { "TRNN3008", "using TinyRnn; [RecurrentModel] [OneHot(3)] [Lstm(3)] [Residual] partial class M;", "Residual", "bridges 1 layer, but 0 layers" },
        { "TRNN3008", "using TinyRnn; [RecurrentModel(3)] [Lstm(4)] [Residual(Channels = 4)] partial class M;", "Channels = 4", "adds 4 channels" },
        { "TRNN3008", "using TinyRnn; [RecurrentModel(4, Mode = SequenceMode.ManyToOne)] [Lstm(2, Bidirectional = true)] [Residual] partial class M;", "Residual", "final states" },
        { "TRNN3009", "using TinyRnn; [RecurrentModel(3, Feedback = Feedback.Output)] [Lstm(4)] partial class M;", "Feedback = Feedback.Output", "its output size is 4, its input size 3" },
        { "TRNN3009", "using TinyRnn; [RecurrentModel(3, Mode = SequenceMode.ManyToOne, Feedback = Feedback.Zeros)] [Lstm(4)] partial class M;", "Feedback = Feedback.Zeros", "in mode ManyToOne it gives one output" },
        { "TRNN3009", "using TinyRnn; [RecurrentModel(Mode = SequenceMode.OneToMany)] [Embedding(9, 2)] [Dense(5)] partial class M;", "Mode = SequenceMode.OneToMany", "its output size is 5, its vocabulary 9" },
        { "TRNN3009", "using TinyRnn; [RecurrentModel(Mode = SequenceMode.OneToMany)] [OneHot(9)] [Rnn(5)] partial class M;", "Mode = SequenceMode.OneToMany", "its output size is 5, its vocabulary 9" },
        { "TRNN3010", "using TinyRnn; [RecurrentModel] [OneHot(9)] partial class M;", "OneHot(9)", "but nothing follows it" },
        { "TRNN3010", "using TinyRnn; [RecurrentModel] [OneHot(9)] [Dense(2)] [Lstm(2)] partial class M;", "OneHot(9)", "but [Dense] follows it" },
        { "TRNN3010", "using TinyRnn; [RecurrentModel] [OneHot(9)] [Gru(2, Bidirectional = true)] partial class M;", "Bidirectional = true", "but [Gru] behind it reads both" },
        { "TRNN4001", "using TinyRnn; class E; [RecurrentModel(1)] [Lstm(2)] partial class D; [EncoderDecoder<E, D>] partial class P;", "EncoderDecoder<E, D>", "'E', the encoder of 'P'" },
        { "TRNN4002", "using TinyRnn; [RecurrentModel(1)] [Lstm(3)] partial class E; [RecurrentModel(1)] [Lstm(2)] partial class D; [EncoderDecoder<E, D>] partial class P;", "EncoderDecoder<E, D>", "'E' has LSTM(3) and 'D' has LSTM(2)" },
        { "TRNN4002", "using TinyRnn; [RecurrentModel(1)] [Dense(3)] partial class E; [RecurrentModel(1)] [Dense(2)] partial class D; [EncoderDecoder<E, D>] partial class P;", "EncoderDecoder<E, D>", "no recurrent layer" },
        { "TRNN4003", "using TinyRnn; [RecurrentModel(1)] [Lstm(2)] partial class D; [RecurrentModel(1)] [Lstm(2)] [EncoderDecoder<D, D>] partial class P;", "EncoderDecoder<D, D>", "both [RecurrentModel] and [EncoderDecoder]" },
        { "TRNN5001", Model + "[PretrainedWeights(\" \")] partial class M;", "\" \"", "names no file" },
        { "TRNN5002", "using TinyRnn; [PretrainedWeights(\"x.safetensors\")] partial class M;", "PretrainedWeights(\"x.safetensors\")", "no effect on 'M'" },
        { "TRNN2001", Model + "[Trainable(MaxSteps = 0)] partial class M;", "MaxSteps = 0", "MaxSteps of [Trainable] is 0" },
        { "TRNN6001", "using TinyRnn; [Trainable] partial class M;", "Trainable", "no effect on 'M'" },
        { "TRNN6002", "using TinyRnn; [RecurrentModel(1)] [Dense(2, Activation.Tanh)] [Trainable(Loss = Loss.CrossEntropy)] partial class M;", "Loss = Loss.CrossEntropy", "needs logits or softmax, but 'M' ends in Dense(2, tanh)" },
        { "TRNN6002", "using TinyRnn; [RecurrentModel(1)] [Dense(2, Activation.Relu)] [Trainable(Loss = Loss.BinaryCrossEntropy)] partial class M;", "Loss = Loss.BinaryCrossEntropy", "needs logits or a sigmoid" },
        { "TRNN6003", Model + "[Trainable(MaxSteps = 60000, MaxBatch = 60000)] partial class M;", "Trainable(MaxSteps = 60000, MaxBatch = 60000)", "60,000 steps of 60,000 sequences" },
        { "TRNN6004", Pair("", "[Trainable]", "[Trainable]"), "Trainable", "its encoder 'E' is not" },
        { "TRNN6005", Pair("[Trainable(MaxBatch = 4)]", "[Trainable]", "[Trainable(Optimizer = Optimizer.Sgd)]"), "Trainable(Optimizer = Optimizer.Sgd)", "'E' trains at most 4 sequences at once, 'D' 1" },
        { "TRNN6002", Pair("[Trainable]", "[Trainable]", "[Trainable(Loss = Loss.Huber)]"), "Loss = Loss.Huber", "set the loss on the decoder" },
    };

    private static string Pair(string encoder, string decoder, string pair) =>
        $"using TinyRnn; [RecurrentModel(1)] [Lstm(2)] {encoder} partial class E; [RecurrentModel(1)] [Lstm(2)] {decoder} partial class D; [EncoderDecoder<E, D>] {pair} partial class P;";

    private static IEnumerable<DiagnosticDescriptor> All =>
        typeof(Descriptors).GetFields(BindingFlags.Public | BindingFlags.Static).Select(each => each.GetValue(null)).OfType<DiagnosticDescriptor>();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Misuse_is_reported_at_the_argument_and_alone(string id, string source, string squiggle, string message)
    {
        Diagnostic diagnostic = Assert.Single(Harness.Diagnose(source));
        Assert.Equal(id, diagnostic.Id);
        Assert.Equal(squiggle, source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        Assert.Contains(message, diagnostic.GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public void An_old_language_version_is_named()
    {
        Diagnostic diagnostic = Assert.Single(Harness.Diagnose("using TinyRnn; [RecurrentModel(3)] [Lstm(4)] partial class M { }", LanguageVersion.CSharp11));
        Assert.Equal("TRNN1005", diagnostic.Id);
        Assert.Contains("C# 11.0", diagnostic.GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pragma_suppresses_a_warning()
    {
        ImmutableArray<Diagnostic> diagnostics = Harness.CompileAll(
            "#pragma warning disable TRNN3005\nusing TinyRnn;\n[RecurrentModel(1)]\n[Dense(2)]\n[Dense(2)]\npartial class M;");
        Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Id == "TRNN3005" && !diagnostic.IsSuppressed);
    }

    [Fact]
    public void Every_id_has_a_case_a_help_page_and_a_release_note()
    {
        string root = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../.."));
        string notes = File.ReadAllText(Path.Combine(root, "generator/TinyRnn.Generator/AnalyzerReleases.Unshipped.md"));
        HashSet<string> tested = [.. Cases.Select(row => row.Data.Item1), "TRNN1005", "TRNN5003"];
        Assert.NotEmpty(All);
        foreach (DiagnosticDescriptor descriptor in All)
        {
            Assert.Contains(descriptor.Id, tested);
            Assert.Contains(descriptor.Id, notes, StringComparison.Ordinal);
            string page = $"docs/diagnostics/{descriptor.Id}.md";
            Assert.EndsWith("/" + page, descriptor.HelpLinkUri, StringComparison.Ordinal);
            Assert.True(File.Exists(Path.Combine(root, "src", page)), $"{page} is missing");
        }
    }

    [Theory]
    [InlineData("troubleshooting.md", "diagnostics/")]
    [InlineData("diagnostics/README.md", "")]
    public void Every_help_page_is_linked(string page, string folder)
    {
        string docs = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../src/docs"));
        string text = File.ReadAllText(Path.Combine(docs, page));
        string[] pages = Directory.GetFiles(Path.Combine(docs, "diagnostics"), "TRNN*.md");
        Assert.True(pages.Length >= All.Count());
        foreach (string help in pages)
        {
            string id = Path.GetFileNameWithoutExtension(help);
            Assert.Contains($"[{id}]({folder}{id}.md)", text, StringComparison.Ordinal);
        }
    }
}
