namespace TinyRnn.Runtime.Batches;

/// <summary>What messages about a batch call its parts: the names that the caller knows.</summary>
/// <param name="Model">The model, or the part of it that reads the batch.</param>
/// <param name="Inputs">The argument of the inputs.</param>
/// <param name="Lengths">The option of their lengths.</param>
/// <param name="HasChunks">Whether the caller can pass a sequence in chunks and carry its state on.</param>
internal sealed record BatchNames(string Model, string Inputs, string Lengths, bool HasChunks)
{
    /// <summary>The argument of everything else.</summary>
    public static string Options => "options";

    /// <summary>Of a model that is trained alone.</summary>
    public static BatchNames Of(string model) => new(model, "inputs", nameof(SequenceOptions<int>.Lengths), HasChunks: true);

    /// <summary>Of an encoder, whose state goes to the decoder in the same call.</summary>
    public static BatchNames OfEncoder(string model) =>
        new($"the encoder of {model}", "sources", nameof(EncoderDecoderOptions<int>.SourceLengths), HasChunks: false);

    /// <summary>Of a decoder, which begins at the state of the encoder.</summary>
    public static BatchNames OfDecoder(string model) => new($"the decoder of {model}", "inputs", nameof(EncoderDecoderOptions<int>.Lengths), HasChunks: false);
}
