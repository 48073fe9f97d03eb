namespace TinyRnn;

/// <summary>
/// What every generated encoder-decoder offers, so that generic code (evaluation, search, servers) works on any of them without reflection. Its parts are
/// models of their own (<see cref="IStreamingModel{TSelf, TState, TInput}"/>).
/// </summary>
/// <typeparam name="TSelf">The encoder-decoder.</typeparam>
/// <typeparam name="TSource">What the encoder reads: <see cref="float"/>, or <see cref="int"/> for token ids.</typeparam>
/// <typeparam name="TInput">The same for the decoder.</typeparam>
/// <typeparam name="TEncoderState">The encoder's state.</typeparam>
/// <typeparam name="TDecoderState">The decoder's state.</typeparam>
/// <example>
/// <code>
/// float[] scores = Score&lt;Translator, Reader.State, Writer.State&gt;(Translator.Create(seed: 1), source: [3, 1, 4], target: [0, 5, 6]);
///
/// // The scores of what follows each token of a target.
/// static float[] Score&lt;TModel, TEncoderState, TDecoderState&gt;(TModel model, int[] source, int[] target)
///     where TModel : class, IEncoderDecoder&lt;TModel, int, int, TEncoderState, TDecoderState&gt;
///     where TEncoderState : unmanaged
///     where TDecoderState : unmanaged
/// {
///     float[] scores = new float[target.Length * TModel.OutputSize];
///     model.Run(source, target, scores);
///     return scores;
/// }
/// </code>
/// </example>
public interface IEncoderDecoder<TSelf, TSource, TInput, TEncoderState, TDecoderState> : IModelWeights<TSelf>
    where TSelf : class, IEncoderDecoder<TSelf, TSource, TInput, TEncoderState, TDecoderState>
    where TSource : unmanaged
    where TInput : unmanaged
    where TEncoderState : unmanaged
    where TDecoderState : unmanaged
{
    /// <summary>Values that the encoder reads a step.</summary>
    static abstract int SourceSize { get; }

    /// <summary>Values that the decoder reads a step.</summary>
    static abstract int InputSize { get; }

    /// <summary>Output size O: values that the decoder writes a step.</summary>
    static abstract int OutputSize { get; }

    /// <summary>The parameters of both parts in the order of <see cref="IModelWeights{TSelf}.Tensors"/>, two biases of a gate as their sum.</summary>
    /// <param name="parameters">Room for all of them, <see cref="IModelWeights{TSelf}.ParameterCount"/>.</param>
    /// <exception cref="ArgumentException">Room for another number of them.</exception>
    void CopyParameters(Span<float> parameters);

    /// <summary>Reads a source from a fresh state on.</summary>
    /// <param name="xs">The source, <c>[T, I]</c>, or <c>[T]</c> token ids.</param>
    /// <returns>The state that the decoder starts from.</returns>
    TDecoderState Encode(ReadOnlySpan<TSource> xs);

    /// <summary>Reads a source from a given state on.</summary>
    /// <param name="state">The encoder's state before the first step, then after the last.</param>
    /// <param name="xs">The source, <c>[T, I]</c>, or <c>[T]</c> token ids.</param>
    /// <returns>The state that the decoder starts from.</returns>
    TDecoderState Encode(ref TEncoderState state, ReadOnlySpan<TSource> xs);

    /// <summary>One step of the decoder: a search goes on from what <c>Encode</c> gives, or from a copy of a state.</summary>
    /// <param name="state">The decoder's state, updated.</param>
    /// <param name="x">What it reads, <c>[I]</c>, or one token id.</param>
    /// <param name="y">Its output, <c>[O]</c>.</param>
    void Step(ref TDecoderState state, ReadOnlySpan<TInput> x, Span<float> y);

    /// <summary>Source to target with teacher forcing: the decoder reads given inputs, not its own outputs.</summary>
    /// <param name="xs">The source, <c>[T, I]</c>, or <c>[T]</c> token ids.</param>
    /// <param name="decoderXs">What the decoder reads, <c>[T, I]</c>, or <c>[T]</c> token ids.</param>
    /// <param name="ys">The decoder's outputs, <c>[T, O]</c>.</param>
    void Run(ReadOnlySpan<TSource> xs, ReadOnlySpan<TInput> decoderXs, Span<float> ys);
}
