using System.ComponentModel;

namespace TinyRnn.Weights;

/// <summary>
/// Where an encoder-decoder keeps its metadata. Its parts are models with metadata of their own, which stands in the pair's files under <c>encoder.</c> and
/// <c>decoder.</c>, as their tensors do. For emitted code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PairMetadataSlot : MetadataSlot
{
    private readonly MetadataSlot _encoder;
    private readonly MetadataSlot _decoder;

    /// <summary>An empty one.</summary>
    /// <param name="sizes">What the pair's own must fit.</param>
    /// <param name="encoder">The encoder's.</param>
    /// <param name="decoder">The decoder's.</param>
    public PairMetadataSlot(MetadataSizes sizes, MetadataSlot encoder, MetadataSlot decoder)
        : base(sizes)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(decoder);
        (_encoder, _decoder) = (encoder, decoder);
    }

    private PairMetadataSlot(PairMetadataSlot behind)
        : base(behind)
    {
        (_encoder, _decoder) = (behind._encoder.InFront(), behind._decoder.InFront());
    }

    internal override MetadataSlot InFront() => new PairMetadataSlot(this);

    internal override void Release()
    {
        base.Release();
        _encoder.Release();
        _decoder.Release();
    }

    internal override void Write(IDictionary<string, string> texts, string prefix)
    {
        base.Write(texts, prefix);
        _encoder.Write(texts, prefix + MetadataKeys.Encoder);
        _decoder.Write(texts, prefix + MetadataKeys.Decoder);
    }

    internal override void Hold(HeaderMetadata header, string start, string source, bool isPair = false)
    {
        base.Hold(header, start, source, isPair: true);
        _encoder.Hold(header, start + MetadataKeys.Encoder, source);
        _decoder.Hold(header, start + MetadataKeys.Decoder, source);
    }

    private protected override void KeepParts(MetadataSlot other)
    {
        PairMetadataSlot pair = (PairMetadataSlot)other;
        _encoder.Keep(pair._encoder);
        _decoder.Keep(pair._decoder);
    }

    private protected override void TakeParts(MetadataSlot other)
    {
        PairMetadataSlot pair = (PairMetadataSlot)other;
        _encoder.Take(pair._encoder);
        _decoder.Take(pair._decoder);
    }

    private protected override void Require(MetadataSizes sizes, ModelMetadata metadata, string argument)
    {
        base.Require(sizes, metadata, argument);
        foreach (string key in metadata.Entries.Keys)
        {
            if (MetadataKeys.IsOfPart(key))
                throw new ArgumentException($"'{Excerpt.Of(key)}' is a key of one of the pair's parts. Give the entry to the part itself.", argument);
        }
    }
}
