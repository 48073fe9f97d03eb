using Microsoft.CodeAnalysis;
using Xunit;

namespace TinyRnn.Generator.Tests;

/// <summary>
/// Types, namespaces, members, aliases and extension methods of the user's with names that mean something to C#: emitted code means what it
/// meant, and has no warning.
/// </summary>
public class HostileIdentifierTests
{
    /// <summary>Names that mean something else in some places, and ordinary words in lower case.</summary>
    private static readonly string[] s_words =
    [
        "var", "dynamic", "nint", "nuint", "nameof", "record", "file", "field", "value", "scoped", "required", "partial", "where", "async", "await", "_",
        "global", "when", "and", "or", "not", "with", "init", "get",
        "set", "yield", "from", "select", "unmanaged", "notnull", "managed", "allows", "extension", "alias", "args", "class", "event", "int", "float", "ref",
        "default", "__arglist", "knob", "rnn", "system", "state", "weights",
        "parameters", "xs", "ys", "seed", "random", "path", "options", "\u00E4", "\u03BC",
    ];

    private static readonly string[] s_twins =
        ["\u00B5Net", "\u03BCNet", "\u039CNet", "\u00B5net", "\u03BCnet", "Knob", "knob", "\u212Anob", "s", "S", "\u017F"];

    /// <summary>Together they emit nearly everything; the first one's name is replaced.</summary>
    private const string Models = """
        [RecurrentModel(9)] [Lstm(4)] [Gru(17, ResetAfter = false)] [Dense(1, Activation.Tanh)] [Residual(Channels = 1)] [PretrainedWeights("a")] public sealed partial class NAME;
        [RecurrentModel(2, Mode = SequenceMode.OneToMany)] [History(9)] [Dense(7)] public sealed partial class Growing;
        [RecurrentModel(2, Feedback = Feedback.Output)] [Window(3)] [Dense(2)] public sealed partial class Going;
        [RecurrentModel] [OneHot(9)] [Gru(3)] [Dense(9)] public sealed partial class Tokens;
        [RecurrentModel] [OneHot(7)] [Gru(3)] [Trainable] public sealed partial class Reader;
        [RecurrentModel] [Embedding(9, 3)] [Gru(3)] [Dropout(0.5f)] [Dense(9)] [Trainable] public sealed partial class Writer;
        [EncoderDecoder<Reader, Writer>] [Trainable] public sealed partial class Pair;
        """;

    private const string Small = "[RecurrentModel(3)] [Dense(3)] [PretrainedWeights(\"a\")] [Trainable] public sealed partial class ";

    private static readonly string s_types = string.Concat(s_words.Select(word => $"public class @{word} {{ }} "));

    private static readonly string s_spaces = string.Concat(s_words.Select(word => $"namespace @{word} {{ public class Some {{ }} }} "));

    /// <summary>Everything of .NET's that emitted code could call as an extension method, closer at hand.</summary>
    private const string Extensions = """
        public static class Extensions
        {
            public static void StoreUnsafe<T>(this System.Runtime.Intrinsics.Vector512<T> source, ref T place) => throw null!;
            public static void StoreUnsafe<T>(this System.Runtime.Intrinsics.Vector512<T> source, ref T place, nuint index) => throw null!;
            public static void StoreUnsafe<T>(this System.Runtime.Intrinsics.Vector256<T> source, ref T place) => throw null!;
            public static void StoreUnsafe<T>(this System.Runtime.Intrinsics.Vector256<T> source, ref T place, nuint index) => throw null!;
            public static void StoreUnsafe<T>(this System.Runtime.Intrinsics.Vector128<T> source, ref T place) => throw null!;
            public static void StoreUnsafe<T>(this System.Runtime.Intrinsics.Vector128<T> source, ref T place, nuint index) => throw null!;
            public static System.Span<T> AsSpan<T>(this T[] array, int start, int length) => throw null!;
            public static object GetLower<T>(this System.Runtime.Intrinsics.Vector256<T> source) => throw null!;
        }
        """;

    public static TheoryData<string, string> Places => new()
    {
        { "types in the models' namespace", $"using TinyRnn; namespace Acme.Nets {{ {s_types} {Models} }}" },
        { "types in an outer namespace", $"using TinyRnn; namespace Acme {{ {s_types} }} namespace Acme.Nets {{ {Models} }}" },
        { "types in the global namespace", $"using TinyRnn; {s_types} namespace Acme.Nets {{ {Models} }}" },
        { "types beside models in the global namespace", $"using TinyRnn; {s_types} {Models}" },
        { "types by a global using", $"global using Other; using TinyRnn; namespace Other {{ {s_types} }} namespace Acme.Nets {{ {Models} }}" },
        { "aliases by global usings", $"{Aliases()} using TinyRnn; namespace Acme.Nets {{ {Models} }}" },
        { "aliases by global usings, models in the global namespace", $"{Aliases()} using TinyRnn; {Models}" },
        { "members by a global using static",
            $"global using static Other; using TinyRnn; public static class Other {{ public static string nameof(object o) => \"\"; public static int _ => 0; }} namespace Acme.Nets {{ {Models} }}" },
        { "types around the models", $"using TinyRnn; namespace Acme.Nets {{ public static partial class Outer {{ {s_types} {Models} }} }}" },
        { "types inside the models", $"using TinyRnn; namespace Acme.Nets {{ {Models.Replace(";", $" {{ {s_types} }}", StringComparison.Ordinal)} }}" },
        { "inherited types",
            $"using TinyRnn; namespace Acme {{ public class Base {{ {s_types} public class NAME {{ }} public class Pair {{ }} public class Tokens {{ }} }} }} namespace Acme.Nets {{ {Models.Replace(";", " : Base;", StringComparison.Ordinal)} }}" },
        { "members", $"using TinyRnn; namespace Acme.Nets {{ {Models.Replace(";", $" {{ {Members()} }}", StringComparison.Ordinal)} }}" },
        { "a method nameof and a constant _",
            $"using TinyRnn; namespace Acme.Nets {{ {Models.Replace(";", " { public const int _ = 1; public static string nameof(object o) => \"\"; public static string nameof(int o) => \"\"; }", StringComparison.Ordinal)} }}" },
        { "namespaces beside the models", $"using TinyRnn; namespace Acme.Nets {{ {Models} {s_spaces} }}" },
        { "global namespaces", $"using TinyRnn; namespace Acme.Nets {{ {Models} }} {s_spaces}" },
        { "global namespaces, models in the global namespace", $"using TinyRnn; {Models} {s_spaces}" },
        { "extension methods in the models' namespace", $"using TinyRnn; namespace Acme.Nets {{ {Extensions} {Models} }}" },
        { "extension methods beside models in the global namespace", $"using TinyRnn; {Extensions} {Models}" },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void Names_of_the_users_do_not_disturb_emitted_code(string place, string source)
    {
        Assert.NotEmpty(place);
        AssertQuiet(source);
    }

    [Theory]
    [InlineData("namespace First.Number { MODEL @WORD; }")]
    [InlineData("namespace Second.Number { public partial class @WORD { MODEL M; } }")]
    [InlineData("namespace Third.Number { public partial interface @WORD { public partial record struct Inner { MODEL M; } } }")]
    [InlineData("namespace Fourth.Number.@WORD { MODEL M; }")]
    [InlineData("namespace @WORD.@WORD { MODEL @WORD; }")]
    public void A_model_the_types_around_it_and_its_namespace_may_have_any_name(string form) =>
        AssertQuiet("using TinyRnn; " + string.Concat(s_words.Select((word, number) => form
        .Replace("WORD", word, StringComparison.Ordinal).Replace("MODEL", Small, StringComparison.Ordinal)
            .Replace("Number", "N" + number, StringComparison.Ordinal) + "\n")));

    [Theory]
    [InlineData("var")]
    [InlineData("nuint")]
    [InlineData("knob")]
    [InlineData("_")]
    public void A_part_of_a_pair_may_have_any_name(string word) => AssertQuiet(
        $"using TinyRnn; [RecurrentModel(1)] [Gru(2)] [Trainable] public sealed partial class @{word}; [EncoderDecoder<@{word}, @{word}>] [Trainable] public "
        + $"sealed partial class Pair;");

    /// <summary>Outputs give their names to parameters; keywords alone have an @ there.</summary>
    [Fact]
    public void An_output_may_have_any_name()
    {
        string[] words = [.. s_words.Where(word => char.IsAsciiLetter(word[0])), "else", "this"];
        string source = "using TinyRnn; [RecurrentModel(3)] "
            + string.Concat(words.Select(word => $"[Dense(2, Activation.Tanh, Name = \"{word}\", From = \"input\")] "))
            + $"[Outputs({string.Join(", ", words.Select(word => $"\"{word}\""))})] public sealed partial class M;";
        AssertQuiet(source);
        string text = string.Concat(Harness.Emit(source).Values);
        Assert.Contains("Span<float> record, Span<float> file,", text, StringComparison.Ordinal);
        Assert.Contains("Span<float> @else, Span<float> @this)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Models_of_any_name_stand_in_the_global_namespace() =>
        AssertQuiet("using TinyRnn; " + string.Concat(s_words.Select(word => $"{Small} @{word}; ")));

    [Fact]
    public void Classes_that_differ_only_in_the_case_of_letters_with_several_small_ones_have_files_of_their_own() => AssertQuiet(
        "using TinyRnn; namespace A; " + string.Concat(s_twins.Select(name => $"[RecurrentModel(1)] [Gru(2)] public partial class {name}; ")));

    /// <summary>Compositions of names, places and neighbours: each ends in TinyRnn's own errors or compiles without a warning.</summary>
    [Fact]
    public void Random_compositions_of_names_compile_or_are_refused()
    {
        Random random = new(14);
        string[] names =
            [.. s_words, "Rnn", "System", "TinyRnn", "State", "Trainer", "Span", "Math", "Vector512", "Values", "Layers", "Kernels", "Step",
                "Attribute", "Object"];
        for (int turn = 0; turn < 40; turn++)
        {
            string source = "";
            string end = "";
            for (int depth = random.Next(3); depth > 0; depth--)
            {
                source += $"namespace @{Name()} {{ {Neighbour()} ";
                end += " }";
            }

            for (int depth = random.Next(3); depth > 0; depth--)
            {
                source += $"public partial {Pick("class", "struct", "interface", "record", "record struct")} @{Name()}{Pick("", "", "", "", "<T>")} {{ {Neighbour()} ";
                end += " }";
            }

            string body = random.Next(2) == 0 ? ";" : $" {{ public class @{Name()}; }}";
            source += $"[global::TinyRnn.RecurrentModel(3)] [global::TinyRnn.Window(2)] [global::TinyRnn.Dense(3, Name = \"{Name()}\")] {Pick("", "[global::TinyRnn.Trainable]")} public sealed partial class @{Name()}{body} {Neighbour()}{end}";

            // What is wrong with the user's own half, such as two types of one name, is the user's.
            if (Harness.Compile(source).GetDiagnostics(TestContext.Current.CancellationToken)
                .All(diagnostic => diagnostic.Severity != DiagnosticSeverity.Error))
                AssertQuiet(source, mayBeRefused: true);
        }

        string Name() => names[random.Next(names.Length)];

        string Pick(params string[] choices) => choices[random.Next(choices.Length)];

        string Neighbour() => random.Next(2) == 0 ? "" : $"public class @{Name()};";
    }

    private static string Aliases() =>
        string.Concat(s_words.Append("Rnn").Where(word => word != "global").Select(word => $"global using @{word} = System.Text.StringBuilder; "));

    private static string Members() => string.Concat(s_words.Append("Rnn").Select(word => $"public int @{word} => 1; "));

    /// <summary>
    /// Lower-case names are warned of where the user declares them, and what the user does not document as well: nothing else, and nothing in emitted files.
    /// </summary>
    private static void AssertQuiet(string source, bool mayBeRefused = false)
    {
        Diagnostic[] all = [.. Harness.CompileAll(source)];
        if (mayBeRefused && all.Any(diagnostic => diagnostic.Id.StartsWith("TRNN", StringComparison.Ordinal)))
            all = [.. all.Where(diagnostic => diagnostic.Location.SourceTree?.FilePath != "Model.cs")];
        Assert.DoesNotContain(all, diagnostic => !(diagnostic.Id is "CS8981" or "CS1591" && diagnostic.Location.SourceTree?.FilePath == "Model.cs"));
    }
}
