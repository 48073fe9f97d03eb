using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace TinyRnn.Generator.Tests;

/// <summary>
/// A class with an error has the members that it will have without it. Otherwise each use of one would be an error of its own, and the one to read is among
/// them.
/// </summary>
public partial class SkeletonTests
{
    /// <summary>What the compiler has to say itself, by the declaration.</summary>
    private static readonly Dictionary<string, string> s_inevitable = new()
    {
        // The members are added nevertheless: without them there would be an error for each use.
        ["[Dense(1)] class M"] = "CS0260",
        ["; class Outer {"] = "CS0260",

        // Other files cannot add to such a class.
        ["file partial class"] = "CS0117, CS0426, CS1061",

        // Emitted code reaches no type of .NET, and so does nobody else.
        ["class System"] = "CS0117, CS0426, CS1061",

        // The attributes themselves are refused.
        ["partial struct M"] = "CS0592",
        ["partial interface M"] = "CS0592",

        // All members name the type of the state, so it is there twice.
        ["int State;"] = "CS0102",

        // A type inside a class cannot have its name.
        ["partial class State"] = "CS0426, CS1503",
        ["partial class Trainer"] = "CS0426",
    };

    public static TheoryData<string, string> Mistakes => [.. DiagnosticCases.All
        .Where(row => DiagnosticTests.All.Single(rule => rule.Id == row.Data.Item1).DefaultSeverity == DiagnosticSeverity.Error)
        .Select(row => (row.Data.Item1, row.Data.Item2))];

    public static TheoryData<string> Models => EmissionTests.Valid;

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_one_error(string id, string source)
    {
        Diagnostic[] all = [.. Harness.CompileAll(UsageCode.BesideOf(source))];
        Diagnostic[] errors = [.. all.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        string text = string.Join("\n", all.Select(error => error.ToString()));
        string[] others = [.. errors.Select(error => error.Id).Where(each => each != id).Order(StringComparer.Ordinal)];
        string inevitable = s_inevitable.FirstOrDefault(each => source.Contains(each.Key, StringComparison.Ordinal)).Value ?? "";
        Assert.True(errors.Length - others.Length == 1, text);
        Assert.True(inevitable == string.Join(", ", others.Distinct()), text);
        Assert.True(inevitable != "CS0260" || others.Length == 1, text);
        Assert.DoesNotContain(all, each => each.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true);
    }

    /// <summary>Each part's error, and one of the pair, which waits for them.</summary>
    [Theory]
    [InlineData("abstract partial class E", "TRNN1008")]
    [InlineData("partial class Run", "TRNN1009")]
    [InlineData("partial class E(int size)", "TRNN1010")]
    [InlineData("[PretrainedWeights(\" \")] partial class E", "TRNN5001")]
    public void A_pair_of_a_part_with_a_mistake_can_be_used_as_well(string part, string id)
    {
        string name = part.Contains("Run", StringComparison.Ordinal) ? "Run" : "E";
        string source = $"using TinyRnn; [RecurrentModel(1)] [Lstm(2)] [Trainable] {part}; [RecurrentModel(1)] [Lstm(2)] [Trainable] partial class D; "
            + $"[EncoderDecoder<{name}, D>] [Trainable] partial class P;";
        IEnumerable<Diagnostic> errors = Harness.CompileAll(UsageCode.BesideOf(source)).Where(each => each.Severity == DiagnosticSeverity.Error);
        Assert.Equal(new[] { id, "TRNN4001" }.Order(StringComparer.Ordinal), errors.Select(each => each.Id).Order(StringComparer.Ordinal));
    }

    /// <summary>What else is in the class and around it can be anything. Found by the random attributes of <c>tests/TinyRnn.Attack</c>.</summary>
    [Theory]
    [InlineData("[RecurrentModel(5)] partial class M { class State { } }")]
    [InlineData("[RecurrentModel(5)] [Trainable] public partial class M { struct State { } class Trainer { } }")]
    [InlineData("[RecurrentModel(6)] public partial class State<T> where T : class { }")]
    [InlineData("[RecurrentModel(2)] public partial class global<T> where T : class { }")]
    [InlineData("namespace A; [RecurrentModel(5)] public sealed partial class TinyRnn<T>;")]
    [InlineData("partial class O<T> { [RecurrentModel(5)] public partial class M<U> { } }")]
    [InlineData("file partial class E { } partial class D; [EncoderDecoder<E, object>] partial class P { public static int ParameterCount => 1; }")]
    [InlineData("[RecurrentModel(2)] partial class State; [RecurrentModel(2)] partial class D; [EncoderDecoder<State, D>] partial class P;")]
    [InlineData("[RecurrentModel(13)] [Dense(1)] [Magnitude] public partial class M;")]
    [InlineData("public class B { public B(string a, int[] b) { } public void Run() { } } [RecurrentModel(3)] public partial class M : B;")]
    public void A_skeleton_has_no_error_of_its_own(string source)
    {
        Diagnostic[] all = [.. Harness.CompileAll("using TinyRnn; " + source)];
        Assert.Contains(all, each => each.Id.StartsWith("TRNN", StringComparison.Ordinal));
        Assert.DoesNotContain(all, each => each.Id == "CS8785" || each.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void An_old_language_version_is_one_error()
    {
        string source = UsageCode.BesideOf("using TinyRnn; [RecurrentModel(3)] [Lstm(4)] partial class M { }")
            .Replace("[state, state]", "{ state, state }", StringComparison.Ordinal);
        Assert.Equal("TRNN1005", Assert.Single(Harness.CompileAll(source, LanguageVersion.CSharp11)).Id);
    }

    /// <summary>The compiler looks for an attribute by two names, and says so of both; TinyRnn has nothing to add.</summary>
    [Fact]
    public void A_layer_of_an_unknown_name_is_told_by_the_compiler_alone()
    {
        string source = UsageCode.BesideOf("using TinyRnn; [RecurrentModel(3)] [Linear(4)] partial class M;");
        Assert.Equal(["CS0246", "CS0246"], Harness.CompileAll(source).Select(each => each.Id));
        Assert.Contains("has errors, CS0246:", Harness.Emit(source)["M.Skeleton.g.cs"], StringComparison.Ordinal);
    }

    /// <summary>Diagnostics can be suppressed, as others can. What is built then is no model, and says so.</summary>
    [Fact]
    public void What_is_run_all_the_same_throws()
    {
        const string source =
            "#pragma warning disable TRNN3004\nusing TinyRnn; [RecurrentModel(3)] [Dense(2, Activation.Softmax)] [Dense(2)] public partial class Net;";
        Harness.Driver().RunGeneratorsAndUpdateCompilation(Harness.Compile(source), out Compilation output, out _, TestContext.Current.CancellationToken);
        using MemoryStream image = new();
        Assert.True(output.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        MethodInfo create = Assembly.Load(image.ToArray()).GetType("Net")!.GetMethod("Create")!;
        Exception thrown = Assert.Throws<TargetInvocationException>(() => create.Invoke(null, [1ul])).InnerException!;
        Assert.Equal("'Net' has errors, which its build shows: TRNN3004.", Assert.IsType<InvalidOperationException>(thrown).Message);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Where_no_layer_is_wrong_the_members_are_those_of_the_model(string source)
    {
        string[] members = [.. Members(source)];
        Assert.NotEmpty(members);
        string[] others = [.. Members(Attribute().Replace(source, "[TinyRnn.PretrainedWeights(\" \")] $0"))];
        Assert.Empty(members.Except(others));
        Assert.DoesNotContain(others.Except(members), member => !member.Contains("Pretrained", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Where_a_layer_is_wrong_there_are_no_fewer(string source)
    {
        // What belongs to layers of a kind that has no hidden state is not there.
        string mistaken = FirstLayer().Replace(source, "$0 [TinyRnn.Dropout(2f)]");
        Assert.NotEqual(source, mistaken);
        Assert.DoesNotContain(Members(source).Except(Members(mistaken)), member => !HistoryOrOneHot().IsMatch(member));
    }

    /// <summary>What all classes in a source offer.</summary>
    private static IEnumerable<string> Members(string source)
    {
        Harness.Driver().RunGeneratorsAndUpdateCompilation(Harness.Compile(source), out Compilation output, out _, TestContext.Current.CancellationToken);
        return Types(output.Assembly.GlobalNamespace)
            .SelectMany(type => type.GetMembers())
            .Where(member => member.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected
                || member is IMethodSymbol { ExplicitInterfaceImplementations.Length: > 0 })
            .Select(member => (member.IsStatic ? "static " : "") + member.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat))
            .Order(StringComparer.Ordinal);
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol outer) => outer.GetMembers().OfType<INamespaceOrTypeSymbol>()
        .Where(inner => !inner.IsAbsent())
        .SelectMany(inner => Types(inner).Concat(inner is INamedTypeSymbol { DeclaredAccessibility: not Accessibility.Private } type ? [type] : []));

    [GeneratedRegex(@"\[(TinyRnn\.)?(RecurrentModel|EncoderDecoder<)")]
    private static partial Regex Attribute();

    [GeneratedRegex(@"\[(TinyRnn\.)?RecurrentModel[^]]*\] \[[^]]*\]")]
    private static partial Regex FirstLayer();

    [GeneratedRegex(@"\.State\.History\d+Steps|\.Layers\.(Encoder|Decoder)?OneHot1$")]
    private static partial Regex HistoryOrOneHot();
}
