using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace TinyRnn.Weights;

/// <summary>
/// CRC-32C (Castagnoli 1993) of the bytes that are added, in whatever pieces: it finds every error of up to 32 neighbouring bits, and all but one of 2^32 others.
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

    /// <summary>Adds texts in the order of their keys, each with a zero byte behind it.</summary>
    /// <param name="texts">Text by key.</param>
    /// <param name="except">A key that is left out.</param>
    public void Add(IEnumerable<KeyValuePair<string, string>> texts, string except)
    {
        SortedDictionary<string, string> sorted = new(StringComparer.Ordinal);
        foreach ((string key, string text) in texts)
            sorted.Add(key, text);
        foreach ((string key, string text) in sorted)
        {
            if (key != except)
                Add(Encoding.UTF8.GetBytes($"{key}\0{text}\0"));
        }
    }

    /// <summary>The checksum of what has been added.</summary>
    public readonly uint Value => _inverse;

    /// <summary>Eight hexadecimal digits.</summary>
    public override readonly string ToString() => _inverse.ToString("x8", CultureInfo.InvariantCulture);
}
