using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;

namespace TinyRnn.Weights;

/// <summary>
/// CRC-32C (Castagnoli 1993) of the bytes that are added, in whatever pieces: it finds every error of up to 32 neighbouring bits, and
/// all but one of 2^32 others.
/// </summary>
internal struct Checksum
{
    // The register, inverted: it begins as ones.
    private uint _inverse;

    /// <summary>Adds the next bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        uint crc = ~_inverse;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (byte each in bytes)
            crc = BitOperations.Crc32C(crc, each);
        _inverse = ~crc;
    }

    /// <summary>Adds a number, so that what follows cannot be taken for a part of what was before.</summary>
    public void Add(int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        Add(bytes);
    }

    /// <summary>Adds a text and its length.</summary>
    public void AddText(ReadOnlySpan<byte> text)
    {
        Add(text.Length);
        Add(text);
    }

    /// <summary>The checksum of what has been added.</summary>
    public readonly uint Value => _inverse;

    /// <summary>Eight hexadecimal digits.</summary>
    public override readonly string ToString() => _inverse.ToString("x8", CultureInfo.InvariantCulture);
}
