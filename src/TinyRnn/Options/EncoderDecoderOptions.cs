namespace TinyRnn;

/// <summary>What there is to say of a batch of sources and targets. <see langword="default"/>: one pair of full length, equal weights, zero states.</summary>
/// <typeparam name="TEncoderState">The encoder's state.</typeparam>
/// <example>
/// <code>
/// Translator.Trainer trainer = new(Translator.Create(seed: 1));
/// int[] source = [3, 1, 4, 0], inputs = [0, 5, 6, 0], targets = [5, 6, 1, 0];     // two pairs of two steps each
/// float loss = trainer.TrainBatch(source, inputs, targets, new() { Batch = 2, SourceLengths = [2, 1], Lengths = [2, 1] });
/// </code>
/// </example>
public ref struct EncoderDecoderOptions<TEncoderState>
    where TEncoderState : unmanaged
{
    /// <summary>Pairs B; 0: one.</summary>
    public int Batch { get; set; }

    /// <summary>Steps of each source, <c>[B]</c>; empty: all have the same.</summary>
    public ReadOnlySpan<int> SourceLengths { get; set; }

    /// <summary>Steps of each target, <c>[B]</c>; empty: all have the same.</summary>
    public ReadOnlySpan<int> Lengths { get; set; }

    /// <summary>Where the encoder begins with each source, <c>[B]</c>; empty: zero states. They are only read.</summary>
    public Span<TEncoderState> States { get; set; }

    /// <summary>How much each target counts, at least 0, <c>[B, T]</c>; empty: all count 1. The loss is the weighted mean.</summary>
    public ReadOnlySpan<float> Weights { get; set; }
}
