using System.Runtime.InteropServices;
using TinyRnn.Runtime.Doors;
using TinyRnn.Runtime.Tape;

namespace TinyRnn.Runtime.Batches;

/// <content>Everything that could be wrong with a batch, before anything changes. Messages name what the caller passed, and a remedy that it has.</content>
internal sealed partial class BatchDoor<TInput, TTarget, TState>
{
    /// <summary>Values of a target.</summary>
    private int TargetSize => network.Parameters.LossNumbers.TargetSize;

    /// <summary>A sequence has one output: the last step's, or the only step's.</summary>
    private bool HasOneOutput => _shape.HasLastStep || _shape.MaxSteps == 1;

    /// <summary>Inputs, lengths, states and the number of targets.</summary>
    /// <remarks>
    /// As in all of these, lengths are copied first and <paramref name="options"/> then hold the copy: what was checked is what counts, whatever
    /// becomes of the caller's memory.
    /// </remarks>
    public (int Steps, int Batch) Check(ReadOnlySpan<TInput> inputs, int targets, ref SequenceOptions<TState> options) =>
        Check(inputs, targets, TargetSize, "targets", ref options);

    /// <summary>The same for a batch without targets.</summary>
    public (int Steps, int Batch) CheckForOutputs(ReadOnlySpan<TInput> inputs, int outputs, ref SequenceOptions<TState> options) =>
        options.Weights.IsEmpty
            ? Check(inputs, outputs, _shape.OutputSize, "outputs", ref options)
            : throw new ArgumentException(
                $"Weights has {Counted.Of(options.Weights.Length, "weight")} of targets, but a forward pass has none. Leave it out, or scale the gradients "
                + $"of Backward.",
                BatchNames.Options);

    /// <summary>The same for a batch of which only the last states are read; its size is given.</summary>
    public int CheckInputs(ReadOnlySpan<TInput> inputs, ref SequenceOptions<TState> options)
    {
        CheckBatch(options.Batch);
        long steps = StepsOf(inputs.Length, options.Batch);
        CheckSteps(steps, names.Inputs, "");
        CheckSequences(inputs, ref options, (int)steps, options.Batch);
        return (int)steps;
    }

    private (int Steps, int Batch) Check(ReadOnlySpan<TInput> inputs, int results, int resultSize, string what, ref SequenceOptions<TState> options)
    {
        int batch = options.Batch != 0 ? options.Batch : HasOneOutput ? results / resultSize : 1;
        CheckBatch(batch, options.Batch == 0 && HasOneOutput ? what : null, results);
        long steps = _shape.ReadsOnce ? StepsOfResults(inputs.Length, results, resultSize, batch) : StepsOf(inputs.Length, batch);
        CheckSteps(
            steps, _shape.ReadsOnce ? what : names.Inputs, options.Batch != 0 || HasOneOutput ? "" : " If these are several sequences, say how many: Batch.");
        long expected = (long)_shape.OutputSteps((int)steps) * batch * resultSize;
        if (results != expected)
        {
            string each = _shape.HasLastStep ? "" : $" of {Counted.Of(steps, "step")}{(_shape.Stride == 1 ? "" : $", with an output every {_shape.Stride}")}";
            throw new ArgumentException($"{what} has {Counted.Of(results, "value")}, but {expected} are needed for "
                + $"{Counted.Of(batch, "sequence")}{each}.", what);
        }

        CheckSequences(inputs, ref options, (int)steps, batch);
        return ((int)steps, batch);
    }

    /// <param name="batch">Sequences.</param>
    /// <param name="counted">The argument whose values were counted, if nobody said how many sequences there are.</param>
    /// <param name="values">Its values.</param>
    private void CheckBatch(int batch, string? counted = null, int values = 0)
    {
        if (batch < 1 || batch > _shape.MaxBatch)
        {
            throw new ArgumentOutOfRangeException(
                counted ?? BatchNames.Options,
                batch,
                $"The batch has {Counted.Of(batch, "sequence")}{(counted is null ? "" : $" ({counted} has {Counted.Of(values, "value")})")}, but "
                + $"{names.Model} trains 1 to {_shape.MaxBatch} at once: pass fewer, or raise MaxBatch of its [Trainable].");
        }
    }

    private long StepsOf(int inputs, int batch)
    {
        long aStep = (long)batch * _shape.InputSize;
        return inputs % aStep == 0
            ? inputs / aStep
            : throw new ArgumentException(
                $"{names.Inputs} has {Counted.Of(inputs, "value")}, which is no whole number of steps: {Counted.Of(batch, "sequence")} of "
                + $"{Counted.Of(_shape.InputSize, "value")} a step make a multiple of {aStep}.", names.Inputs);
    }

    /// <summary>Of a model that reads one input a sequence.</summary>
    private long StepsOfResults(int inputs, int results, int resultSize, int batch)
    {
        long expected = (long)batch * _shape.InputSize;
        return inputs == expected
            ? results / ((long)batch * resultSize)
            : throw new ArgumentException(
                $"{names.Inputs} has {Counted.Of(inputs, "value")}, but {expected} are needed for {Counted.Of(batch, "sequence")} of one input "
                + $"of {_shape.InputSize}.", names.Inputs);
    }

    /// <param name="steps">Steps of the sequences.</param>
    /// <param name="counted">The argument whose values were counted.</param>
    /// <param name="advice">What else may be wrong.</param>
    private void CheckSteps(long steps, string counted, string advice)
    {
        if (steps < 1)
            throw new ArgumentException($"{counted} has no step, but {names.Model} needs at least one.{advice}", counted);
        if (steps > _shape.MaxSteps)
        {
            throw new ArgumentOutOfRangeException(
                counted, steps, $"The sequences of {counted} have {Counted.Of(steps, "step")}, but {names.Model} {Limit()}{advice}");
        }

        if (steps % _shape.Stride != 0)
            throw new ArgumentException(
                $"The sequences of {counted} have {Counted.Of(steps, "step")}, but {names.Model} gives an output every {_shape.Stride} steps and trains "
                + $"whole numbers of them: pass a multiple of {_shape.Stride}.{advice}", counted);
    }

    private string Limit() => _shape.StepLimit switch
    {
        StepLimit.OneStep => "reads one: it is one-to-one. Say how many sequences there are: Batch.",
        StepLimit.History =>
            $"reads at most {_shape.MaxSteps}, the length of its [History({_shape.MaxSteps})]: raise that, and MaxSteps of [Trainable] to as many.",
        StepLimit.Chunk when names.HasChunks => $"trains 1 to {_shape.MaxSteps} at once: pass chunks and carry States, or raise MaxSteps of its [Trainable].",
        _ => $"trains 1 to {_shape.MaxSteps} at once: raise MaxSteps of its [Trainable].",
    };

    private void CheckSequences(ReadOnlySpan<TInput> inputs, ref SequenceOptions<TState> options, int steps, int batch)
    {
        options.Lengths = CopyLengths(options.Lengths, steps, batch);
        if (!options.States.IsEmpty && options.States.Length != batch)
            throw new ArgumentException(
                $"States has {Counted.Of(options.States.Length, "state")}, but the batch has {Counted.Of(batch, "sequence")}. Pass one for each sequence, or "
                + $"none.", BatchNames.Options);
        for (int b = 0; b < options.States.Length; b++)
            CheckRoom(ref options.States[b], options.Lengths.IsEmpty ? steps : options.Lengths[b], b);
        if (typeof(TInput) == typeof(int))
            CheckTokens(MemoryMarshal.Cast<TInput, int>(inputs), options.Lengths, steps, batch);
        else
            CheckCategories(MemoryMarshal.Cast<TInput, float>(inputs), options.Lengths, steps, batch);
    }

    private ReadOnlySpan<int> CopyLengths(ReadOnlySpan<int> given, int steps, int batch)
    {
        if (given.IsEmpty)
            return given;
        if (given.Length != batch)
            throw new ArgumentException(
                $"{names.Lengths} has {Counted.Of(given.Length, "length")}, but the batch has {Counted.Of(batch, "sequence")}. Pass one for each sequence, or "
                + $"none.", BatchNames.Options);
        given.CopyTo(_lengths);
        ReadOnlySpan<int> lengths = _lengths.AsSpan(0, batch);
        for (int b = 0; b < batch; b++)
        {
            if (lengths[b] < 1 || lengths[b] > steps)
            {
                throw new ArgumentOutOfRangeException(
                    BatchNames.Options, lengths[b],
                    $"{names.Lengths} gives sequence {b} the length {lengths[b]}; it must be 1 to {steps}, the steps of {names.Inputs}.");
            }

            if (lengths[b] % _shape.Stride != 0)
            {
                throw new ArgumentException(
                    $"{names.Lengths} gives sequence {b} the length {lengths[b]}, but {names.Model} gives an output every {_shape.Stride} steps and trains "
                    + $"whole numbers of them: it must be a multiple of {_shape.Stride}.", BatchNames.Options);
            }
        }

        return lengths;
    }

    /// <summary>A history that has been carried on may be too full for the sequence.</summary>
    private void CheckRoom(ref TState state, int steps, int b)
    {
        if (network.IsBetweenOutputs(ref state))
        {
            throw new ArgumentException(
                $"The state of sequence {b} is between two outputs of {names.Model}, which gives one every {_shape.Stride} steps: a batch begins where a "
                + $"whole number of them has been seen. Step on to the next output, or begin anew (States[{b}] = default).", BatchNames.Options);
        }

        int room = network.Room(ref state);
        if (room < 0)
        {
            throw new ArgumentException(
                $"The history in the state of sequence {b} holds a number of steps that no step leaves: its memory was overwritten or never was a state. "
                + $"Begin anew (States[{b}] = default).", BatchNames.Options);
        }

        if (steps > room)
        {
            throw new ArgumentException(
                $"Sequence {b} of {names.Inputs} has {Counted.Of(steps, "step")}, but the history in its state has room for {room} more. Begin anew "
                + $"(States[{b}] = default), pass fewer steps, or raise [History].",
                BatchNames.Options);
        }
    }

    /// <summary>What stands after a sequence's end may be anything.</summary>
    private void CheckTokens(ReadOnlySpan<int> inputs, ReadOnlySpan<int> lengths, int steps, int batch)
    {
        for (int b = 0; b < batch; b++)
        {
            int counted = lengths.IsEmpty ? steps : lengths[b];
            for (int t = 0; t < counted; t++)
            {
                int token = inputs[(b * steps) + t];
                if ((uint)token >= (uint)_shape.Vocabulary)
                    throw NoToken(token, b, t);
            }
        }
    }

    /// <summary>The same of numbers that are categories; a model that reads one input a sequence is given no other.</summary>
    private void CheckCategories(ReadOnlySpan<float> inputs, ReadOnlySpan<int> lengths, int steps, int batch)
    {
        if (_shape.Categories.Count == 0)
            return;
        int given = _shape.ReadsOnce ? 1 : steps;
        for (int b = 0; b < batch; b++)
        {
            int counted = _shape.ReadsOnce || lengths.IsEmpty ? given : lengths[b];
            for (int t = 0; t < counted; t++)
            {
                foreach (CategoryColumn category in _shape.Categories)
                {
                    float value = inputs[(((b * given) + t) * _shape.InputSize) + category.Column];
                    if (!Require.IsCategory(value, category.Count))
                        throw NoCategory(value, category, b, t);
                }
            }
        }
    }

    private ArgumentOutOfRangeException NoCategory(float value, CategoryColumn category, int b, int t) => new(
        names.Inputs,
        value,
        $"Value {category.Column} of sequence {b}, step {t} of {names.Inputs} is {value}, but {names.Model} reads a category there: a whole number from 0 to "
        + $"{category.Count - 1}.");

    private ArgumentOutOfRangeException NoToken(int token, int b, int t) => new(
        names.Inputs,
        token,
        $"The token of sequence {b}, step {t} of {names.Inputs} is {token}, outside the vocabulary of {names.Model}, which has {_shape.Vocabulary}: ids are "
        + $"0 to {_shape.Vocabulary - 1}.");
}
