using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;

namespace TinyRnn.Conformance;

/// <summary>One thing done to a file.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Place">Where, as a part of the place's range.</param>
/// <param name="Number">How much, or which.</param>
/// <param name="Repair">Whether the announced length of the header follows its new length, so that the damage gets past the first checks.</param>
internal sealed partial record FileDamage(FileDamage.Kinds Kind, double Place, int Number, bool Repair)
{
    private static readonly string[] s_numbers =
    [
        "-1", "0", "1", "3", "4", "8", "16", "192", "448", "615", "616", "617", "65536", "2147483647", "2147483648", "4294967296", "9223372036854775807",
        "9223372036854775808", "18446744073709551615", "99999999999999999999999", "1e9", "1.5", "-0", "null", "true", "\"4\"", "[]", "{}", "[4]", "",
    ];

    private static readonly string[] s_words =
    [
        "F32", "F64", "F16", "BF16", "I64", "U8", "BOOL", "F8_E4M3", "dtype", "shape", "data_offsets", "__metadata__", "weight_hh_l0", "fc.bias", "\\ud800",
        "\\u0000", "",
    ];

    internal enum Kinds
    {
        FlipBit,
        SetByte,
        Truncate,
        Append,
        Splice,
        Remove,
        HeaderLength,
        Value,
        Number,
        Word,
    }

    public static FileDamage Draw(Random random) =>
        new((Kinds)random.Next((int)Kinds.Word + 1), random.NextDouble(), random.Next(1 << 20), random.Next(4) > 0);

    /// <summary>The damaged file.</summary>
    /// <param name="file">The file, which stays as it is.</param>
    /// <param name="others">Files of which a piece may come.</param>
    public byte[] Apply(byte[] file, IReadOnlyList<byte[]> others)
    {
        if (file.Length < 9)
            return file;
        int at = Math.Min((int)(Place * file.Length), file.Length - 1);
        byte[] copy = [.. file];
        switch (Kind)
        {
            case Kinds.FlipBit:
                copy[at] ^= (byte)(1 << (Number % 8));
                return copy;
            case Kinds.SetByte:
                copy[at] = (byte)Number;
                return copy;
            case Kinds.Truncate:
                return file[..at];
            case Kinds.Append:
                return [.. file, .. new byte[1 + (Number % 64)]];
            case Kinds.Splice:
                byte[] other = others[Number % others.Count];
                int from = Number % other.Length;
                return [.. file[..at], .. other.AsSpan(from, Math.Min(64, other.Length - from)), .. file[at..]];
            case Kinds.Remove:
                return [.. file[..at], .. file.AsSpan(Math.Min(at + 1 + (Number % 64), file.Length))];
            case Kinds.HeaderLength:
                ulong[] lengths = Lengths(BinaryPrimitives.ReadUInt64LittleEndian(file), (ulong)file.Length);
                BinaryPrimitives.WriteUInt64LittleEndian(copy, lengths[Number % lengths.Length]);
                return copy;
            case Kinds.Value:
                // Behind the header, where any byte is valid.
                int start = (int)Math.Min(BinaryPrimitives.ReadUInt64LittleEndian(file), (ulong)file.Length - 9) + 8;
                copy[start + ((int)((file.Length - 1L - start) * Number / (1 << 20)))] = (byte)(Place * 256);
                return copy;
            case Kinds.Number:
                return Edit(file, Digits(), s_numbers);
            default:
                return Edit(file, Word(), s_words);
        }
    }

    /// <summary>Lengths of a header at the ends of what is possible, and beside what is right.</summary>
    private static ulong[] Lengths(ulong right, ulong file) =>
    [
        0, 1, 8, right - 1, right + 1, right
            + 8, file - 8, file - 7, file, int.MaxValue, 1UL << 31, 1UL << 32, long.MaxValue, 1UL << 63, ulong.MaxValue - 7, ulong.MaxValue,
    ];

    /// <summary>Replaces a piece of the header's text.</summary>
    private byte[] Edit(byte[] file, Regex pieces, string[] texts)
    {
        ulong announced = BinaryPrimitives.ReadUInt64LittleEndian(file);
        int length = (int)Math.Min(announced, (ulong)file.Length - 8);
        string header = Encoding.Latin1.GetString(file, 8, length);
        MatchCollection found = pieces.Matches(header);
        if (found.Count == 0)
            return file;
        Match piece = found[Math.Min((int)(Place * found.Count), found.Count - 1)];
        string edited = header[..piece.Index] + texts[Number % texts.Length] + header[(piece.Index + piece.Length)..];
        byte[] result = [.. file[..8], .. Encoding.Latin1.GetBytes(edited), .. file[(8 + length)..]];
        if (Repair)
            BinaryPrimitives.WriteUInt64LittleEndian(result, (ulong)edited.Length);
        return result;
    }

    [GeneratedRegex("[0-9]+(?=[,\\]\\s])")]
    private static partial Regex Digits();

    [GeneratedRegex("(?<=\")[A-Za-z_][\\w.]*(?=\")")]
    private static partial Regex Word();
}
