using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TinyRnn.Training;

namespace TinyRnn.Runtime;

/// <summary>Between the user's memory, sequence after sequence, and the tape, step after step: checks everything, then copies.</summary>
internal sealed class BatchDoor<TInput, TTarget, TState>(TrainedNetwork<TState> network, string model)
    where TInput : unmanaged
    where TTarget : unmanaged
    where TState : unmanaged
{
    private readonly NetworkShape _shape = network.Shape;
    private int _steps;
    private int _batch;
    private bool _hasTape;

    /// <summary>The last backward pass went on to the inputs.</summary>
    public bool HasInputGradients { get; private set; }

    /// <summary>Values of a target.</summary>
    private int TargetSize => typeof(TTarget) == typeof(int) ? 1 : _shape.OutputSize;

    /// <summary>A sequence has one output: the last step's, or the only step's.</summary>
    private bool HasOneOutput => _shape.HasLastStep || _shape.MaxSteps == 1;

    /// <summary>Everything that could be wrong with a batch's inputs, lengths and states, before anything changes.</summary>
    public (int Steps, int Batch) Check(ReadOnlySpan<TInput> inputs, int targets, SequenceOptions<TState> options) =>
        Check(inputs, targets, TargetSize, "targets", options);

    /// <summary>The same for a batch without targets.</summary>
    public (int Steps, int Batch) CheckForOutputs(ReadOnlySpan<TInput> inputs, int outputs, SequenceOptions<TState> options) =>
        Check(inputs, outputs, _shape.OutputSize, "outputs", options);

    /// <summary>The same for a batch of which only the last states are read.</summary>
    public int CheckInputs(ReadOnlySpan<TInput> inputs, SequenceOptions<TState> options)
    {
        long aStep = (long)options.Batch * _shape.InputSize;
        int results = checked((int)(_shape.HasLastStep ? options.Batch : inputs.Length / aStep * options.Batch));
        return Check(inputs, results, 1, "sources", options).Steps;
    }

    /// <summary>Takes a checked batch in. Until this, the tape of the last forward pass stays what it was.</summary>
    public void Take(ReadOnlySpan<TInput> inputs, SequenceOptions<TState> options, int steps, int batch)
    {
        _steps = steps;
        _batch = batch;
        _hasTape = true;
        HasInputGradients = false;
        network.SetLengths(options.Lengths, steps, batch);
        if (typeof(TInput) == typeof(int))
            CopyTokens(MemoryMarshal.Cast<TInput, int>(inputs), steps, batch);
        else
            CopyInputs(MemoryMarshal.Cast<TInput, float>(inputs), steps, batch);
        network.Reset(batch);
        for (int b = 0; b < options.States.Length; b++)
            network.Load(ref options.States[b], b, batch);
    }

    /// <summary>Nothing reads the outputs.</summary>
    public void ClearOutputGradients(int steps, int batch)
    {
        int rows = (_shape.HasLastStep ? 1 : steps) * batch;
        network.Row(_shape.OutputGradient + (_shape.EarlierOutputs * batch * _shape.OutputStride), rows * _shape.OutputStride).Clear();
    }

    /// <summary>States behind the last steps.</summary>
    public void Store(Span<TState> states, int batch)
    {
        for (int b = 0; b < states.Length; b++)
            network.Store(ref states[b], b, batch, network.Lengths[b]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void CopyOutputs(Span<float> outputs, int steps, int batch)
    {
        int outputSteps = _shape.HasLastStep ? 1 : steps;
        int size = _shape.OutputSize;
        for (int b = 0; b < batch; b++)
        {
            for (int t = 0; t < outputSteps; t++)
            {
                Span<float> target = outputs.Slice(((b * outputSteps) + t) * size, size);
                if (_shape.HasLastStep || t < network.Lengths[b])
                    network.Row(_shape.Output + ((((t + _shape.EarlierOutputs) * batch) + b) * _shape.OutputStride), size).CopyTo(target);
                else
                    target.Clear();
            }
        }
    }

    public void SetOutputGradients(ReadOnlySpan<float> gradients, int steps, int batch)
    {
        int outputSteps = _shape.HasLastStep ? 1 : steps;
        int size = _shape.OutputSize;
        Require.Length(gradients.Length, outputSteps * batch * size, nameof(gradients), "the number of outputs");
        for (int b = 0; b < batch; b++)
        {
            for (int t = 0; t < outputSteps; t++)
            {
                Span<float> row = network.Row(_shape.OutputGradient + ((((t + _shape.EarlierOutputs) * batch) + b) * _shape.OutputStride), size);
                if (_shape.HasLastStep || t < network.Lengths[b])
                    gradients.Slice(((b * outputSteps) + t) * size, size).CopyTo(row);
                else
                    row.Clear();
            }
        }
    }

    public void CopyInputGradients(Span<float> gradients)
    {
        if (_shape.Vocabulary > 0)
            throw new InvalidOperationException($"{model} reads token ids, which have no gradient.");
        int inputSteps = _shape.ReadsOnce ? 1 : _steps;
        int size = _shape.InputSize;
        Require.Length(gradients.Length, inputSteps * _batch * size, nameof(gradients), "the number of inputs");
        for (int b = 0; b < _batch; b++)
        {
            for (int t = 0; t < inputSteps; t++)
            {
                Span<float> target = gradients.Slice(((b * inputSteps) + t) * size, size);
                if (t < network.Lengths[b])
                    network.Row(_shape.InputGradient + (((t * _batch) + b) * _shape.InputStride), size).CopyTo(target);
                else
                    target.Clear();
            }
        }
    }

    /// <summary>The batch whose values are on the tape.</summary>
    public (int Steps, int Batch) RequireTape() =>
        _hasTape ? (_steps, _batch) : throw new InvalidOperationException("There is no forward pass to go back through: call Forward first. A backward pass uses its tape up.");

    /// <summary>The row of a step whose values are on the tape.</summary>
    public int RequireRow(int step, int sequence)
    {
        RequireTape();
        RequireSequence(sequence);
        if ((uint)step >= (uint)network.Lengths[sequence])
            throw new ArgumentOutOfRangeException(nameof(step), step, $"Step {step} does not exist: sequence {sequence} has {network.Lengths[sequence]}, counted from 0.");
        return (step * _batch) + sequence;
    }

    /// <summary>Sequences of the batch on the tape.</summary>
    public int LastBatch => _batch;

    public void RequireSequence(int sequence)
    {
        if ((uint)sequence >= (uint)_batch)
            throw new ArgumentOutOfRangeException(nameof(sequence), sequence, $"Sequence {sequence} does not exist: the last batch had {_batch}, counted from 0.");
    }

    /// <summary>A backward pass writes gradients over the tape.</summary>
    public void UseTape(bool hasInputGradients)
    {
        _hasTape = false;
        HasInputGradients = hasInputGradients;
    }

    private (int Steps, int Batch) Check(ReadOnlySpan<TInput> inputs, int results, int resultSize, string what, SequenceOptions<TState> options)
    {
        int batch = Batch(results, resultSize, what, options.Batch);
        int steps = Steps(inputs.Length, results, resultSize, what, batch, isBatchGiven: options.Batch != 0);
        CheckLengths(options.Lengths, steps, batch);
        if (!options.States.IsEmpty && options.States.Length != batch)
            throw new ArgumentException($"There are {options.States.Length} states for {batch} sequences. Pass one for each sequence, or none.", nameof(options));
        if (typeof(TInput) == typeof(int))
            CheckTokens(MemoryMarshal.Cast<TInput, int>(inputs), options.Lengths, steps, batch);
        return (steps, batch);
    }

    /// <summary>What stands behind a sequence's end may be anything.</summary>
    private void CheckTokens(ReadOnlySpan<int> inputs, ReadOnlySpan<int> lengths, int steps, int batch)
    {
        for (int b = 0; b < batch; b++)
        {
            int counted = lengths.IsEmpty ? steps : lengths[b];
            for (int t = 0; t < counted; t++)
            {
                int token = inputs[(b * steps) + t];
                if ((uint)token >= (uint)_shape.Vocabulary)
                {
                    throw new ArgumentOutOfRangeException(
                        nameof(inputs), token, $"The token of sequence {b}, step {t} is {token}, outside the vocabulary of {_shape.Vocabulary}: ids are 0 to {_shape.Vocabulary - 1}.");
                }
            }
        }
    }

    private int Batch(int results, int resultSize, string what, int batch)
    {
        if (batch == 0)
            batch = HasOneOutput ? results / resultSize : 1;
        if (batch < 1 || batch > _shape.MaxBatch)
            throw new ArgumentOutOfRangeException(nameof(batch), batch, $"The batch has {batch} sequences ({results} {what}), but {model} trains 1 to {_shape.MaxBatch} at once: pass fewer, or raise MaxBatch of [Trainable].");
        return batch;
    }

    private int Steps(int inputs, int results, int resultSize, string what, int batch, bool isBatchGiven)
    {
        long aStep = (long)batch * _shape.InputSize;
        long steps = _shape.ReadsOnce ? results / ((long)batch * resultSize) : inputs / aStep;
        long expectedInputs = _shape.ReadsOnce ? aStep : steps * aStep;
        if (inputs != expectedInputs)
        {
            throw new ArgumentException(
                _shape.ReadsOnce
                    ? $"inputs has {inputs} values, but {batch} sequences of one input of {_shape.InputSize} need {expectedInputs}."
                    : $"inputs has {inputs} values, which is no whole number of steps: {batch} sequences of {_shape.InputSize} values a step need a multiple of {aStep}.",
                nameof(inputs));
        }

        if (steps < 1 || steps > _shape.MaxSteps)
            throw new ArgumentOutOfRangeException(nameof(inputs), steps, $"Sequences have {steps} steps, but {model} trains 1 to {_shape.MaxSteps} at once: pass chunks and carry States, or raise MaxSteps of [Trainable].{(isBatchGiven || HasOneOutput ? "" : " If these are several sequences, say how many: Batch.")}");
        long expected = (_shape.HasLastStep ? 1 : steps) * batch * resultSize;
        if (results != expected)
            throw new ArgumentException($"{what} has {results} values, but {batch} sequences{(_shape.HasLastStep ? "" : $" of {steps} steps")} need {expected}.", what);
        return (int)steps;
    }

    private static void CheckLengths(ReadOnlySpan<int> lengths, int steps, int batch)
    {
        if (lengths.IsEmpty)
            return;
        if (lengths.Length != batch)
            throw new ArgumentException($"There are {lengths.Length} lengths for {batch} sequences. Pass one for each sequence, or none.", nameof(lengths));
        for (int b = 0; b < batch; b++)
        {
            if (lengths[b] < 1 || lengths[b] > steps)
                throw new ArgumentOutOfRangeException(nameof(lengths), lengths[b], $"The length of sequence {b} is {lengths[b]}; it must be 1 to {steps}, the steps that were passed.");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CopyInputs(ReadOnlySpan<float> inputs, int steps, int batch)
    {
        int size = _shape.InputSize;
        for (int t = 0; t < steps; t++)
        {
            for (int b = 0; b < batch; b++)
            {
                Span<float> row = network.Row(_shape.Input + (((t * batch) + b) * _shape.InputStride), size);
                if (_shape.ReadsOnce ? t == 0 : t < network.Lengths[b])
                    inputs.Slice(((_shape.ReadsOnce ? b : (b * steps) + t)) * size, size).CopyTo(row);
                else
                    row.Clear();
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CopyTokens(ReadOnlySpan<int> inputs, int steps, int batch)
    {
        Span<int> tokens = MemoryMarshal.CreateSpan(ref network.Tokens, steps * batch);
        for (int t = 0; t < steps; t++)
        {
            for (int b = 0; b < batch; b++)
                tokens[(t * batch) + b] = t < network.Lengths[b] ? inputs[(b * steps) + t] : 0;
        }
    }
}
