namespace TinyRnn.Training;

/// <summary>A model with <see cref="TrainableAttribute"/>, so that generic code can train any of them.</summary>
/// <typeparam name="TSelf">The model.</typeparam>
/// <typeparam name="TState">Its state.</typeparam>
/// <typeparam name="TInput"><see cref="float"/>, or <see cref="int"/> for models that read token ids.</typeparam>
/// <typeparam name="TTarget"><see cref="float"/>, or <see cref="int"/> for class ids.</typeparam>
/// <example>
/// <code>
/// GestureNet net = Learn&lt;GestureNet, GestureNet.State, float, int&gt;(new float[50 * 3], [4]);
///
/// static TModel Learn&lt;TModel, TState, TInput, TTarget&gt;(TInput[] inputs, TTarget[] targets)
///     where TModel : class, ITrainableModel&lt;TModel, TState, TInput, TTarget&gt;
///     where TState : unmanaged
///     where TInput : unmanaged
///     where TTarget : unmanaged
/// {
///     TModel model = TModel.Create(seed: 1);
///     SequenceTrainer&lt;TInput, TTarget, TState&gt; trainer = model.CreateTrainer();
///     for (int epoch = 0; epoch &lt; 10; epoch++)
///         trainer.TrainBatch(inputs, targets);
///     trainer.Publish();
///     return model;
/// }
/// </code>
/// </example>
public interface ITrainableModel<TSelf, TState, TInput, TTarget> : IRecurrentModel<TSelf, TState, TInput>
    where TSelf : class, ITrainableModel<TSelf, TState, TInput, TTarget>
    where TState : unmanaged
    where TInput : unmanaged
    where TTarget : unmanaged
{
    /// <summary>The longest sequence, or chunk of one, that its trainer takes.</summary>
    static abstract int MaxSteps { get; }

    /// <summary>Most sequences at once.</summary>
    static abstract int MaxBatch { get; }

    /// <summary>A trainer that starts from the model's parameters: what <c>new Trainer(model)</c> makes. All of its memory is taken here.</summary>
    /// <param name="snapshots">Take memory for <see cref="ModelTrainer.Snapshot"/> and <see cref="ModelTrainer.Restore"/>.</param>
    SequenceTrainer<TInput, TTarget, TState> CreateTrainer(bool snapshots = false);
}
