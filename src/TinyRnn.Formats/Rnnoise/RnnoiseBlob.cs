namespace TinyRnn.Formats;

/// <summary>
/// The weights that RNNoise 0.2 loads at run time (<c>rnnoise_model_from_file</c>): arrays, one after another, each with a head of 64 bytes that has its name,
/// type and size. The network is always the same, with sizes of its own: two causal convolutions of three frames, three GRUs, and two heads that read the
/// second convolution and every GRU. No reflection: it works in native programs.
/// </summary>
public static class RnnoiseBlob
{
    /// <summary>How each array begins, and so the file.</summary>
    public static ReadOnlySpan<byte> Signature => "DNNw"u8;

    /// <summary>Reads a model from a stream, to its end.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <exception cref="SourceFormatException">Damaged, or contradicting itself.</exception>
    public static SourceModel Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Read(FileBytes.ReadAll(stream, name), name);
    }

    /// <summary>Reads a model from memory.</summary>
    /// <param name="blob">The file.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <exception cref="SourceFormatException">Damaged, or contradicting itself.</exception>
    public static SourceModel Read(ReadOnlyMemory<byte> blob, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return BlobModel.Read(BlobArrays.Read(blob, name));
    }
}
