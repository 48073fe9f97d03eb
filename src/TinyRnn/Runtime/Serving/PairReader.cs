using System.ComponentModel;

namespace TinyRnn.Runtime.Serving;

/// <summary>
/// A call that reads the weights of an encoder and a decoder, which stay as they are until it is disposed of.
/// For emitted code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct PairReader
{
    internal PairReader(WeightReader encoding, WeightReader decoding)
    {
        Encoding = encoding;
        Decoding = decoding;
    }

    /// <summary>Reads the encoder's weights.</summary>
    public WeightReader Encoding { get; }

    /// <summary>Reads the decoder's.</summary>
    public WeightReader Decoding { get; }

    /// <summary>Ends the reading of both.</summary>
    public void Dispose()
    {
        Decoding.Dispose();
        Encoding.Dispose();
    }
}
