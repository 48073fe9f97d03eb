using System.Buffers.Binary;
using System.Text;
using TinyRnn.Attack.Harness;

namespace TinyRnn.Attack.Files;

/// <summary>A weight file while it is bent: first as header and data, then as bytes.</summary>
internal sealed class BentFile
{
    private readonly List<Func<byte[], byte[]>> _later = [];

    public BentFile(byte[] file, int largest)
    {
        int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
        Header = HeaderNode.Parse(file.AsSpan(8, length));
        Data = file[(8 + length)..];
        Largest = largest;
    }

    public HeaderNode Header { get; set; }

    public byte[] Data { get; set; }

    /// <summary>Bytes that large inputs may have.</summary>
    public int Largest { get; }

    /// <summary>Between the header's tokens.</summary>
    public string Space { get; set; } = "";

    /// <summary>What is written in place of the header's length.</summary>
    public Func<long, ulong>? Length { get; set; }

    /// <summary>Zeros behind the data, which a file may have without taking room on the disk.</summary>
    public long SparseTail { get; set; }

    public IReadOnlyList<HeaderNode.Member> Tensors =>
        [.. Header.Members!.Where(member => member.Key != "\"__metadata__\"" && member.Value.Members is not null)];

    public HeaderNode? Metadata => Header.Find("__metadata__")?.Value;

    /// <summary>Done with the bytes, when header and data are written.</summary>
    public void Later(Func<byte[], byte[]> change) => _later.Add(change);

    public byte[] ToBytes()
    {
        StringBuilder text = new();
        Header.Write(text, Space);
        byte[] header = Bytes(text.ToString());
        byte[] file = new byte[8 + header.Length + Data.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(file, Length?.Invoke(header.Length) ?? (ulong)header.Length);
        header.CopyTo(file, 8);
        Data.CopyTo(file, 8 + header.Length);
        foreach (Func<byte[], byte[]> change in _later)
            file = change(file);
        return file;
    }

    /// <summary>A tensor, chosen by chance.</summary>
    public HeaderNode.Member? Tensor(Dice dice) => Tensors is { Count: > 0 } tensors ? dice.Pick(tensors) : null;

    /// <summary>UTF-8; half a surrogate pair as the three bytes that it would have, which are none.</summary>
    private static byte[] Bytes(string text)
    {
        List<byte> bytes = new(text.Length);
        Span<byte> four = stackalloc byte[4];
        for (int index = 0; index < text.Length; index++)
        {
            char letter = text[index];
            if (letter < 0x80)
            {
                bytes.Add((byte)letter);
            }
            else if (Rune.TryGetRuneAt(text, index, out Rune rune))
            {
                bytes.AddRange(four[..rune.EncodeToUtf8(four)]);
                index += rune.Utf16SequenceLength - 1;
            }
            else
            {
                bytes.AddRange([(byte)(0xE0 | (letter >> 12)), (byte)(0x80 | ((letter >> 6) & 0x3F)), (byte)(0x80 | (letter & 0x3F))]);
            }
        }

        return [.. bytes];
    }
}
