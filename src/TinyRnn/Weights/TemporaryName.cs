using System.Globalization;
using System.Text;

namespace TinyRnn.Weights;

/// <summary>
/// Names of the files that become another one: the target's name, 32 random hexadecimal digits, <c>.tmp</c>. A name is never used twice, so that a file of that
/// name is either the one that was made under it or gone. Long names are shortened, because the whole may not be longer than a file system takes.
/// </summary>
internal static class TemporaryName
{
    private const string End = ".tmp";
    private const int RandomDigits = 32;
    private const int LongestStem = 100;
    private const int KeptOfLongStem = 60;

    public static string For(string targetName) => $"{Stem(targetName)}.{Guid.NewGuid():N}{End}";

    /// <summary>Whether a file is one of the target's, by its name. Those of versions that did not shorten are as well.</summary>
    public static bool IsOf(ReadOnlySpan<char> name, string targetName) => IsOfStem(name, Stem(targetName)) || IsOfStem(name, targetName);

    private static bool IsOfStem(ReadOnlySpan<char> name, string stem)
    {
        bool framed = name.Length == stem.Length + 1 + RandomDigits + End.Length
            && name.StartsWith(stem, StringComparison.Ordinal)
            && name[stem.Length] == '.'
            && name.EndsWith(End, StringComparison.Ordinal);
        if (!framed)
            return false;
        foreach (char digit in name.Slice(stem.Length + 1, RandomDigits))
        {
            if (!char.IsAsciiHexDigitLower(digit))
                return false;
        }

        return true;
    }

    /// <summary>Names of up to 100 bytes are their own; of longer ones the beginning is kept, and a hash tells them apart (FNV-1a).</summary>
    private static string Stem(string name)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(name);
        if (bytes.Length <= LongestStem)
            return name;
        ulong hash = 14695981039346656037;
        foreach (byte each in bytes)
            hash = (hash ^ each) * 1099511628211;
        int kept = 0;
        int length = 0;
        foreach (Rune rune in name.EnumerateRunes())
        {
            length += rune.Utf8SequenceLength;
            if (length > KeptOfLongStem)
                break;
            kept += rune.Utf16SequenceLength;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{name.AsSpan(0, kept)}~{hash:x16}");
    }
}
