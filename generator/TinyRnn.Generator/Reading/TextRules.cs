using System.Globalization;

namespace TinyRnn.Generator.Reading;

/// <summary>What no name in a weight file, and no weight file's name, can hold.</summary>
internal static class TextRules
{
    /// <summary>No resource can have the name: what no text can hold, and the bar, which the compiler leaves out without a word.</summary>
    public static bool IsNoResource(string text) => IsBroken(text) || text.Contains('|');

    /// <summary>A control character, a line break, or half of a surrogate pair, which no UTF-8 can hold.</summary>
    public static bool IsBroken(string text)
    {
        for (int index = 0; index < text.Length; index++)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(text[index]) is UnicodeCategory.Control or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator)
                return true;
            if (char.IsSurrogatePair(text, index))
                index++;
            else if (char.IsSurrogate(text[index]))
                return true;
        }

        return false;
    }
}
