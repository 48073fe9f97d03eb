using System.Buffers.Binary;
using System.Text;
using TinyRnn.Weights;
using Xunit;

namespace TinyRnn.Tests.Weights;

public class HeaderMetadataTests
{
    /// <summary>Keys come in any order in a file, and are kept by their bytes.</summary>
    [Fact]
    public void Keys_in_any_order_are_found_and_equal_ones_refused()
    {
        Random random = new(7);
        for (int count = 0; count < 70; count++)
        {
            string[] keys = [.. Enumerable.Range(0, count).Select(i => $"key {i * 37 % 101}")];
            random.Shuffle(keys);
            using (SafetensorsReader reader = Read(keys))
            {
                Assert.Equal(keys.Order(StringComparer.Ordinal), reader.Metadata.Keys);
                Assert.All(keys, key => Assert.Equal($"text of {key}", reader.Metadata[key]));
                Assert.False(reader.Metadata.ContainsKey("key 101"));
            }

            if (count > 0)
                Assert.Throws<WeightFormatException>(() => Read([.. keys, keys[random.Next(count)]]));
        }
    }

    private static SafetensorsReader Read(string[] keys)
    {
        string header = $"{{\"__metadata__\":{{{string.Join(',', keys.Select(key => $"\"{key}\":\"text of {key}\""))}}}}}";
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        return new SafetensorsReader(new MemoryStream([.. length, .. Encoding.ASCII.GetBytes(header)]));
    }
}
