using TinyRnn.Data;
using TinyRnn.Weights;

namespace TinyRnn.Training;

/// <summary>
/// The loop around a trainer: epochs, batches, validation, early stopping, schedules. Everything here is done with the trainer's public methods
/// (<see cref="SequenceBatches{TInput, TTarget}"/>, <c>TrainBatch</c>, <c>Evaluate</c>, <c>Import</c>), so that a loop of your own can do it another way.
/// </summary>
/// <example>
/// <code>
/// float[] load = new float[2400];
/// GestureNet.Trainer trainer = new(GestureNet.Create(seed: 1));
/// SequenceList&lt;float, int&gt; gestures = new(inputSize: 3, targetSize: 1, hasStepTargets: false);
/// gestures.Add(new float[50 * 3], new int[] { 4 });
/// FitResult result = trainer.Fit(gestures, validation: gestures, new() { Epochs = 20, Patience = 3 });
/// trainer.Publish();
/// </code>
/// </example>
public static class TrainerFit
{
    /// <summary>
    /// Learns from a set, epoch after epoch, and keeps the weights of the best. It allocates a batch and, for the best weights, as much memory as the model's
    /// parameters; batches allocate nothing. <see cref="ModelTrainer.Publish"/> is yours to call.
    /// </summary>
    /// <typeparam name="TInput">The model's inputs.</typeparam>
    /// <typeparam name="TTarget">Its targets.</typeparam>
    /// <typeparam name="TState">Its state.</typeparam>
    /// <param name="trainer">The trainer, with its learning rate, clipping and frozen layers as you set them.</param>
    /// <param name="training">What is learnt from.</param>
    /// <param name="validation">What epochs are compared by; <see langword="null"/>: the training loss.</param>
    /// <param name="options">How; <see langword="null"/>: 100 epochs.</param>
    /// <returns>Each epoch, the best one, and why training ended.</returns>
    /// <exception cref="ArgumentException">A set that is empty or does not fit the model, or an option out of its range; nothing has changed then.</exception>
    /// <exception cref="WeightFormatException">
    /// <see cref="FitOptions.Checkpoint"/> is there and no such file, or a damaged one; nothing has changed then.
    /// </exception>
    /// <exception cref="WeightMismatchException">
    /// <see cref="FitOptions.Checkpoint"/> is there and of another call: other data, options, settings, weights to begin with, or model. The message lists
    /// every difference; nothing has changed then.
    /// </exception>
    /// <exception cref="IOException"><see cref="FitOptions.Checkpoint"/> cannot be read or written.</exception>
    public static FitResult Fit<TInput, TTarget, TState>(
        this SequenceTrainer<TInput, TTarget, TState> trainer,
        SequenceSet<TInput, TTarget> training,
        SequenceSet<TInput, TTarget>? validation = null,
        FitOptions? options = null)
        where TInput : unmanaged
        where TTarget : unmanaged
        where TState : unmanaged
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(training);
        options ??= new();
        options.Validate(trainer.MostSequences);
        trainer.RequireFitting(training, nameof(training));
        if (validation is not null)
            trainer.RequireFitting(validation, nameof(validation));
        int size = options.Batch == 0 ? trainer.MostSequences : options.Batch;
        SequenceBatches<TInput, TTarget> batches = new(training, size);
        SequenceBatches<TInput, TTarget>? judged = validation is null ? null : new(validation, size);
        FitCall? call = options.Checkpoint is null ? null : FitCall.Of(trainer, training, validation, options, size);
        return new FitLoop<TInput, TTarget, TState>(trainer, batches, judged, options).Run(call);
    }

    /// <summary>
    /// The mean loss of a set by the weights in training: of all its targets that count, not of its batches.
    /// </summary>
    /// <typeparam name="TInput">The model's inputs.</typeparam>
    /// <typeparam name="TTarget">Its targets.</typeparam>
    /// <typeparam name="TState">Its state.</typeparam>
    /// <param name="trainer">The trainer.</param>
    /// <param name="set">The sequences.</param>
    /// <exception cref="ArgumentException">A set that is empty or does not fit the model.</exception>
    public static double MeanLoss<TInput, TTarget, TState>(this SequenceTrainer<TInput, TTarget, TState> trainer, SequenceSet<TInput, TTarget> set)
        where TInput : unmanaged
        where TTarget : unmanaged
        where TState : unmanaged
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(set);
        trainer.RequireFitting(set, nameof(set));
        return MeanLoss(trainer, new SequenceBatches<TInput, TTarget>(set, trainer.MostSequences));
    }

    internal static double MeanLoss<TInput, TTarget, TState>(SequenceTrainer<TInput, TTarget, TState> trainer, SequenceBatches<TInput, TTarget> batches)
        where TInput : unmanaged
        where TTarget : unmanaged
        where TState : unmanaged
    {
        double sum = 0;
        double count = 0;
        batches.Restart();
        while (batches.MoveNext())
        {
            float loss = trainer.Evaluate(batches.Inputs, batches.Targets, new() { Batch = batches.Batch, Lengths = batches.Lengths });
            sum += loss * trainer.LastTargets;
            count += trainer.LastTargets;
        }

        return sum / count;
    }

    /// <summary>Adds the outputs of a set, by the weights in training, to a measure of numbers.</summary>
    /// <typeparam name="TInput">The model's inputs.</typeparam>
    /// <typeparam name="TState">Its state.</typeparam>
    /// <param name="trainer">The trainer.</param>
    /// <param name="set">The sequences.</param>
    /// <param name="metrics">What they are added to.</param>
    /// <exception cref="ArgumentException">A set that is empty or does not fit the model.</exception>
    public static void Measure<TInput, TState>(
        this SequenceTrainer<TInput, float, TState> trainer, SequenceSet<TInput, float> set, RegressionMetrics metrics)
        where TInput : unmanaged
        where TState : unmanaged
    {
        ArgumentNullException.ThrowIfNull(metrics);
        Outputs(trainer, set, (outputs, targets) => metrics.Add(outputs, targets));
    }

    /// <summary>Adds the outputs of a set, by the weights in training, to a measure of classes: the class of the largest output beside the right one.</summary>
    /// <typeparam name="TInput">The model's inputs.</typeparam>
    /// <typeparam name="TState">Its state.</typeparam>
    /// <param name="trainer">The trainer.</param>
    /// <param name="set">The sequences; targets below 0 are left out.</param>
    /// <param name="metrics">What they are added to.</param>
    /// <exception cref="ArgumentException">A set that is empty or does not fit the model, or other numbers of classes.</exception>
    public static void Measure<TInput, TState>(
        this SequenceTrainer<TInput, int, TState> trainer, SequenceSet<TInput, int> set, ClassificationMetrics metrics)
        where TInput : unmanaged
        where TState : unmanaged
    {
        ArgumentNullException.ThrowIfNull(metrics);
        Outputs(trainer, set, (outputs, targets) => metrics.Add(outputs, targets));
    }

    private delegate void Taker<TTarget>(ReadOnlySpan<float> outputs, ReadOnlySpan<TTarget> targets);

    /// <summary>Hands on the outputs and targets of each sequence, without what is behind its end.</summary>
    private static void Outputs<TInput, TTarget, TState>(
        SequenceTrainer<TInput, TTarget, TState> trainer, SequenceSet<TInput, TTarget> set, Taker<TTarget> take)
        where TInput : unmanaged
        where TTarget : unmanaged
        where TState : unmanaged
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(set);
        trainer.RequireFitting(set, nameof(set));
        SequenceBatches<TInput, TTarget> batches = new(set, trainer.MostSequences);
        float[] outputs = new float[(long)Math.Min(trainer.MostSequences, set.Count) * trainer.OutputsOf(set.Longest())];
        while (batches.MoveNext())
        {
            int row = trainer.OutputsOf(batches.Steps);
            Span<float> ys = outputs.AsSpan(0, batches.Batch * row);
            trainer.Forward(batches.Inputs, ys, new() { Batch = batches.Batch, Lengths = batches.Lengths });
            int targetRow = batches.Targets.Length / batches.Batch;
            for (int b = 0; b < batches.Batch; b++)
            {
                take(
                    ys.Slice(b * row, trainer.OutputsOf(batches.Lengths[b])),
                    batches.Targets.Slice(b * targetRow, set.TargetsOf(batches.Lengths[b])));
            }
        }
    }
}
