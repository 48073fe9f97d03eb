namespace TinyRnn.Training;

/// <summary>How <see cref="TrainerFit"/> goes about it. What is not set keeps its default.</summary>
/// <example>
/// <code>
/// FitOptions options = new() { Epochs = 50, Batch = 16, Patience = 5, Schedule = new CosineDecay(0.01f, 0, 1000) };
/// </code>
/// </example>
public sealed record FitOptions
{
    /// <summary>Rounds over all training sequences, at least 1.</summary>
    public int Epochs { get; init; } = 100;

    /// <summary>Sequences of a batch; 0: as many as the trainer has room for (<c>MaxBatch</c>).</summary>
    public int Batch { get; init; }

    /// <summary>The order of the sequences is drawn anew for each epoch; otherwise it is that of the set.</summary>
    public bool Shuffles { get; init; } = true;

    /// <summary>What the orders are drawn from, with the number of the epoch: equal seeds give equal orders.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// The learning rate of each update, by <see cref="ModelTrainer.ScheduleStep"/>, as <c>Follow</c> takes it; <see langword="null"/>: it stays
    /// what it is.
    /// </summary>
    public ILearningRateSchedule? Schedule { get; init; }

    /// <summary>Ends when so many epochs in a row have not been better than the best one (early stopping); 0: never.</summary>
    public int Patience { get; init; }

    /// <summary>By how much the loss must be lower to be better, at least 0.</summary>
    public double LeastImprovement { get; init; }

    /// <summary>At the end, the trainer has the weights of the best epoch; otherwise those of the last.</summary>
    public bool KeepsBest { get; init; } = true;

    /// <summary>Is told of each epoch.</summary>
    public IProgress<FitEpoch>? Progress { get; init; }

    /// <summary>
    /// Ends after the batch that is under way; the trainer then has what <see cref="KeepsBest"/> says, or, in the first epoch, what was learnt so far.
    /// </summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>
    /// A file in which training is kept, so that the same call goes on from there after its process was ended, at whatever moment: it gives the same weights
    /// and the same <see cref="FitResult"/>, bit for bit, as if nothing had happened. A file of a call that has come to its end gives what that call gave.
    /// The sets must give the same sequences each time; a file of other data, options or settings is refused, and what to do with it said. It is written at
    /// the beginning, at the end of each epoch and when <see cref="Cancellation"/> asks for the end, as a whole or not at all.
    /// <see cref="ModelTrainer.LoadCheckpoint(string)"/> reads it as well, for a training of your own that goes on from there. <see langword="null"/>: nothing
    /// is kept.
    /// </summary>
    public string? Checkpoint { get; init; }

    /// <summary>Updates from one writing of <see cref="Checkpoint"/> to the next within an epoch; 0: only at the ends of epochs.</summary>
    public int CheckpointEvery { get; init; }

    /// <summary>Checks the numbers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number out of its range; the message names it.</exception>
    internal void Validate(int mostSequences)
    {
        if (Epochs < 1)
            throw OutOfRange(nameof(Epochs), Epochs, "at least 1");
        if (Batch < 0 || Batch > mostSequences)
            throw OutOfRange(
                nameof(Batch), Batch, $"1 to {mostSequences}, what the trainer has room for ([Trainable(MaxBatch = ...)]), or 0 for as many");
        if (Patience < 0)
            throw OutOfRange(nameof(Patience), Patience, "at least 0");
        if (!(LeastImprovement >= 0) || double.IsInfinity(LeastImprovement))
            throw OutOfRange(nameof(LeastImprovement), LeastImprovement, "finite and at least 0");
        if (Checkpoint is "")
            throw OutOfRange(nameof(Checkpoint), Checkpoint, "the path of a file, or null");
        if (CheckpointEvery < 0 || (CheckpointEvery > 0 && Checkpoint is null))
            throw OutOfRange(nameof(CheckpointEvery), CheckpointEvery, $"at least 0, and 0 where there is no {nameof(Checkpoint)}");
        if (Checkpoint is not null && Epochs > FitCheckpoint.MostEpochs)
            throw OutOfRange(nameof(Epochs), Epochs, $"at most {FitCheckpoint.MostEpochs} with a {nameof(Checkpoint)}, which lists them all");
    }

    private static ArgumentOutOfRangeException OutOfRange(string option, object value, string range) =>
        new(option, value, $"{nameof(FitOptions)}.{option} is {range}.");
}
