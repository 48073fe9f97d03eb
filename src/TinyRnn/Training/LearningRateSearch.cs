using TinyRnn.Data;

namespace TinyRnn.Training;

/// <summary>
/// The learning-rate range test (Smith 2017, "Cyclical learning rates for training neural networks"): some updates at rates that grow from tiny to far too
/// large tell where learning begins and where it ends. Everything here is done with the trainer's public methods, so that you can do it another way.
/// </summary>
/// <example>
/// <code>
/// GestureNet.Trainer trainer = new(GestureNet.Create(seed: 1));
/// SequenceList&lt;float, int&gt; gestures = new(inputSize: 3, targetSize: 1, hasStepTargets: false);
/// gestures.Add(new float[50 * 3], new int[] { 4 });
/// trainer.LearningRate = trainer.FindLearningRate(gestures).Suggestion ?? 1e-3;
/// </code>
/// </example>
public static class LearningRateSearch
{
    /// <summary>
    /// Learns from batches at exponentially growing rates, and goes back: weights, the optimizer's memory, counts, random state, schedule step and settings are
    /// then what they were, bit for bit, and so is a snapshot. Gradients that no update had applied are dropped. It takes as much memory as a snapshot.
    /// </summary>
    /// <typeparam name="TInput">The model's inputs.</typeparam>
    /// <typeparam name="TTarget">Its targets.</typeparam>
    /// <typeparam name="TState">Its state.</typeparam>
    /// <param name="trainer">The trainer, with clipping, frozen layers and optimizer as they will be: they decide which rates are good.</param>
    /// <param name="training">What is learnt from; it begins anew when it is at its end.</param>
    /// <param name="range">Which rates; <see langword="null"/>: 100 from 1e-6 to 1.</param>
    /// <returns>The losses, and a rate to begin with.</returns>
    /// <exception cref="ArgumentException">A set that is empty or does not fit the model, or a number out of its range; nothing has changed then.</exception>
    public static LearningRateCurve FindLearningRate<TInput, TTarget, TState>(
        this SequenceTrainer<TInput, TTarget, TState> trainer, SequenceSet<TInput, TTarget> training, LearningRateRange? range = null)
        where TInput : unmanaged
        where TTarget : unmanaged
        where TState : unmanaged
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(training);
        range ??= new();
        range.Validate(trainer.MostSequences);
        trainer.RequireFitting(training, nameof(training));
        SequenceBatches<TInput, TTarget> batches = new(training, range.Batch == 0 ? trainer.MostSequences : range.Batch);
        ModelTrainer.KeptTrainer kept = trainer.Keep();
        try
        {
            return Try(trainer, batches, range);
        }
        finally
        {
            trainer.Return(kept);
        }
    }

    private static LearningRateCurve Try<TInput, TTarget, TState>(
        SequenceTrainer<TInput, TTarget, TState> trainer, SequenceBatches<TInput, TTarget> batches, LearningRateRange range)
        where TInput : unmanaged
        where TTarget : unmanaged
        where TState : unmanaged
    {
        List<LearningRatePoint> points = new(range.Updates);
        RandomState random = new(range.Seed);
        batches.Shuffle(ref random);
        trainer.DropGradients();
        double sum = 0;
        double left = 1;
        double lowest = double.PositiveInfinity;
        for (int update = 0; update < range.Updates; update++)
        {
            if (!batches.MoveNext())
            {
                batches.Shuffle(ref random);
                batches.MoveNext();
            }

            double rate = range.From * Math.Pow(range.To / range.From, (double)update / (range.Updates - 1));
            trainer.LearningRate = rate;
            double loss = trainer.TrainBatch(batches.Inputs, batches.Targets, new() { Batch = batches.Batch, Lengths = batches.Lengths });
            if (trainer.LastUpdate.Status is UpdateStatus.NonFiniteLoss or UpdateStatus.NonFiniteGradient)
                return new(points, HasDiverged: true);
            if (trainer.LastUpdate.Status == UpdateStatus.NoGradient)
                continue;
            sum = (range.Smoothing * sum) + ((1 - range.Smoothing) * loss);
            left *= range.Smoothing;
            double smoothed = sum / (1 - left);
            points.Add(new(rate, loss, smoothed));
            lowest = Math.Min(lowest, smoothed);
            if (smoothed > lowest + (range.Divergence * Math.Abs(points[0].Loss)))
                return new(points, HasDiverged: true);
        }

        return new(points, HasDiverged: false);
    }
}
