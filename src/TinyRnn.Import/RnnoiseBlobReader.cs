namespace TinyRnn.Import;

/// <summary>The weights that RNNoise 0.2 loads at run time.</summary>
internal sealed class RnnoiseBlobReader : FormatReader
{
    /// <inheritdoc/>
    public override string Format => "RNNoise 0.2";

    /// <inheritdoc/>
    public override bool Recognises(ReadOnlySpan<byte> head, Stream file) => head.StartsWith(RnnoiseBlob.Signature);

    /// <inheritdoc/>
    public override SourceModel Read(Stream file, string name, ReadOptions options) => RnnoiseBlob.Read(file, name);
}
