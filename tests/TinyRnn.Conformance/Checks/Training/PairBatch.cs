using TinyRnn.Training;

namespace TinyRnn.Conformance;

/// <summary>A batch of three pairs of unequal lengths, and its pairs one by one.</summary>
/// <param name="Sources"><c>[3, 7, I]</c>, or token ids.</param>
/// <param name="Inputs"><c>[3, 5, I]</c>, or token ids.</param>
/// <param name="Targets"><c>[3, 5, O]</c>, or class ids.</param>
internal sealed record PairBatch<TSource, TInput, TTarget>(TSource[] Sources, TInput[] Inputs, TTarget[] Targets)
    where TSource : unmanaged
    where TInput : unmanaged
    where TTarget : unmanaged
{
    public const int Count = 3;
    private const int SourceSteps = 7;
    private const int Steps = 5;

    /// <summary>Steps of each source.</summary>
    public int[] SourceLengths { get; } = [7, 3, 5];

    /// <summary>Steps of each target.</summary>
    public int[] Lengths { get; } = [2, 5, 4];

    /// <summary>How much each target counts; those behind a target's end do not.</summary>
    public float[] Weights { get; init; } = [];

    /// <summary>Learns from all pairs at once.</summary>
    public float Train<TEncoder, TDecoder>(EncoderDecoderTrainer<TSource, TInput, TTarget, TEncoder, TDecoder> trainer)
        where TEncoder : unmanaged
        where TDecoder : unmanaged => trainer.TrainBatch(Sources, Inputs, Targets, Options<TEncoder>());

    /// <summary>Adds the gradients of all pairs at once.</summary>
    public float Accumulate<TEncoder, TDecoder>(EncoderDecoderTrainer<TSource, TInput, TTarget, TEncoder, TDecoder> trainer)
        where TEncoder : unmanaged
        where TDecoder : unmanaged => trainer.Accumulate(Sources, Inputs, Targets, Options<TEncoder>());

    /// <summary>The loss without dropout.</summary>
    public float Evaluate<TEncoder, TDecoder>(EncoderDecoderTrainer<TSource, TInput, TTarget, TEncoder, TDecoder> trainer)
        where TEncoder : unmanaged
        where TDecoder : unmanaged => trainer.Evaluate(Sources, Inputs, Targets, Options<TEncoder>());

    /// <summary>Adds the gradients of one pair, passed alone in its own length.</summary>
    /// <returns>Its loss, and its share of the weight of all.</returns>
    public (float Loss, double Share) AccumulateOne<TEncoder, TDecoder>(EncoderDecoderTrainer<TSource, TInput, TTarget, TEncoder, TDecoder> trainer, int b)
        where TEncoder : unmanaged
        where TDecoder : unmanaged
    {
        float loss = trainer.Accumulate(Source(b), Input(b), Target(b), new() { Weights = Weights.Length == 0 ? [] : Weights.AsSpan(b * Steps, Lengths[b]) });
        return (loss, Weight(b) / Enumerable.Range(0, Count).Sum(Weight));
    }

    /// <summary>A source in its own length.</summary>
    public ReadOnlySpan<TSource> Source(int b) => Part(Sources, b, SourceLengths[b], SourceSteps);

    /// <summary>What the decoder reads, in its own length.</summary>
    public ReadOnlySpan<TInput> Input(int b) => Part(Inputs, b, Lengths[b], Steps);

    /// <summary>A target in its own length.</summary>
    public ReadOnlySpan<TTarget> Target(int b) => Part(Targets, b, Lengths[b], Steps);

    /// <summary>Everything but the arrays themselves.</summary>
    public EncoderDecoderOptions<TEncoder> Options<TEncoder>()
        where TEncoder : unmanaged => new() { Batch = Count, SourceLengths = SourceLengths, Lengths = Lengths, Weights = Weights };

    private double Weight(int b) => Enumerable.Range(0, Lengths[b]).Sum(t => Weights.Length == 0 ? 1.0 : Weights[(b * Steps) + t]);

    private static ReadOnlySpan<T> Part<T>(T[] values, int b, int length, int steps)
    {
        int size = values.Length / (Count * steps);
        return values.AsSpan(b * steps * size, length * size);
    }
}
