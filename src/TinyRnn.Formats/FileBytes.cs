namespace TinyRnn.Formats;

/// <summary>The bytes of a file that is not trusted, within a limit.</summary>
internal static class FileBytes
{
    public const int Most = 128 << 20;

    /// <summary>All bytes of a stream; memory grows with what has arrived, not with what a length says.</summary>
    public static ReadOnlyMemory<byte> ReadAll(Stream stream, string name)
    {
        using MemoryStream bytes = new();
        byte[] part = new byte[1 << 16];
        for (int length; (length = stream.Read(part)) > 0;)
        {
            RequireLength(bytes.Length + length, name);
            bytes.Write(part, 0, length);
        }

        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    /// <summary>Refuses more than the limit.</summary>
    public static void RequireLength(long length, string name)
    {
        if (length > Most)
            throw new SourceFormatException(
                $"{name} is longer than the {Most >> 20} MB that are read of a file of this format. "
                + "Models of this size are read from safetensors, ONNX or PyTorch files.");
    }
}
