using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>Checkpoints as version 1 of their format wrote them.</summary>
internal static class Version1
{
    /// <summary>The same training in the older format.</summary>
    /// <param name="file">A checkpoint.</param>
    /// <param name="edit">What else its metadata said, or did not say.</param>
    public static byte[] From(byte[] file, Action<IDictionary<string, string>>? edit = null)
    {
        byte[] older = FileEdit.Of(file, metadata =>
        {
            metadata["checkpoint"] = "1";
            metadata.Remove("checksum");
            metadata.Remove("checksum.tensors");
            edit?.Invoke(metadata);
        });
        uint crc = uint.MaxValue;
        int header = 8 + (int)BinaryPrimitives.ReadUInt64LittleEndian(older);
        foreach (byte each in older.AsSpan(header))
            crc = BitOperations.Crc32C(crc, each);
        using (SafetensorsReader reader = WeightData.Open(older))
        {
            foreach (string key in reader.Metadata.Keys.Order(StringComparer.Ordinal))
            {
                foreach (byte each in Encoding.UTF8.GetBytes($"{key}\0{reader.Metadata[key]}\0"))
                    crc = BitOperations.Crc32C(crc, each);
            }
        }

        return FileEdit.Of(older, metadata => metadata["checksum"] = $"{~crc:x8}");
    }
}
