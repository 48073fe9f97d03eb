using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TinyRnn.Runtime.Doors;
using TinyRnn.Runtime.Tape;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Batches;

/// <summary>Between the user's memory, sequence after sequence, and the tape, step after step: checks everything, then copies.</summary>
/// <remarks>
/// The tape is what the last forward pass left from <see cref="KeepTape"/>, which follows the pass, until <see cref="Take"/> or <see cref="UseTape"/>: a batch
/// that was refused, or a pass that failed, leaves nothing to go back through that is not what it seems.
/// </remarks>
internal sealed partial class BatchDoor<TInput, TTarget, TState>(TrainedNetwork<TState> network, BatchNames names)
    where TInput : unmanaged
    where TTarget : unmanaged
    where TState : unmanaged
{
    private readonly NetworkShape _shape = network.Shape;
    private readonly int[] _lengths = new int[network.Shape.MaxBatch];   // of the batch that is being checked; those of the tape are the network's
    private int _steps;
    private int _batch;
    private bool _hasTape;
    private long _weightsVersion;

    /// <summary>Bytes of the lengths.</summary>
    public long Bytes => sizeof(int) * (long)_lengths.Length;

    /// <summary>The last backward pass went on to the inputs.</summary>
    public bool HasInputGradients { get; private set; }

    /// <summary>
    /// Takes a checked batch in, for a forward pass, after which <see cref="KeepTape"/> is due. Until this, the tape of the last one stays what it was.
    /// </summary>
    public void Take(ReadOnlySpan<TInput> inputs, SequenceOptions<TState> options, int steps, int batch)
    {
        _steps = steps;
        _batch = batch;
        UseTape(hasInputGradients: false);
        network.HasFinalGradients = false;
        network.TakeWeights();
        network.SetLengths(options.Lengths, steps, batch);
        if (typeof(TInput) == typeof(int))
            CopyTokens(MemoryMarshal.Cast<TInput, int>(inputs), steps, batch);
        else
            CopyInputs(MemoryMarshal.Cast<TInput, float>(inputs), steps, batch);
        network.IsFresh = options.States.IsEmpty;
        network.Reset(batch);
        for (int b = 0; b < options.States.Length; b++)
            network.Load(ref options.States[b], b, batch);
    }

    /// <summary>The forward pass has returned: its values are on the tape.</summary>
    public void KeepTape()
    {
        _hasTape = true;
        _weightsVersion = network.Parameters.WeightsVersion;
    }

    /// <summary>Nothing reads the outputs.</summary>
    public void ClearOutputGradients(int steps, int batch)
    {
        int rows = _shape.OutputSteps(steps) * batch;
        network.Row(_shape.OutputGradient + (_shape.EarlierOutputs * batch * _shape.OutputStride), rows * _shape.OutputStride).Clear();
    }

    /// <summary>States after the last steps.</summary>
    public void Store(Span<TState> states, int batch)
    {
        for (int b = 0; b < states.Length; b++)
            network.Store(ref states[b], b, batch, network.Lengths[b]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void CopyOutputs(Span<float> outputs, int steps, int batch)
    {
        int outputSteps = _shape.OutputSteps(steps);
        int size = _shape.OutputSize;
        for (int b = 0; b < batch; b++)
        {
            for (int t = 0; t < outputSteps; t++)
            {
                Span<float> target = outputs.Slice(((b * outputSteps) + t) * size, size);
                if (t < _shape.OutputSteps(network.Lengths[b]))
                    network.Row(_shape.Output + ((((t + _shape.EarlierOutputs) * batch) + b) * _shape.OutputStride), size).CopyTo(target);
                else
                    target.Clear();
            }
        }
    }

    public void SetOutputGradients(ReadOnlySpan<float> gradients, int steps, int batch)
    {
        int outputSteps = _shape.OutputSteps(steps);
        int size = _shape.OutputSize;
        Require.Length(gradients.Length, outputSteps * batch * size, "outputGradients", "the number of outputs");
        for (int b = 0; b < batch; b++)
        {
            for (int t = 0; t < outputSteps; t++)
            {
                Span<float> row = network.Row(_shape.OutputGradient + ((((t + _shape.EarlierOutputs) * batch) + b) * _shape.OutputStride), size);
                if (t < _shape.OutputSteps(network.Lengths[b]))
                    gradients.Slice(((b * outputSteps) + t) * size, size).CopyTo(row);
                else
                    row.Clear();
            }
        }
    }

    public void CopyInputGradients(Span<float> gradients)
    {
        if (_shape.Vocabulary > 0)
            throw new InvalidOperationException($"Token ids, which {names.Model} reads, have no gradient.");
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
        _hasTape
            ? (_steps, _batch)
            : throw new InvalidOperationException("There is no forward pass to go back through: call Forward first. A backward pass uses its tape up.");

    /// <summary>The same for a backward pass, which reads the weights again: with others, it would be the gradient of nothing.</summary>
    public (int Steps, int Batch) RequireTapeOfTheseWeights()
    {
        RequireTape();
        if (_weightsVersion != network.Parameters.WeightsVersion)
        {
            throw new InvalidOperationException(
                "The weights have changed since the forward pass (Update, TrainBatch, Import, Restore or LoadCheckpoint), so there is no way back through it: call Forward again, then Backward.");
        }

        return (_steps, _batch);
    }

    /// <summary>A gate's activations at a step whose values are on the tape.</summary>
    public ReadOnlySpan<float> Gate(int index, int gate, int step, int sequence)
    {
        int row = RequireRow(step, sequence);
        int count = network.GateCount(index);
        if ((uint)gate >= (uint)count)
            throw new ArgumentOutOfRangeException(nameof(gate), gate, $"Gate {gate} does not exist: hidden vector {index} has {count}, counted from 0.");
        return network.Gate(index, gate, row);
    }

    /// <summary>h at a step whose values are on the tape; in front of the first step there is a row of initial states.</summary>
    public ReadOnlySpan<float> Hidden(int index, int step, int sequence) => network.Hidden(index, RequireRow(step, sequence) + _batch);

    /// <summary>c at a step whose values are on the tape.</summary>
    public ReadOnlySpan<float> Cell(int index, int step, int sequence) => network.Cell(index, RequireRow(step, sequence) + _batch);

    /// <summary>The row of a step whose values are on the tape.</summary>
    private int RequireRow(int step, int sequence)
    {
        RequireTape();
        RequireSequence(sequence);
        int steps = network.Lengths[sequence] / _shape.Stride;
        if ((uint)step >= (uint)steps)
            throw new ArgumentOutOfRangeException(
                nameof(step), step, $"Step {step} does not exist: sequence {sequence} has {steps}, counted from 0.");
        return (step * _batch) + sequence;
    }

    public void RequireSequence(int sequence)
    {
        if ((uint)sequence >= (uint)_batch)
            throw new ArgumentOutOfRangeException(
                nameof(sequence), sequence, $"Sequence {sequence} does not exist: the last batch had {_batch}, counted from 0.");
    }

    /// <summary>A backward pass writes gradients over the tape.</summary>
    public void UseTape(bool hasInputGradients)
    {
        _hasTape = false;
        HasInputGradients = hasInputGradients;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CopyInputs(ReadOnlySpan<float> inputs, int steps, int batch)
    {
        int size = _shape.InputSize;
        if (batch == 1 && size == _shape.InputStride && !_shape.ReadsOnce)
        {
            // The rows of one sequence follow each other here and there.
            Span<float> rows = network.Row(_shape.Input, steps * size);
            int count = network.Lengths[0] * size;
            inputs[..count].CopyTo(rows);
            Subnormal.ToZero(ref MemoryMarshal.GetReference(rows), count);
            rows[count..].Clear();
            return;
        }

        for (int t = 0; t < steps; t++)
        {
            for (int b = 0; b < batch; b++)
            {
                Span<float> row = network.Row(_shape.Input + (((t * batch) + b) * _shape.InputStride), size);
                if (_shape.ReadsOnce ? t == 0 : t < network.Lengths[b])
                {
                    inputs.Slice(((_shape.ReadsOnce ? b : (b * steps) + t)) * size, size).CopyTo(row);
                    Subnormal.ToZero(ref MemoryMarshal.GetReference(row), size);
                }
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
            {
                // Looked at once more, because it may have changed since it was checked: rows of tables are found by what is copied here.
                int token = t < network.Lengths[b] ? inputs[(b * steps) + t] : 0;
                tokens[(t * batch) + b] = (uint)token < (uint)_shape.Vocabulary ? token : throw NoToken(token, b, t);
            }
        }
    }
}
