using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace TinyRnn.Tests.Rooms;

/// <summary>
/// Where inlining demands an overload for each width, the three are one text: a change of one is a change of all, with its documentation. What takes constants
/// in registers has no copies.
/// </summary>
public partial class OverloadCopyTests
{
    private static readonly int[] s_widths = [128, 256, 512];

    public static TheoryData<string> Files => [
        "Cells/CellMath.cs", "Cells/CellMath.Gru.cs", "Cells/CellMath.Lstm.cs", "Cells/CellMath.Rnn.cs", "Cells/Reproducible.cs",
        "Vectors/VectorMath.cs", "Vectors/VectorMath.Exp.cs", "Vectors/VectorMath.Relu.cs", "Vectors/VectorMath.Sigmoid.cs", "Vectors/VectorMath.Tanh.cs"];

    [Theory]
    [MemberData(nameof(Files))]
    public void Overloads_of_a_function_are_one_text(string file)
    {
        // Where the documentation is inherited, the code alone is the same.
        bool inherits = Read(file).Contains("(Vector128{float}, Vector128{float})\"/>", StringComparison.Ordinal);
        ILookup<int, string> members = Members(Read(file)).ToLookup(member => member.Width, member => Normal(inherits ? Code(member.Text) : member.Text));
        Assert.NotEmpty(members[128]);
        Assert.Equal(members[128], members[256]);
        Assert.Equal(members[128], members[512]);
    }

    [Fact]
    public void Floats_of_all_widths_are_one_text()
    {
        string[] texts = [.. s_widths.Select(width => Normal(Read($"Vectors/Floats{width}.cs"))
            .Replace($"Count => {width / 32};", "Count => N;", StringComparison.Ordinal).Replace($"{width} bits", "N bits", StringComparison.Ordinal))];
        Assert.Equal(texts[0], texts[1]);
        Assert.Equal(texts[0], texts[2]);
    }

    /// <summary>The members by the width that they name first, in their order.</summary>
    private static IEnumerable<(int Width, string Text)> Members(string source)
    {
        foreach (string member in Border().Split(source.Replace("\n{\n", "\n{\n\n", StringComparison.Ordinal)).Skip(1))
        {
            Match first = Width().Match(Code(member));
            if (first.Success && !member.Contains("CellConstants512", StringComparison.Ordinal) && !OneFloat().IsMatch(member))
                yield return (int.Parse(first.Groups[2].Value, CultureInfo.InvariantCulture), member.TrimEnd('\n', '}', ' '));
        }
    }

    private static string Code(string member) => Documentation().Replace(member, "");

    /// <summary>
    /// One name for all widths. A constant that is there four times is loaded by the narrowest, and broadcast by the others; only the widest need no
    /// "VL" for their instructions.
    /// </summary>
    private static string Normal(string text)
    {
        text = Width().Replace(text, "$1N").Replace(".VL.", ".", StringComparison.Ordinal);
        return Load().Replace(text, "VectorN.Create(Unsafe.Add(ref $1, $2))");
    }

    private static string Read(string file) =>
        File.ReadAllText(Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "src", "TinyRnn", "Runtime", file)))
            .ReplaceLineEndings("\n");

    [GeneratedRegex(@"\n\n(?=    (?:///|//|\[|public|internal|private))")]
    private static partial Regex Border();

    [GeneratedRegex(@"\b(Vector|Floats)(128|256|512)\b")]
    private static partial Regex Width();

    [GeneratedRegex(@"VectorN\.LoadUnsafe\(ref (k|Constants\(0\)), (\w+)\)")]
    private static partial Regex Load();

    /// <summary>A function of one float, by the narrowest vector.</summary>
    [GeneratedRegex(@"public static float \w+\(float x\)")]
    private static partial Regex OneFloat();

    [GeneratedRegex(@"^ *///.*\n", RegexOptions.Multiline)]
    private static partial Regex Documentation();
}
