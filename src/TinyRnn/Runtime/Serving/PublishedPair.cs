using System.ComponentModel;

namespace TinyRnn.Runtime.Serving;

/// <summary>
/// The published weights of an encoder and a decoder that learn together: a call gets both from one publication. Both free sets are filled first; the exchange
/// of the two is a moment between an odd and an even number, and a reader that met it begins again (a sequence lock). So does the reader of one model in both
/// places that got one set in each. For emitted code.
/// </summary>
/// <param name="encoder">Of the encoder.</param>
/// <param name="decoder">Of the decoder.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PublishedPair(PublishedWeights encoder, PublishedWeights decoder)
{
    // Kept with the first part in order: several objects may join the same two parts, in either place.
    private readonly PublishedWeights _first = encoder.Order < decoder.Order ? encoder : decoder;
    private readonly PublishedWeights _second = encoder.Order < decoder.Order ? decoder : encoder;

    /// <summary>Begins to read both; <see cref="PairReader.Dispose"/> ends it.</summary>
    public PairReader Read()
    {
        SpinWait wait = default;
        while (true)
        {
            long before = Volatile.Read(ref _first.Exchanges);
            PairReader readers = new(encoder.Read(), decoder.ReadBeside());
            if (before % 2 == 0 && Volatile.Read(ref _first.Exchanges) == before && (encoder != decoder || readers.Encoding.ReadsWhat(readers.Decoding)))
                return readers;
            readers.Dispose();
            wait.SpinOnce();
        }
    }

    /// <summary>The parameters that are read now, the encoder's first, for a file.</summary>
    public float[] Copy()
    {
        using PairReader readers = Read();
        return [.. readers.Encoding.AllParameters, .. readers.Decoding.AllParameters];
    }

    /// <summary>Makes parameters the ones to read. Waits for calls that still read the older sets, which are those to be written.</summary>
    /// <param name="encoderParameters">All of the encoder's; they are copied.</param>
    /// <param name="decoderParameters">All of the decoder's.</param>
    public void Publish(ReadOnlySpan<float> encoderParameters, ReadOnlySpan<float> decoderParameters)
    {
        if (encoder == decoder)
        {
            // One model in both places can have one set of weights only.
            decoder.Publish(decoderParameters);
            return;
        }

        lock (_first.Lock)
        lock (_second.Lock)
        {
            encoder.Prepare(encoderParameters);
            decoder.Prepare(decoderParameters);
            Interlocked.Increment(ref _first.Exchanges);
            encoder.Exchange();
            decoder.Exchange();
            Interlocked.Increment(ref _first.Exchanges);
            Interlocked.MemoryBarrierProcessWide();
        }
    }
}
