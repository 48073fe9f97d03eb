using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace TinyRnn.Generator.Tests;

/// <summary>
/// Lines are at most as long as <c>.editorconfig</c> says, comments and documentation as well, which the analyzer leaves out. What may be longer is a string
/// literal that fits into no line.
/// </summary>
public class LineLengthTests
{
    private const int Most = 160;

    /// <summary>Columns for what stands beside a literal that has a line of its own: an operator in front, brackets and a semicolon behind.</summary>
    private const int Beside = 12;

    private static readonly string s_root = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../.."));

    [Fact]
    public void Lines_are_not_longer_than_the_limit()
    {
        string[] files = [.. Directory.GetFiles(s_root, "*.cs", SearchOption.AllDirectories).Where(IsSource)];
        Assert.True(files.Length > 600, $"{files.Length} files");
        string[] tooLong = [.. files.SelectMany(TooLong)];
        Assert.True(tooLong.Length == 0, string.Join("\n", tooLong));
    }

    [Fact]
    public void The_limit_is_the_one_of_editors_and_of_the_analyzer()
    {
        string[] settings = File.ReadAllLines(Path.Combine(s_root, ".editorconfig"));
        Assert.Contains($"max_line_length = {Most}", settings);
        Assert.Contains($"roslynator_max_line_length = {Most}", settings);
    }

    [Theory]
    [InlineData("// {0}", 153, true)]
    [InlineData("/// <summary>{0}</summary>", 153, true)]
    [InlineData("int a = Sum({0});", 153, true)]
    [InlineData("string a = \"{0}\";", 140, true)]  // would fit into a line of its own
    [InlineData("string a = \"{0}\";", 153, false)]
    [InlineData("string a =\n    $\"{{Count}} {0}\";", 153, false)]
    [InlineData("string a = \"\"\"\n    {0}\n    \"\"\";", 170, false)]
    public void What_is_too_long_is_told_from_a_long_literal(string code, int length, bool isTooLong) =>
        Assert.Equal(isTooLong, Lines(string.Format(null, code, new string('a', length)) + new string(' ', isTooLong ? 20 : 0)).Any());

    private static bool IsSource(string file)
    {
        string[] folders = Path.GetRelativePath(s_root, file).Split(Path.DirectorySeparatorChar);
        return !folders.Any(folder => folder is "artifacts" or "bin" or "obj" || folder.StartsWith('.'));
    }

    private static IEnumerable<string> TooLong(string file)
    {
        string text = File.ReadAllText(file);
        return text.Split('\n').All(line => line.TrimEnd('\r').Length <= Most)
            ? []
            : Lines(text).Select(line => $"{Path.GetRelativePath(s_root, file)}({line.LineNumber + 1}): {line.Span.Length} columns");
    }

    private static IEnumerable<TextLine> Lines(string text)
    {
        SyntaxNode root = CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview, DocumentationMode.Parse)).GetRoot();
        TextSpan[] literals = [.. root.DescendantNodes().Where(IsString).Select(literal => literal.Span)];
        return root.GetText().Lines.Where(line => line.Span.Length > Most && !literals.Any(literal => IsLongIn(line, literal)));
    }

    private static bool IsString(SyntaxNode node) =>
        node is InterpolatedStringExpressionSyntax || node.IsKind(SyntaxKind.StringLiteralExpression) || node.IsKind(SyntaxKind.Utf8StringLiteralExpression);

    /// <summary>The line holds a part of the literal that would be too long in a line of its own; or it is inside of one with several lines.</summary>
    private static bool IsLongIn(TextLine line, TextSpan literal)
    {
        if (line.Span.Overlap(literal) is not { } part)
            return false;
        string text = line.ToString();
        int indentation = text.Length - text.TrimStart().Length;
        return part == line.Span || indentation + part.Length > Most - Beside;
    }
}
