using System.Globalization;
using System.Text;

namespace TinyRnn.Import.Writing;

/// <summary>Text of a model file, which may hold anything, for XML documentation in code.</summary>
internal static class ForeignWords
{
    private const int Longest = 200;

    /// <summary>
    /// One line without markup: <c>&lt;</c> and <c>&amp;</c> as entities; control, format and surrogate characters as code points in brackets.
    /// </summary>
    /// <param name="text">What the file says.</param>
    /// <param name="longest">Characters that are taken of it.</param>
    public static string Xml(string text, int longest = Longest)
    {
        StringBuilder plain = new();
        foreach (Rune rune in text.EnumerateRunes().Take(longest))
        {
            plain.Append(rune.Value switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                _ when IsSafe(rune) => rune.ToString(),
                _ => string.Create(CultureInfo.InvariantCulture, $"[U+{rune.Value:X4}]"),
            });
        }

        return plain.ToString();
    }

    private static bool IsSafe(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse);
}
