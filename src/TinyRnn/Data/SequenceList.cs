namespace TinyRnn.Data;

/// <summary>Sequences in memory, each as long as it is.</summary>
/// <typeparam name="TInput"><see cref="float"/>, or <see cref="int"/> for token ids.</typeparam>
/// <typeparam name="TTarget"><see cref="float"/>, or <see cref="int"/> for classes and tokens.</typeparam>
/// <param name="inputSize">Numbers of a step I; 1 for tokens.</param>
/// <param name="targetSize">Targets of a step, or of a sequence, O; 1 for classes.</param>
/// <param name="hasStepTargets">There are targets for each step; otherwise for each sequence.</param>
/// <example>
/// <code>
/// SequenceList&lt;float, int&gt; gestures = new(inputSize: 3, targetSize: 1, hasStepTargets: false);
/// gestures.Add(new float[50 * 3], new int[] { 4 });        // 50 steps, class 4
/// gestures.Add(new float[30 * 3], new int[] { 1 });        // a shorter one
/// </code>
/// </example>
public sealed class SequenceList<TInput, TTarget>(int inputSize, int targetSize, bool hasStepTargets) : SequenceSet<TInput, TTarget>
    where TInput : unmanaged
    where TTarget : unmanaged
{
    private readonly List<(ReadOnlyMemory<TInput> Inputs, ReadOnlyMemory<TTarget> Targets)> _sequences = [];

    /// <inheritdoc/>
    public override int Count => _sequences.Count;

    /// <inheritdoc/>
    public override int InputSize { get; } = Positive(inputSize, nameof(inputSize));

    /// <inheritdoc/>
    public override int TargetSize { get; } = Positive(targetSize, nameof(targetSize));

    /// <inheritdoc/>
    public override bool HasStepTargets => hasStepTargets;

    /// <summary>Adds a sequence. Its memory is read when its turn comes.</summary>
    /// <param name="inputs"><c>[T, I]</c>.</param>
    /// <param name="targets"><c>[T, O]</c>, or <c>[O]</c>.</param>
    /// <exception cref="ArgumentException">No whole steps, none, or another number of targets than steps have.</exception>
    public void Add(ReadOnlyMemory<TInput> inputs, ReadOnlyMemory<TTarget> targets)
    {
        if (inputs.IsEmpty || inputs.Length % InputSize != 0)
            throw new ArgumentException(
                $"There are {Counted.Of(inputs.Length, "input")}, and a step has {InputSize}: pass whole steps, at least one.", nameof(inputs));
        int steps = inputs.Length / InputSize;
        int expected = TargetsOf(steps);
        if (targets.Length != expected)
            throw new ArgumentException(
                $"There are {Counted.Of(targets.Length, "target")} for {Counted.Of(steps, "step")}, and {expected} are expected: {TargetSize} for each "
                + $"{(HasStepTargets ? "step" : "sequence")}.",
                nameof(targets));
        _sequences.Add((inputs, targets));
    }

    /// <inheritdoc/>
    public override int StepsOf(int index) => _sequences[index].Inputs.Length / InputSize;

    /// <inheritdoc/>
    public override void Copy(int index, Span<TInput> inputs, Span<TTarget> targets)
    {
        _sequences[index].Inputs.Span.CopyTo(inputs);
        _sequences[index].Targets.Span.CopyTo(targets);
    }

    private static int Positive(int size, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1, name);
        return size;
    }
}
