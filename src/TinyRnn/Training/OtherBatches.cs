using System.Collections;
using System.ComponentModel;

namespace TinyRnn.Training;

/// <summary>
/// Batches of another kind than a trainer's own methods take, as <see cref="OtherInputs"/> for models, and labels for a loss that compares numbers. Each call
/// is an error, and its text says what to pass instead.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class OtherBatches
{
    private const string Batches =
        "trainers read spans of 32-bit floats, one sequence after another (token ids and labels are ints); " + OtherInputs.Kinds;

    private const string Labels =
        "this trainer's loss compares numbers, so its targets are floats; int labels belong to [Trainable(Loss = Loss.CrossEntropy)]";

    /// <summary>No batch of another kind.</summary>
    /// <param name="trainer">A trainer.</param>
    /// <param name="inputs">What it does not read.</param>
    /// <param name="targets">What it does not compare with.</param>
    /// <param name="options">Its options.</param>
    [Obsolete(Batches, error: true, DiagnosticId = OtherInputs.Id)]
    public static float TrainBatch<TInput, TTarget, TState>(
        this SequenceTrainer<TInput, TTarget, TState> trainer, IEnumerable inputs, IEnumerable targets, SequenceOptions<TState> options = default)
        where TInput : unmanaged
        where TTarget : unmanaged
        where TState : unmanaged =>
        throw new NotSupportedException(Batches);

    /// <summary>No labels for a loss of numbers.</summary>
    /// <param name="trainer">A trainer.</param>
    /// <param name="inputs">Inputs.</param>
    /// <param name="labels">What it does not compare with.</param>
    /// <param name="options">Its options.</param>
    [Obsolete(Labels, error: true, DiagnosticId = OtherInputs.Id)]
    public static float TrainBatch<TInput, TState>(
        this SequenceTrainer<TInput, float, TState> trainer, IEnumerable inputs, int[] labels, SequenceOptions<TState> options = default)
        where TInput : unmanaged
        where TState : unmanaged =>
        throw new NotSupportedException(Labels);
}
