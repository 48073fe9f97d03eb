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
    private readonly FitPosition _position = new(options.KeepsBest ? trainer.WeightCount : 0);
    private FitCheckpoint? _checkpoint;
    private int _updates;

    /// <param name="call">What a file of it must be of; <see langword="null"/>: there is none.</param>
    public FitResult Run(FitCall? call)
    {
        if (call is not null)
        {
            _checkpoint = new FitCheckpoint(options.Checkpoint!, call, _position);
            if (!_checkpoint.TryGoOn(trainer))
                _checkpoint.Save(trainer);
        }

        FitEnd? end = _position.End;
        while (end is null)
        {
            end = Learn();
            if (end is FitEnd.Cancelled)
                Keep();
            if (end is null)
                end = FinishEpoch();
        }

        bool isLast = _position.Best is not { } best || (end is FitEnd.Epochs or FitEnd.Patience && best.Epoch == _position.Epochs.Count);
        if (options.KeepsBest && !isLast)
            trainer.Import(_position.BestWeights);
        return new(end.Value, _position.Epochs, _position.Best);
    }

    /// <summary>What is left of an epoch's updates.</summary>
    /// <returns>Why training ends within the epoch; <see langword="null"/>: it does not.</returns>
    private FitEnd? Learn()
    {
        Begin();
        while (batches.MoveNext())
        {
            if (options.Cancellation.IsCancellationRequested)
                return FitEnd.Cancelled;
            if (options.Schedule is { } schedule)
                trainer.FollowAny(schedule);
            float found = trainer.TrainBatch(batches.Inputs, batches.Targets, new() { Batch = batches.Batch, Lengths = batches.Lengths });
            if (trainer.LastUpdate.Status is UpdateStatus.NonFiniteGradient or UpdateStatus.NonFiniteLoss)
                return FitEnd.Diverged;
            _position.LossSum += found * trainer.LastTargets;
            _position.LossCount += trainer.LastTargets;
            _position.Batches++;
            if (options.CheckpointEvery > 0 && ++_updates % options.CheckpointEvery == 0)
                Keep();
        }

        return null;
    }

    /// <summary>The order of an epoch follows from the seed and its number alone, whatever was before.</summary>
    private void Begin()
    {
        if (options.Shuffles)
        {
            RandomState random = new(options.Seed);
            random = new(random.NextUInt64() ^ (ulong)_position.Epoch);
            batches.Shuffle(ref random);
        }
        else
        {
            batches.Restart();
        }

        batches.Skip(_position.Batches);
    }

    /// <summary>Judges an epoch, and tells of it.</summary>
    /// <returns>Why training ends with it; <see langword="null"/>: it does not.</returns>
    private FitEnd? FinishEpoch()
    {
        int epoch = _position.Epoch;
        double trainingLoss = _position.LossSum / _position.LossCount;
        double validationLoss = validation is null ? double.NaN : TrainerFit.MeanLoss(trainer, validation);
        FitEpoch found = new(epoch, trainingLoss, validationLoss, trainer.LearningRate, IsBest: false);
        if (_position.Best is not { } best || found.Loss < best.Loss - options.LeastImprovement)
        {
            found = found with { IsBest = true };
            if (options.KeepsBest)
                trainer.CopyParameters(_position.BestWeights);
        }

        _position.Add(found);
        if (options.Patience > 0 && epoch - _position.Best!.Value.Epoch >= options.Patience)
            _position.End = FitEnd.Patience;
        else if (epoch >= options.Epochs)
            _position.End = FitEnd.Epochs;
        options.Progress?.Report(found);
        Keep();
        return _position.End;
    }

    /// <summary>Writes the file. What cannot be gone on from, after a step that was too large, is not written: the next loss ends it.</summary>
    private void Keep()
    {
        if (_checkpoint is not null && trainer.IsFinite(_position.BestWeights))
            _checkpoint.Save(trainer);
    }
}
