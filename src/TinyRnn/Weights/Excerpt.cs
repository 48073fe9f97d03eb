using System.Globalization;
using System.Text;

namespace TinyRnn.Weights;

/// <summary>
/// Text from outside (names and metadata of files, paths, names that a user gave), made fit for a message: a hostile file can spell a name with line breaks,
/// terminal commands or characters that turn the direction of reading, or one that is megabytes long, and messages end in logs. Every message of the library
/// that holds such text takes it from here.
/// </summary>
internal static class Excerpt
{
    /// <summary>Items of a list that a message shows.</summary>
    public const int MostItems = 40;

    private const int LongestText = 120;

    /// <summary>At most 120 characters; what could not be seen, or would move what stands around it, as <c>\u202E</c>.</summary>
    public static string Of(string text)
    {
        if (text.Length <= LongestText)
            return Escape(text);

        // Half of a pair would be shown as damage that is not there.
        int length = char.IsHighSurrogate(text[LongestText - 1]) && char.IsLowSurrogate(text[LongestText]) ? LongestText - 1 : LongestText;
        return Escape(text.AsSpan(0, length)) + "...";
    }

    /// <summary>The same of UTF-8, of which no more is decoded than is shown.</summary>
    public static string Of(ReadOnlySpan<byte> utf8) =>

        // One more character than is shown, of four bytes at most: what the cut breaks lies after them.
        Of(Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, 4 * (LongestText + 1))]));

    /// <summary>All of a path, whose end says most.</summary>
    public static string Path(string path) => Escape(path);

    /// <summary>At most 40 items, and how many more there are.</summary>
    /// <param name="separator">What stands between two of them.</param>
    /// <param name="items">The first items, or all.</param>
    /// <param name="more">How many there are besides <paramref name="items"/>.</param>
    public static string Join(string separator, IReadOnlyList<string> items, int more = 0)
    {
        string[] shown = new string[Math.Min(items.Count, MostItems)];
        for (int i = 0; i < shown.Length; i++)
            shown[i] = Of(items[i]);
        string text = string.Join(separator, shown);
        more += items.Count - shown.Length;
        return more == 0 ? text : $"{text}{separator}and {more} more";
    }

    private static string Escape(ReadOnlySpan<char> text)
    {
        StringBuilder? escaped = null;
        for (int i = 0; i < text.Length;)
        {
            bool valid = Rune.DecodeFromUtf16(text[i..], out Rune rune, out int length) == System.Buffers.OperationStatus.Done;
            if (!valid || IsInvisible(rune))
            {
                escaped ??= new StringBuilder().Append(text[..i]);
                foreach (char each in text.Slice(i, length))
                    escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)each:X4}");
            }
            else
            {
                escaped?.Append(text.Slice(i, length));
            }

            i += length;
        }

        return escaped?.ToString() ?? text.ToString();
    }

    /// <summary>
    /// Characters of control and format, separators of lines and paragraphs, and those that take no room although they count as letters or marks.
    /// </summary>
    private static bool IsInvisible(Rune rune) =>
        !rune.IsAscii
            ? Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                || rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x3164 or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0
                    or (>= 0xE0000 and <= 0xE0FFF)
            : rune.Value is < 0x20 or 0x7F;
}
