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
    /// <param name="without">Metadata that the first of them did not have.</param>
    public static byte[] From(byte[] file, params string[] without)
    {
        byte[] older = FileEdit.Of(file, metadata =>
        {
            metadata["checkpoint"] = "1";
            foreach (string key in (string[])["checksum", "checksum.tensors", .. without])
                metadata.Remove(key);
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
