using System.Globalization;
using System.Text;

namespace TinyRnn.Generator.Diagnostics;

/// <summary>
/// Text in which everything can be seen: control characters, line separators, marks that turn the direction of text, letters without width, odd spaces and
/// halves of surrogate pairs stand as <c>\u202E</c>.
/// </summary>
internal static class Visible
{
    public static string Text(string text)
    {
        StringBuilder shown = new();
        for (int index = 0; index < text.Length;)
        {
            int length = char.IsSurrogatePair(text, index) ? 2 : 1;
            if (IsHidden(text, index))
                Append(shown, text, index, length);
            else
                shown.Append(text, index, length);
            index += length;
        }

        return shown.ToString();
    }

    private static void Append(StringBuilder shown, string text, int index, int length)
    {
        for (int unit = index; unit < index + length; unit++)
            shown.Append("\\u").Append(((int)text[unit]).ToString("X4", CultureInfo.InvariantCulture));
    }

    private static bool IsHidden(string text, int index) => CharUnicodeInfo.GetUnicodeCategory(text, index) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => true,
        UnicodeCategory.SpaceSeparator => text[index] != ' ',
        _ => IsBlank(text[index]),
    };

    /// <summary>Letters and marks without a picture of their own.</summary>
    private static bool IsBlank(char letter) =>
        letter is '\u034F' or '\u115F' or '\u1160' or '\u17B4' or '\u17B5' or '\u2800' or '\u3164' or '\uFFA0' or (>= '\uFE00' and <= '\uFE0F');
}
