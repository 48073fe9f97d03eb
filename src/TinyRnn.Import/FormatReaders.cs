using TinyRnn.Import.PyTorch;

namespace TinyRnn.Import;

/// <summary>All formats, told by content.</summary>
public static class FormatReaders
{
    /// <summary>Bytes of a file's beginning by which formats are told.</summary>
    internal const int HeadLength = 512;

    /// <summary>In the order in which they are asked: those with a signature first.</summary>
    private static readonly FormatReader[] s_readers =
    [
        new Onnx.OnnxReader(), new TorchReader(), new Keras.KerasReader(), new TfLite.TfLiteReader(), new RnnoiseReader(), new RnnoiseBlobReader(),
        new SafetensorsModelReader(), new JsonReader(),
    ];

    /// <summary>Reads a trained model of any of the formats.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What the caller fixes.</param>
    /// <exception cref="SourceFormatException">No known format, or a damaged file.</exception>
    public static SourceModel Read(string path, ReadOptions? options = null)
    {
        using FileStream file = File.OpenRead(path);
        return Read(file, Path.GetFileName(path), options ?? ReadOptions.None);
    }

    private static SourceModel Read(FileStream file, string name, ReadOptions options)
    {
        byte[] head = new byte[HeadLength];
        int length = file.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false);
        foreach (FormatReader reader in s_readers)
        {
            file.Position = 0;
            if (!reader.Recognises(head.AsSpan(0, length), file))
                continue;
            file.Position = 0;
            return reader.Read(file, name, options);
        }

        throw new SourceFormatException($"{name} is of no format that is read here. {string.Join(", ", s_readers.Select(reader => reader.Format))} are.");
    }
}
