using System.Text;

namespace TinyRnn.Weights;

/// <summary>Texts of a JSON header as UTF-8 without escapes.</summary>
internal static class HeaderTexts
{
    /// <summary>Replaces the escapes of valid JSON, in place: what is written never overtakes what is read.</summary>
    /// <returns>The new length, or -1 if half of a surrogate pair is escaped.</returns>
    public static int Unescape(Span<byte> text)
    {
        int to = 0;
        for (int from = 0; from < text.Length;)
        {
            byte each = text[from++];
            if (each != (byte)'\\')
            {
                text[to++] = each;
                continue;
            }

            byte kind = text[from++];
            if (kind != (byte)'u')
            {
                text[to++] = Letter(kind);
                continue;
            }

            int unit = Unit(text[from..]);
            from += 4;
            if (char.IsHighSurrogate((char)unit) && text[from..].StartsWith("\\u"u8) && char.IsLowSurrogate((char)Unit(text[(from + 2)..])))
            {
                unit = char.ConvertToUtf32((char)unit, (char)Unit(text[(from + 2)..]));
                from += 6;
            }

            if (!Rune.TryCreate(unit, out Rune rune))
                return -1;
            to += rune.EncodeToUtf8(text[to..]);
        }

        return to;
    }

    /// <summary>At most <paramref name="most"/> bytes of valid JSON text, without half of an escape at the end.</summary>
    public static int WholeEscapes(ReadOnlySpan<byte> text, int most)
    {
        int length = 0;
        while (length < text.Length)
        {
            int next = length + (text[length] != (byte)'\\' ? 1 : text[length + 1] == (byte)'u' ? 6 : 2);
            if (next > most)
                break;
            length = next;
        }

        return length;
    }

    /// <summary>UTF-8 of a text; <see langword="null"/> if it holds half of a surrogate pair.</summary>
    public static byte[]? Utf8(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);

        // Half of a pair has become U+FFFD: the only way to another text.
        return bytes.AsSpan().IndexOf("\uFFFD"u8) < 0 || Encoding.UTF8.GetString(bytes) == text ? bytes : null;
    }

    /// <summary>Whether bytes spell a text of ASCII characters.</summary>
    public static bool AreEqual(ReadOnlySpan<byte> utf8, string ascii)
    {
        if (utf8.Length != ascii.Length)
            return false;
        for (int i = 0; i < utf8.Length; i++)
        {
            if (utf8[i] != ascii[i])
                return false;
        }

        return true;
    }

    private static byte Letter(byte kind) => kind switch
    {
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',
        _ => kind,
    };

    private static int Unit(ReadOnlySpan<byte> digits)
    {
        int unit = 0;
        foreach (byte digit in digits[..4])
            unit = (unit << 4) + (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        return unit;
    }
}
