using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TinyRnn.Runtime.Doors;

/// <summary>
/// The checks at the door of generated methods: they run once a call, and everything after them relies on them.
/// For emitted code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Require
{
    /// <summary>A buffer of exactly the model's size.</summary>
    /// <exception cref="ArgumentException">The length differs; the message names both.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Length(int actual, int expected, string argument, string meaning)
    {
        if (actual != expected)
            ThrowLength(actual, expected, argument, meaning);
    }

    /// <summary>A whole sequence: the number of steps in <paramref name="actual"/> values.</summary>
    /// <exception cref="ArgumentException">Not a whole number of steps.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Steps(int actual, int size, string argument, string meaning)
    {
        (int steps, int rest) = Math.DivRem(actual, size);
        if (rest != 0)
            ThrowSteps(actual, size, argument, meaning);
        return steps;
    }

    /// <summary>Weights that a model which serves can take.</summary>
    /// <param name="parameters">All of them, in memory that does not change.</param>
    /// <param name="argument">Name of the argument that they belong to.</param>
    /// <exception cref="ArgumentException">One of them is not finite.</exception>
    public static void FiniteWeights(ReadOnlySpan<float> parameters, string argument)
    {
        for (int i = 0; i < parameters.Length; i++)
        {
            if (!float.IsFinite(parameters[i]))
                ThrowNotFinite(parameters[i], i, argument);
        }
    }

    /// <summary>Scratch memory of at least the needed size.</summary>
    /// <exception cref="ArgumentException">It is too short; the message names both.</exception>
    public static void AtLeast(int actual, int needed, string argument)
    {
        if (actual < needed)
            throw new ArgumentException($"{argument} has {Values(actual)}, but at least {needed} are needed. Size it by ScratchLength(steps).", argument);
    }

    /// <summary>Room for the outputs of all steps.</summary>
    /// <exception cref="ArgumentException">The length differs; the message names both.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Outputs(int actual, int steps, int size, string argument, string meaning)
    {
        if (actual != (long)steps * size)
            ThrowOutputs(actual, steps, size, argument, meaning);
    }

    /// <summary>A value, or a vector of them, for each of several streams.</summary>
    /// <exception cref="ArgumentException">The length differs; the message names both.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Streams(int actual, int streams, int size, string argument, string meaning)
    {
        if (actual != (long)streams * size)
            ThrowStreams(actual, streams, size, argument, meaning);
    }

    /// <summary>Sequences of one length for several streams: the number of steps of each.</summary>
    /// <exception cref="ArgumentException">Not a whole number of steps for each stream.</exception>
    public static int StreamSteps(int actual, int streams, int size, string argument, string meaning)
    {
        if (streams == 0 && actual == 0)
            return 0;
        if (streams == 0 || actual % ((long)streams * size) != 0)
            ThrowStreamSteps(actual, streams, size, argument, meaning);
        return (int)(actual / ((long)streams * size));
    }

    /// <summary>A sequence that must have a step, because something is read from its last one.</summary>
    /// <exception cref="ArgumentException">The sequence is empty.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AnyStep(int steps, string argument)
    {
        if (steps == 0)
            ThrowNoStep(argument);
    }

    /// <summary>A token id inside the vocabulary.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The id is negative or not below <paramref name="vocabulary"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Token(int token, int vocabulary)
    {
        if ((uint)token >= (uint)vocabulary)
            ThrowToken(token, vocabulary, -1);
    }

    /// <summary>
    /// A sequence of token ids, all inside the vocabulary: looked at before the state changes. The memory is the caller's and may change meanwhile, so what a
    /// step reads goes through <see cref="Token"/> again.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">An id is negative or not below <paramref name="vocabulary"/>; the message names its position.</exception>
    public static void Tokens(ReadOnlySpan<int> tokens, int vocabulary)
    {
        for (int i = 0; i < tokens.Length; i++)
        {
            int token = tokens[i];
            if ((uint)token >= (uint)vocabulary)
                ThrowToken(token, vocabulary, i);
        }
    }

    /// <summary>Room for the steps that are left in a history.</summary>
    /// <exception cref="InvalidOperationException">
    /// The sequence would grow beyond the history's length, or what is held so far is no number that it can be.
    /// </exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void HistoryRoom(int stepsSoFar, int steps, int maxSteps)
    {
        // A negative number is a huge one.
        if ((ulong)(uint)stepsSoFar + (uint)steps > (uint)maxSteps)
            ThrowHistory(stepsSoFar, steps, maxSteps);
    }

    /// <summary>Memory that is written and memory that is still read afterwards: they must not overlap.</summary>
    /// <param name="xs">What is read.</param>
    /// <param name="ys">What is written.</param>
    /// <param name="sameStartAllowed">They may be the same memory: each value is read before it is replaced.</param>
    /// <param name="input">Name of <paramref name="xs"/> in the message.</param>
    /// <param name="output">Name of <paramref name="ys"/> in the message.</param>
    /// <exception cref="ArgumentException">They overlap.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apart(
        ReadOnlySpan<float> xs,
        ReadOnlySpan<float> ys,
        bool sameStartAllowed,
        [CallerArgumentExpression(nameof(xs))] string input = "",
        [CallerArgumentExpression(nameof(ys))] string output = "")
    {
        // The one begins inside the other: a distance below a length, and a negative distance is a huge one.
        nint distance = Unsafe.ByteOffset(ref MemoryMarshal.GetReference(xs), ref MemoryMarshal.GetReference(ys));
        bool overlap = (nuint)distance < (nuint)xs.Length * sizeof(float) || (nuint)(-distance) < (nuint)ys.Length * sizeof(float);
        if (overlap && !xs.IsEmpty && !ys.IsEmpty && !(sameStartAllowed && distance == 0))
            ThrowApart(distance, sameStartAllowed, input, output);
    }

    /// <summary>Ids that are read, or counts that are written, while others are written.</summary>
    /// <inheritdoc cref="Apart(ReadOnlySpan{float}, ReadOnlySpan{float}, bool, string, string)"/>
    public static void Apart(
        ReadOnlySpan<int> xs,
        ReadOnlySpan<int> ys,
        [CallerArgumentExpression(nameof(xs))] string input = "",
        [CallerArgumentExpression(nameof(ys))] string output = "") =>
        Apart(MemoryMarshal.Cast<int, float>(xs), MemoryMarshal.Cast<int, float>(ys), sameStartAllowed: false, input, output);

    /// <summary>Token ids and numbers: the same for memory that is written in one type and read in another.</summary>
    /// <inheritdoc cref="Apart(ReadOnlySpan{float}, ReadOnlySpan{float}, bool, string, string)"/>
    public static void Apart(
        ReadOnlySpan<int> xs,
        ReadOnlySpan<float> ys,
        bool sameStartAllowed,
        [CallerArgumentExpression(nameof(xs))] string input = "",
        [CallerArgumentExpression(nameof(ys))] string output = "") =>
        Apart(MemoryMarshal.Cast<int, float>(xs), ys, sameStartAllowed, input, output);

    [DoesNotReturn]
    private static void ThrowLength(int actual, int expected, string argument, string meaning) =>
        throw new ArgumentException($"{argument} has {Values(actual)}, but {meaning} is {expected}. Pass a span of exactly {Values(expected)}.", argument);

    /// <summary>For a hidden vector that the model does not have.</summary>
    public static ArgumentOutOfRangeException NoHidden(int index, int count) =>
        new(nameof(index), index, $"Hidden vector {index} does not exist: the model has {count}, counted from 0.");

    [DoesNotReturn]
    private static void ThrowApart(nint distance, bool sameStartAllowed, string input, string output) =>
        throw new ArgumentException(
            sameStartAllowed
                ? $"The memory of {output} begins {Values((int)(distance / sizeof(float)))} after that of {input} and overlaps it. Pass separate buffers, "
                + $"or the same one for both."
                : $"The memory of {output} overlaps that of {input}, which this model still reads after it began to write. Pass separate buffers.",
            output);

    [DoesNotReturn]
    private static void ThrowNotFinite(float weight, int index, string argument) =>
        throw new ArgumentException(
            FormattableString.Invariant($"Weight {index} of {argument} is {weight}, and a model that serves takes finite ones only; it goes on with its own. ")
            + "Training diverged, or the file is damaged: pass a model that was loaded without AllowNonFinite.",
            argument);

    [DoesNotReturn]
    private static void ThrowOutputs(int actual, int steps, int size, string argument, string meaning) =>
        throw new ArgumentException(
            $"{argument} has {Values(actual)}, but {(long)steps * size} are needed for {Counted.Of(steps, "step")}: {meaning} is {size}. Pass a span of "
            + $"exactly that length.",
            argument);

    [DoesNotReturn]
    private static void ThrowSteps(int actual, int size, string argument, string meaning) =>
        throw new ArgumentException(
            $"{argument} has {Values(actual)}, which is no whole number of steps: {meaning} is {size}. Pass steps x {Values(size)}.", argument);

    [DoesNotReturn]
    private static void ThrowStreams(int actual, int streams, int size, string argument, string meaning) =>
        throw new ArgumentException(
            $"{argument} has {Values(actual)}, but {(long)streams * size} are needed for {Counted.Of(streams, "stream")}: {meaning} is {size}. Pass a span "
            + $"of exactly that length.",
            argument);

    [DoesNotReturn]
    private static void ThrowStreamSteps(int actual, int streams, int size, string argument, string meaning) =>
        throw new ArgumentException(
            $"{argument} has {Values(actual)}, which is no whole number of steps for each of {Counted.Of(streams, "stream")}: {meaning} is {size}. Pass "
            + $"streams x steps x {Values(size)}.", argument);

    [DoesNotReturn]
    private static void ThrowNoStep(string argument) =>
        throw new ArgumentException($"{argument} has no step, but the output is read from the last one. Pass at least one step.", argument);

    [DoesNotReturn]
    private static void ThrowToken(int token, int vocabulary, int position) =>
        throw new ArgumentOutOfRangeException(
            nameof(token),
            token,
            $"Token id {token}{(position < 0 ? "" : $" at position {position}")} is outside the vocabulary of {vocabulary}: ids are 0 to {vocabulary - 1}.");

    [DoesNotReturn]
    internal static void ThrowHistory(int stepsSoFar, int steps, int maxSteps) =>
        throw new InvalidOperationException((uint)stepsSoFar > (uint)maxSteps
            ? $"The history holds {Counted.Of(stepsSoFar, "step")}, of 0 to {maxSteps}: no step leaves a state like this, so its memory was overwritten or "
            + $"never was a state. Begin anew (state = default)."
            : $"The history holds {stepsSoFar} of at most {Counted.Of(maxSteps, "step")} and cannot take {steps} more. Start a new sequence (state = "
            + $"default) or raise "
                + $"[History({maxSteps})].");

    private static string Values(int count) => Counted.Of(count, "value");
}
