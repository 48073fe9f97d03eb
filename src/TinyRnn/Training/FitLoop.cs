using TinyRnn.Data;

namespace TinyRnn.Training;

/// <summary>One call of <see cref="TrainerFit.Fit"/>.</summary>
internal sealed class FitLoop<TInput, TTarget, TState>(
    SequenceTrainer<TInput, TTarget, TState> trainer,
    SequenceBatches<TInput, TTarget> batches,
    SequenceBatches<TInput, TTarget>? validation,
    FitOptions options)
    where TInput : unmanaged
    where TTarget : unmanaged
    where TState : unmanaged
{
    private readonly List<FitEpoch> _epochs = [];
    private readonly float[] _best = options.KeepsBest ? new float[trainer.WeightCount] : [];
    private FitEpoch? _bestEpoch;

    public FitResult Run()
    {
        FitEnd end = FitEnd.Epochs;
        for (int epoch = 1; epoch <= options.Epochs && end == FitEnd.Epochs; epoch++)
        {
            end = Learn(epoch, out double loss);
            if (end != FitEnd.Epochs)
                break;
            Judge(epoch, loss);
            if (options.Patience > 0 && epoch - _bestEpoch!.Value.Epoch >= options.Patience)
                end = FitEnd.Patience;
        }

        bool isLast = _bestEpoch is null || (end != FitEnd.Cancelled && end != FitEnd.Diverged && _bestEpoch.Value.Epoch == _epochs.Count);
        if (options.KeepsBest && !isLast)
            trainer.Import(_best);
        return new(end, _epochs, _bestEpoch);
    }

    /// <summary>An epoch's updates.</summary>
    private FitEnd Learn(int epoch, out double loss)
    {
        Begin(epoch);
        double sum = 0;
        double count = 0;
        loss = double.NaN;
        while (batches.MoveNext())
        {
            if (options.Cancellation.IsCancellationRequested)
                return FitEnd.Cancelled;
            if (options.Schedule is { } schedule)
                trainer.FollowAny(schedule);
            float found = trainer.TrainBatch(batches.Inputs, batches.Targets, new() { Batch = batches.Batch, Lengths = batches.Lengths });
            if (trainer.LastUpdate.Status is UpdateStatus.NonFiniteGradient or UpdateStatus.NonFiniteLoss)
                return FitEnd.Diverged;
            sum += found * trainer.LastTargets;
            count += trainer.LastTargets;
        }

        loss = sum / count;
        return FitEnd.Epochs;
    }

    /// <summary>The order of an epoch follows from the seed and its number alone, whatever was before.</summary>
    private void Begin(int epoch)
    {
        if (!options.Shuffles)
        {
            batches.Restart();
            return;
        }

        RandomState random = new(options.Seed);
        random = new(random.NextUInt64() ^ (ulong)epoch);
        batches.Shuffle(ref random);
    }

    private void Judge(int epoch, double trainingLoss)
    {
        double validationLoss = validation is null ? double.NaN : TrainerFit.MeanLoss(trainer, validation);
        FitEpoch found = new(epoch, trainingLoss, validationLoss, trainer.LearningRate, IsBest: false);
        if (_bestEpoch is not { } best || found.Loss < best.Loss - options.LeastImprovement)
        {
            found = found with { IsBest = true };
            _bestEpoch = found;
            if (options.KeepsBest)
                trainer.CopyParameters(_best);
        }

        _epochs.Add(found);
        options.Progress?.Report(found);
    }
}
