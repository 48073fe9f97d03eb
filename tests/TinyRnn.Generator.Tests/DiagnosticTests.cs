using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TinyRnn.Generator.Diagnostics;
using Xunit;

namespace TinyRnn.Generator.Tests;

public class DiagnosticTests
{
    public static TheoryData<string, string, string, string> Cases => DiagnosticCases.All;

    internal static IEnumerable<DiagnosticDescriptor> All =>
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

    /// <summary>Each part reports its own errors; the pair says once that it waits for them, and both get their members without what they do.</summary>
    [Theory]
    [InlineData("class E", "TRNN1001")]
    [InlineData("abstract partial class E", "TRNN1008")]
    [InlineData("partial class E<T>", "TRNN1002")]
    [InlineData("partial class Run", "TRNN1009")]
    [InlineData("partial class E(int size)", "TRNN1010")]
    public void A_pair_of_a_part_with_errors_is_one_message_more(string part, string id)
    {
        string name = part.Split(' ')[^1].Replace("size)", "E", StringComparison.Ordinal).Replace("<T>", "<int>", StringComparison.Ordinal);
        string source =
            $"using TinyRnn; [RecurrentModel(1)] [Lstm(2)] {part} {{ }} [RecurrentModel(1)] [Lstm(2)] partial class D; [EncoderDecoder<{name}, D>] partial "
            + $"class P;";
        Assert.Equal([id, "TRNN4001"], Harness.Diagnose(source).Select(diagnostic => diagnostic.Id));
        string[] skeletons = ["P.Skeleton.g.cs", name.Replace("<int>", "{T}", StringComparison.Ordinal) + ".Skeleton.g.cs"];
        Assert.Equal(
            skeletons.Order(StringComparer.Ordinal),
            Harness.Emit(source).Keys.Where(file => !file.StartsWith("D.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    /// <summary>What resembles the cases above and is right.</summary>
    [Theory]
    [InlineData("partial class M { public void Step(ref State state, float x, System.Span<float> y) => Step(ref state, [x, x, x], y); }")]
    [InlineData(
        "partial class M { private readonly int _size; private M(Rnn parameters, int size) : this(parameters) => _size = size; public int Size => _size; }")]
    [InlineData("partial class M { static M() { } public static int Count { get; } }")]
    [InlineData("class B { protected B(int size = 1) { } private int State; int Size => State; public void Step() { } } partial class M : B")]
    public void Members_beside_the_generated_ones_are_welcome(string declaration)
    {
        string attributes = "[RecurrentModel(3)] [Lstm(4)] [Dense(1)] ";
        string source = "using TinyRnn; using Rnn = TinyRnn.Runtime.Packing.ParameterBlock; "
            + (declaration.StartsWith("class B", StringComparison.Ordinal)
                ? declaration.Replace("partial class M", attributes + "partial class M", StringComparison.Ordinal) + ";"
                : attributes + declaration);
        Assert.DoesNotContain(Harness.CompileAll(source), diagnostic => diagnostic.Id is not ("CS0649" or "CS0169"));
    }

    [Theory]
    [InlineData("public partial class O { [X] private partial class E; [Y] private partial class D; [EncoderDecoder<E, D>] private partial class P; }")]
    [InlineData("partial class O { [X] internal partial class E; [Y] public partial class D; [EncoderDecoder<E, D>] public partial class P; }")]
    [InlineData("public partial class O { [X] protected partial class E; [Y] public partial class D; [EncoderDecoder<E, D>] protected partial class P; }")]
    [InlineData(
        "partial class O { [X] private partial class E; [Y] public partial class D; partial class Q { [EncoderDecoder<E, D>] private partial class P; } }")]
    public void Parts_that_are_visible_enough_are_taken(string source) => Assert.Empty(Harness.CompileAll(
        "using TinyRnn; "
            + source.Replace("[X]", "[RecurrentModel(1)] [Lstm(2)]", StringComparison.Ordinal)
            .Replace("[Y]", "[RecurrentModel(1)] [Lstm(2)]", StringComparison.Ordinal)).Where(diagnostic => diagnostic.Id != "CS1591"));

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
        HashSet<string> tested = [.. Cases.Select(row => row.Data.Item1), "TRNN1005", AbsentMembers.Id, "TRNN5003", "TRNN5005"];
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
