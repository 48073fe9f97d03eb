namespace TinyRnn.Training;

/// <summary>How an <see cref="OnlineLearner{TInput, TTarget, TState}"/> goes about it. What is not set keeps its default.</summary>
/// <example>
/// <code>
/// OnlineOptions options = new() { Steps = 32, Every = 4, PublishEvery = 8 };     // new weights are served every 32 steps
/// </code>
/// </example>
public sealed record OnlineOptions
{
    /// <summary>Steps through which gradients go back, the length of the ring; 0: as many as the trainer has room for (<c>MaxSteps</c>).</summary>
    public int Steps { get; init; }

    /// <summary>Steps of the stream from one step of learning to the next, 1 to <see cref="Steps"/>: what learning costs is spread over so many.</summary>
    public int Every { get; init; } = 1;

    /// <summary>
    /// Of how many of the newest steps the targets count, at least <see cref="Every"/>, so that none is passed over, and at most <see cref="Steps"/>; 0: of
    /// <see cref="Every"/>, each target once. With more, each counts several times: more is learnt from the same stream, and forgotten as fast. A model with
    /// one output a sequence learns from the newest target alone.
    /// </summary>
    public int Targets { get; init; }

    /// <summary>Updates from one publication to the next, at least 1; 0: only your own calls of <see cref="ModelTrainer.Publish"/> publish.</summary>
    public int PublishEvery { get; init; } = 1;

    /// <summary>The same with every 0 as the number that it stands for.</summary>
    /// <param name="mostSteps">Steps that the trainer has room for.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number out of its range; the message names it.</exception>
    internal OnlineOptions Checked(int mostSteps)
    {
        int steps = Steps == 0 ? mostSteps : Steps;
        if (steps < 1 || steps > mostSteps)
            throw OutOfRange(nameof(Steps), Steps, $"1 to {mostSteps}, what the trainer has room for ([Trainable(MaxSteps = ...)]), or 0 for as many");
        if (Every < 1 || Every > steps)
            throw OutOfRange(nameof(Every), Every, $"1 to {steps}, the steps of the ring");
        int targets = Targets == 0 ? Every : Targets;
        if (targets < Every || targets > steps)
            throw OutOfRange(nameof(Targets), Targets, $"{Every}, the steps from one update to the next, to {steps}, those of the ring, or 0");
        if (PublishEvery < 0)
            throw OutOfRange(nameof(PublishEvery), PublishEvery, "at least 0");
        return this with { Steps = steps, Targets = targets };
    }

    private static ArgumentOutOfRangeException OutOfRange(string option, int value, string range) =>
        new(option, value, $"{nameof(OnlineOptions)}.{option} is {range}.");
}
