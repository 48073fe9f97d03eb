using TinyRnn.Weights;

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
public interface IEncoderDecoder<TSelf, TSource, TInput, TEncoderState, TDecoderState>
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

    /// <summary>Number of parameters of both parts.</summary>
    static abstract int ParameterCount { get; }

    /// <summary>Both parts with fresh random weights; the same seed gives the same weights on every machine.</summary>
    static abstract TSelf Create(ulong seed);

    /// <summary>Reads a safetensors file, all or nothing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Prefix, other names, what to tolerate.</param>
    static abstract TSelf Load(string path, WeightLoadOptions? options = null);

    /// <summary>Reads a safetensors stream, all or nothing.</summary>
    /// <param name="stream">A readable stream, read from its position to its end.</param>
    /// <param name="options">Prefix, other names, what to tolerate.</param>
    static abstract TSelf Load(Stream stream, WeightLoadOptions? options = null);

    /// <summary>Reads the bytes of a safetensors file, all or nothing.</summary>
    /// <param name="file">The bytes.</param>
    /// <param name="options">Prefix, other names, what to tolerate.</param>
    static abstract TSelf Load(ReadOnlySpan<byte> file, WeightLoadOptions? options = null);

    /// <summary>Reads a safetensors file, all or nothing, without holding a thread while it is read; takes its bytes into memory.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Prefix, other names, what to tolerate.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    static abstract Task<TSelf> LoadAsync(string path, WeightLoadOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Reads a safetensors stream, all or nothing, without holding a thread while it is read; takes its bytes into memory.</summary>
    /// <param name="stream">A readable stream, read from its position to its end.</param>
    /// <param name="options">Prefix, other names, what to tolerate.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    static abstract Task<TSelf> LoadAsync(Stream stream, WeightLoadOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Both parts with given parameters, which are copied.</summary>
    /// <param name="parameters">As <see cref="CopyParameters"/> gives them.</param>
    /// <exception cref="ArgumentException">Not <see cref="ParameterCount"/> values.</exception>
    static abstract TSelf FromParameters(ReadOnlySpan<float> parameters);

    /// <summary>The tensors of a weight file, the encoder's first, and where their values lie in what <see cref="CopyParameters"/> gives.</summary>
    static abstract ReadOnlySpan<TensorBinding> Tensors { get; }

    /// <summary>The parameters of both parts in the order of <see cref="Tensors"/>, two biases of a gate as their sum.</summary>
    /// <param name="parameters">Room for all of them, <see cref="ParameterCount"/>.</param>
    /// <exception cref="ArgumentException">Room for another number of them.</exception>
    void CopyParameters(Span<float> parameters);

    /// <summary>Writes a safetensors file, atomically.</summary>
    /// <exception cref="InvalidOperationException">A weight is not finite: loading would refuse the file, and the old one stays.</exception>
    void Save(string path);

    /// <summary>Writes safetensors to a stream.</summary>
    /// <exception cref="InvalidOperationException">A weight is not finite: nothing was written.</exception>
    void Save(Stream stream);

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
