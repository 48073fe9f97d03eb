namespace TinyRnn.Data;

/// <summary>
/// Sequences to learn from, or to be judged by, wherever they come from: each is copied into a batch when its turn comes. Derive from it for data of your own,
/// such as files that are read piece by piece.
/// </summary>
/// <typeparam name="TInput"><see cref="float"/>, or <see cref="int"/> for token ids.</typeparam>
/// <typeparam name="TTarget"><see cref="float"/>, or <see cref="int"/> for classes and tokens.</typeparam>
/// <example>
/// <code>
/// SequenceList&lt;float, int&gt; gestures = new(inputSize: 3, targetSize: 1, hasStepTargets: false);
/// gestures.Add(new float[50 * 3], new int[] { 4 });        // 50 steps, class 4
/// SequenceSet&lt;float, int&gt; set = gestures;
/// Console.WriteLine($"{set.Count} sequence of {set.StepsOf(0)} steps");
/// </code>
/// </example>
public abstract class SequenceSet<TInput, TTarget>
    where TInput : unmanaged
    where TTarget : unmanaged
{
    /// <summary>Number of sequences.</summary>
    public abstract int Count { get; }

    /// <summary>Numbers, or tokens, of a step.</summary>
    public abstract int InputSize { get; }

    /// <summary>Targets of a step, or of a sequence.</summary>
    public abstract int TargetSize { get; }

    /// <summary>There are targets for each step; otherwise for each sequence, as models with one output a sequence need.</summary>
    public abstract bool HasStepTargets { get; }

    /// <summary>Steps of a sequence, at least 1.</summary>
    /// <param name="index">Which sequence, counted from 0.</param>
    public abstract int StepsOf(int index);

    /// <summary>Copies a sequence.</summary>
    /// <param name="index">Which sequence, counted from 0.</param>
    /// <param name="inputs">Room for its inputs, <c>[T, I]</c>.</param>
    /// <param name="targets">Room for its targets, <c>[T, O]</c> or <c>[O]</c>.</param>
    public abstract void Copy(int index, Span<TInput> inputs, Span<TTarget> targets);

    /// <summary>Targets of a sequence.</summary>
    internal int TargetsOf(int steps) => HasStepTargets ? steps * TargetSize : TargetSize;

    /// <summary>Steps of the longest sequence.</summary>
    internal int Longest()
    {
        int longest = 0;
        for (int index = 0; index < Count; index++)
            longest = Math.Max(longest, StepsOf(index));
        return longest;
    }
}
