namespace TinyRnn;

/// <summary>An encoder-decoder whose decoder writes tokens by itself: its scores choose the next token, which it reads then.</summary>
/// <typeparam name="TSelf">The encoder-decoder.</typeparam>
/// <typeparam name="TSource">What the encoder reads: <see cref="float"/>, or <see cref="int"/> for token ids.</typeparam>
/// <typeparam name="TEncoderState">The encoder's state.</typeparam>
/// <typeparam name="TDecoderState">The decoder's state.</typeparam>
/// <example>
/// <code>
/// int[] written = Translate&lt;Translator, Reader.State, Writer.State&gt;(Translator.Create(seed: 1), source: [3, 1, 4]);
/// Console.WriteLine(string.Join(" ", written));
///
/// static int[] Translate&lt;TModel, TEncoderState, TDecoderState&gt;(TModel model, int[] source)
///     where TModel : class, IGeneratingEncoderDecoder&lt;TModel, int, TEncoderState, TDecoderState&gt;
///     where TEncoderState : unmanaged
///     where TDecoderState : unmanaged
/// {
///     int[] tokens = new int[20];
///     int count = model.Generate(source, 0, tokens, endToken: 1);
///     return tokens[..count];
/// }
/// </code>
/// </example>
public interface IGeneratingEncoderDecoder<TSelf, TSource, TEncoderState, TDecoderState> : IEncoderDecoder<TSelf, TSource, int, TEncoderState, TDecoderState>
    where TSelf : class, IGeneratingEncoderDecoder<TSelf, TSource, TEncoderState, TDecoderState>
    where TSource : unmanaged
    where TEncoderState : unmanaged
    where TDecoderState : unmanaged
{
    /// <summary>Source to target: the decoder writes tokens, always the one with the highest score, and reads each as its next input.</summary>
    /// <param name="xs">The source, <c>[T, I]</c>, or <c>[T]</c> token ids.</param>
    /// <param name="first">Id of the first token that the decoder reads.</param>
    /// <param name="tokens">The ids written.</param>
    /// <param name="endToken">Stops after writing this id; -1: never.</param>
    /// <returns>How many ids were written.</returns>
    int Generate(ReadOnlySpan<TSource> xs, int first, Span<int> tokens, int endToken = -1);

    /// <summary>Source to target: the decoder writes tokens drawn from its scores, and reads each as its next input.</summary>
    /// <param name="xs">The source, <c>[T, I]</c>, or <c>[T]</c> token ids.</param>
    /// <param name="first">Id of the first token that the decoder reads.</param>
    /// <param name="tokens">The ids written.</param>
    /// <param name="sampling">Temperature and number of candidates.</param>
    /// <param name="random">Source of the draws, updated.</param>
    /// <param name="endToken">Stops after writing this id; -1: never.</param>
    /// <returns>How many ids were written.</returns>
    int Generate(ReadOnlySpan<TSource> xs, int first, Span<int> tokens, Sampling sampling, ref RandomState random, int endToken = -1);

    /// <summary>The same, always with the highest score, from a given state of the encoder on.</summary>
    /// <param name="source">The encoder's state before the first step, then after the last.</param>
    /// <param name="xs">The source, <c>[T, I]</c>, or <c>[T]</c> token ids.</param>
    /// <param name="first">Id of the first token that the decoder reads.</param>
    /// <param name="tokens">The ids written.</param>
    /// <param name="endToken">Stops after writing this id; -1: never.</param>
    /// <returns>How many ids were written.</returns>
    int Generate(ref TEncoderState source, ReadOnlySpan<TSource> xs, int first, Span<int> tokens, int endToken = -1);

    /// <summary>The same, drawn from the scores, from a given state of the encoder on.</summary>
    /// <param name="source">The encoder's state before the first step, then after the last.</param>
    /// <param name="xs">The source, <c>[T, I]</c>, or <c>[T]</c> token ids.</param>
    /// <param name="first">Id of the first token that the decoder reads.</param>
    /// <param name="tokens">The ids written.</param>
    /// <param name="sampling">Temperature and number of candidates.</param>
    /// <param name="random">Source of the draws, updated.</param>
    /// <param name="endToken">Stops after writing this id; -1: never.</param>
    /// <returns>How many ids were written.</returns>
    int Generate(
        ref TEncoderState source, ReadOnlySpan<TSource> xs, int first, Span<int> tokens, Sampling sampling, ref RandomState random, int endToken = -1);
}
