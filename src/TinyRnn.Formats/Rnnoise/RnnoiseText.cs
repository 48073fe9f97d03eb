namespace TinyRnn.Formats;

/// <summary>
/// RNNoise 0.1's text files (<c>.rnnn</c>), as rnnoise-nu and FFmpeg's arnndn read them: a line that says what it is, then whole numbers of 8 bits, 256 times
/// the weights. The network is always the same, with sizes of its own: a dense layer, three GRUs that also read the input and earlier layers, and two heads,
/// gains of the bands and voice activity. No reflection: it works in native programs.
/// </summary>
public static class RnnoiseText
{
    /// <summary>How these files begin.</summary>
    public static ReadOnlySpan<byte> Signature => "rnnoise-nu model file version "u8;

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
    /// <param name="text">The file.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <exception cref="SourceFormatException">Damaged, or contradicting itself.</exception>
    public static SourceModel Read(ReadOnlyMemory<byte> text, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        RnnoiseNumbers numbers = new(text.Span, name);
        numbers.ReadSignature();
        return RnnoiseModel.Read(ref numbers);
    }
}
