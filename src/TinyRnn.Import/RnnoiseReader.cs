namespace TinyRnn.Import;

/// <summary>RNNoise 0.1's text files.</summary>
internal sealed class RnnoiseReader : FormatReader
{
    /// <inheritdoc/>
    public override string Format => "RNNoise";

    /// <inheritdoc/>
    public override bool Recognises(ReadOnlySpan<byte> head, Stream file) => head.StartsWith(RnnoiseText.Signature);

    /// <inheritdoc/>
    public override SourceModel Read(Stream file, string name, ReadOptions options) => RnnoiseText.Read(file, name);
}
