using TinyRnn.Weights;

namespace TinyRnn.Runtime;

/// <summary>
/// The checksum of a checkpoint, eight hexadecimal digits under a key of its metadata: a bit that has turned in a weight or in a digit of a setting would otherwise go on as another training. Names, shapes and
/// places of tensors are not in it, because a file whose tensors are not exactly the training's is refused anyway.
/// </summary>
internal static class CheckpointChecksum
{
    private const string Key = "checksum";

    /// <summary>Adds the checksum of what has been collected, last of all.</summary>
    public static void Write(SafetensorsWriter writer)
    {
        Checksum sum = writer.Sum();
        sum.Add(writer.Metadata, Key);
        writer.Metadata[Key] = sum.ToString();
    }

    /// <summary>Compares the checksum with the content. The first checkpoints have none.</summary>
    /// <exception cref="WeightFormatException">They differ.</exception>
    public static void Require(SafetensorsReader reader, string path)
    {
        if (!reader.Metadata.TryGetValue(Key, out string? expected))
            return;
        Checksum sum = reader.Sum();
        sum.Add(reader.Metadata, Key);
        string found = sum.ToString();
        if (found != expected)
        {
            throw new WeightFormatException(
                $"{path} is damaged: its content has the checksum {found}, but it was written with {Excerpt.Of(expected)}. Nothing was loaded; load another one, or copy the file again.");
        }
    }
}
