using System.Globalization;
using System.Net;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TinyRnn.Generator.Diagnostics;
using TinyRnn.Generator.Emission;
using TinyRnn.Model.Spec;
using Xunit;

namespace TinyRnn.Generator.Tests;

/// <summary>Names of layers and weight files, which may hold anything: emitted code holds them as values, and never as code.</summary>
public class HostileTextTests
{
    /// <summary>What ends a literal, a comment, an element or a line, and what cannot be seen.</summary>
    private static readonly string[] s_parts =
    [
        "\"", "\\", "\\\"", "*/", "//", "/*", "]]>", "<", ">", "&", "&amp;", "</c>", "'", "{", "}", "{0}", "#", ";", "%", "=", "[", "]", ",", "@", "$", "|",
        "\"\"\"", "\\n", "\\u0022", "-->", "<!--", "#error",
        "a", "Z", "0", ".", "\u00E4", "\u4E16", "\U0001F600", "\u202E", "\u200B", "\u2066", "\uFEFF", "\u00AD", "\uFFFE", "\uFFFF", "\uE000",
        "\U000E0001", "\u3164",
    ];

    /// <summary>No name can hold these.</summary>
    private static readonly string[] s_refused = ["\n", "\r", "\0", "\u0007", "\u001B", "\u007F", "\u0085", "\u2028", "\u2029", "\uD83D", "\uDE00"];

    public static TheoryData<string> Names =>
        [.. s_parts.Append(" ").Select(Named), .. s_refused.Select(Named), Named("R&D.safetensors"), Named("a\n    public static int Injected => 1; //")];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_weight_files_name_is_written_as_its_value_or_refused(string name) => AssertWritten(Unnamed(name), "layer");

    [Theory]
    [MemberData(nameof(Names))]
    public void A_layers_name_is_written_as_its_value_or_refused(string name) => AssertWritten("weights", Unnamed(name));

    [Fact]
    public void Random_names_are_written_as_their_values_or_refused()
    {
        Random random = new(2026);
        for (int turn = 0; turn < 40; turn++)
            AssertWritten(Composed(random), Composed(random));
    }

    /// <summary>Texts of specs cannot be printed by mistake.</summary>
    [Fact]
    public void Text_of_the_users_cannot_be_interpolated() => Assert.Throws<InvalidOperationException>(() => $"{new ForeignText("a")}");

    [Theory]
    [InlineData("R&D <1>", "R&amp;D &lt;1&gt;")]
    [InlineData("a\n*/ ]]>", "a\\u000A*/ ]]&gt;")]
    public void Documentation_holds_text_in_one_line_and_without_elements(string text, string expected) =>
        Assert.Equal(expected, Escaped.Documentation(new(text)));

    [Fact]
    public void A_literal_has_the_texts_value_whatever_it_holds()
    {
        Random random = new(7);
        for (int turn = 0; turn < 3000; turn++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => (char)random.Next(turn % 2 == 0 ? 0x100 : 0x10000)));
            string literal = Escaped.Literal(new(text));
            ExpressionSyntax parsed = SyntaxFactory.ParseExpression(literal);
            Assert.Equal(text, Assert.IsType<LiteralExpressionSyntax>(parsed).Token.ValueText);
            Assert.Equal(literal, parsed.ToString());
            Assert.DoesNotContain(
                literal, letter => char.IsControl(letter)
                || char.GetUnicodeCategory(letter) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Format);
        }
    }

    [Theory]
    [InlineData("lstm \u00E4\u4E16\U0001F600 \\ \"", "lstm \u00E4\u4E16\U0001F600 \\ \"")]
    [InlineData("a\tb\u0085\u2028\u2029", "a\\u0009b\\u0085\\u2028\\u2029")]
    [InlineData("\u202Eabc\u2066\u200B\u200D\uFEFF\u00AD", "\\u202Eabc\\u2066\\u200B\\u200D\\uFEFF\\u00AD")]
    [InlineData("a\u00A0b\u3000c\u3164", "a\\u00A0b\\u3000c\\u3164")]
    [InlineData("\U000E0041", "\\uDB40\\uDC41")]
    public void Messages_show_everything(string text, string shown) => Assert.Equal(shown, Visible.Text(text));

    /// <summary>(The names of test cases cannot hold them.)</summary>
    [Fact]
    public void Halves_of_surrogate_pairs_are_shown_as_numbers()
    {
        Assert.Equal("\\uDE00\\uD83D\U0001F600", Visible.Text("\uDE00\uD83D\U0001F600"));
        Assert.Equal("\\uD800", Escaped.Documentation(new("\uD800")));
    }

    /// <summary>Sources of the generator: whoever makes a diagnostic elsewhere forgets to show what is hidden in its arguments.</summary>
    [Fact]
    public void Diagnostics_are_made_in_one_place()
    {
        string folder = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../generator/TinyRnn.Generator"));
        string[] files = [.. Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)];
        Assert.Equal(
            "Message.cs", Path.GetFileName(Assert.Single(files, file => File.ReadAllText(file).Contains("Diagnostic.Create(", StringComparison.Ordinal))));
    }

    private static void AssertWritten(string file, string layer)
    {
        string source =
            $"using TinyRnn; [RecurrentModel(3)] [Dense(2, Name = {Written(layer)})] [PretrainedWeights({Written(file)})] public sealed partial class M;";
        bool isFileRefused = file.Contains('|') || s_refused.Any(part => IsIn(part, file));
        bool isLayerRefused = layer.Any(char.IsWhiteSpace) || s_refused.Any(part => IsIn(part, layer));
        IEnumerable<Diagnostic> all = [.. Harness.CompileAll(source).Where(diagnostic => diagnostic.Id != "CS1591")];
        if (string.IsNullOrWhiteSpace(file) || isFileRefused || isLayerRefused)
        {
            Assert.NotEmpty(all);
            Assert.All(all, diagnostic => Assert.StartsWith("TRNN", diagnostic.Id, StringComparison.Ordinal));
            Assert.Equal(isFileRefused && !string.IsNullOrWhiteSpace(file), all.Any(diagnostic => diagnostic.Id == "TRNN5004"));
            Assert.True(!isLayerRefused || isFileRefused || string.IsNullOrWhiteSpace(file) || all.Any(diagnostic => diagnostic.Id == "TRNN2005"));
            Assert.All(all, diagnostic => Assert.Equal(Visible.Text(diagnostic.GetMessage(null)), diagnostic.GetMessage(null)));
            return;
        }

        Assert.Empty(all);
        string text = string.Join("\n", Harness.Emit(source).Values);
        SyntaxNode root = CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.Parse)).GetRoot();
        SyntaxToken[] tokens = [.. root.DescendantTokens(descendIntoTrivia: true)];
        string prefix = layer.Length == 0 ? "" : layer + ".";
        Assert.Contains(tokens, token => token.IsKind(SyntaxKind.StringLiteralToken) && token.ValueText == file);
        Assert.Contains(tokens, token => token.IsKind(SyntaxKind.StringLiteralToken) && token.ValueText == prefix + "weight");
        Assert.Contains(
            root.DescendantNodes(descendIntoTrivia: true).OfType<XmlElementSyntax>(), element => element.StartTag.Name.ToString() == "c"
            && WebUtility.HtmlDecode(element.Content.ToString()) == Visible.Text(file));
    }

    private static bool IsIn(string part, string text)
    {
        for (int at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + 1, StringComparison.Ordinal))
        {
            // A half of a pair that has its other half is none.
            if (!char.IsSurrogate(part[0]) || !(char.IsSurrogatePair(text, at) || (at > 0 && char.IsSurrogatePair(text, at - 1))))
                return true;
        }

        return false;
    }

    private static string Composed(Random random)
    {
        // Most are allowed: what is refused tells less.
        string[] parts = random.Next(4) == 0 ? [.. s_parts, .. s_refused, " "] : s_parts;
        return "a" + string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => parts[random.Next(parts.Length)]));
    }

    /// <summary>Names of test cases hold ASCII.</summary>
    private static string Named(string name) => string.Join(' ', name.Select(letter => ((int)letter).ToString("X4", CultureInfo.InvariantCulture)));

    private static string Unnamed(string name) =>
        string.Concat(name.Split(' ').Select(code => (char)int.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture)));

    private static string Written(string text) =>
        "\"" + string.Concat(text.Select(letter => "\\u" + ((int)letter).ToString("X4", CultureInfo.InvariantCulture))) + "\"";
}
