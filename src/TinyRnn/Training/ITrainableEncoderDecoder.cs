namespace TinyRnn.Training;

/// <summary>An encoder-decoder with <see cref="TrainableAttribute"/>, so that generic code can train any of them.</summary>
/// <typeparam name="TSelf">The encoder-decoder.</typeparam>
/// <typeparam name="TSource">What the encoder reads: <see cref="float"/>, or <see cref="int"/> for token ids.</typeparam>
/// <typeparam name="TInput">The same for the decoder.</typeparam>
/// <typeparam name="TTarget"><see cref="float"/>, or <see cref="int"/> for class ids.</typeparam>
/// <typeparam name="TEncoderState">The encoder's state.</typeparam>
/// <typeparam name="TDecoderState">The decoder's state.</typeparam>
/// <example>
/// <code>
/// float loss = Learn&lt;Translator, Reader.State, Writer.State&gt;(Translator.Create(seed: 1), [3, 1, 4], [0, 5, 6], [5, 6, 1]);
///
/// static float Learn&lt;TModel, TEncoderState, TDecoderState&gt;(TModel model, int[] source, int[] inputs, int[] targets)
///     where TModel : class, ITrainableEncoderDecoder&lt;TModel, int, int, int, TEncoderState, TDecoderState&gt;
///     where TEncoderState : unmanaged
///     where TDecoderState : unmanaged
/// {
///     EncoderDecoderTrainer&lt;int, int, int, TEncoderState, TDecoderState&gt; trainer = model.CreateTrainer();
///     float loss = trainer.TrainBatch(source, inputs, targets);
///     trainer.Publish();
///     return loss;
/// }
/// </code>
/// </example>
public interface ITrainableEncoderDecoder<TSelf, TSource, TInput, TTarget, TEncoderState, TDecoderState>
    : IEncoderDecoder<TSelf, TSource, TInput, TEncoderState, TDecoderState>
    where TSelf : class, ITrainableEncoderDecoder<TSelf, TSource, TInput, TTarget, TEncoderState, TDecoderState>
    where TSource : unmanaged
    where TInput : unmanaged
    where TTarget : unmanaged
    where TEncoderState : unmanaged
    where TDecoderState : unmanaged
{
    /// <summary>The longest source that its trainer takes.</summary>
    static abstract int MaxSourceSteps { get; }

    /// <summary>The longest target.</summary>
    static abstract int MaxSteps { get; }

    /// <summary>Most pairs at once.</summary>
    static abstract int MaxBatch { get; }

    /// <summary>A trainer that starts from the parameters of both parts: what <c>new Trainer(model)</c> makes. All of its memory is taken here.</summary>
    /// <param name="snapshots">Take memory for <see cref="ModelTrainer.Snapshot"/> and <see cref="ModelTrainer.Restore"/>.</param>
    EncoderDecoderTrainer<TSource, TInput, TTarget, TEncoderState, TDecoderState> CreateTrainer(bool snapshots = false);
}
