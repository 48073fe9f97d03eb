using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using TinyRnn.Data;
using TinyRnn.Runtime.Batches;
using TinyRnn.Runtime.Checkpoints;
using TinyRnn.Runtime.Doors;
using TinyRnn.Runtime.Tape;

namespace TinyRnn.Training;

/// <summary>
/// Trains a model on batches of sequences. Inputs are <c>[B, T, I]</c>, or <c>[B, T]</c> token ids; targets <c>[B, T, O]</c>, or <c>[B, T]</c> class ids; a
/// many-to-one model has one target a sequence instead of T, a one-to-many model that is fed zeros one input. All memory is taken by the constructor (but for
/// that of a checkpoint, while it is written or read). Not for several threads at once; the model goes on serving.
/// </summary>
/// <typeparam name="TInput"><see cref="float"/>, or <see cref="int"/> for token ids.</typeparam>
/// <typeparam name="TTarget"><see cref="float"/>, or <see cref="int"/> for class ids.</typeparam>
/// <typeparam name="TState">The model's state.</typeparam>
/// <example>
/// <code>
/// GestureNet.Trainer trainer = new(GestureNet.Create(seed: 1));
/// float[] inputs = new float[32 * 50 * 3];     // [B, T, I]
/// int[] labels = new int[32];     // [B]
/// float loss = trainer.TrainBatch(inputs, labels);
/// float before = trainer.Evaluate(inputs, labels);     // changes nothing
/// </code>
/// </example>
public abstract partial class SequenceTrainer<TInput, TTarget, TState> : ModelTrainer
    where TInput : unmanaged
    where TTarget : unmanaged
    where TState : unmanaged
{
    private readonly TrainedNetwork<TState> _network;
    private readonly BatchDoor<TInput, TTarget, TState> _door;
    private readonly LossPass<TTarget, TState> _loss;

    /// <summary>For emitted code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected SequenceTrainer(TrainedNetwork<TState> network, TrainedModel model)
        : base(RequireNetwork(network).Parameters, model, network.Shape.OutputSize)
    {
        _network = network;
        _door = new BatchDoor<TInput, TTarget, TState>(network, BatchNames.Of(model.Name));
        _loss = new LossPass<TTarget, TState>(network, model.RowLoss, model.Name);
    }

    /// <summary>
    /// Backward passes go on to the inputs and initial states, whose gradients <see cref="CopyInputGradients"/> and <see cref="InitialHiddenGradient"/> give.
    /// Otherwise they end at the lowest layer that is not frozen.
    /// </summary>
    public bool HasInputGradients { get; set; }

    private protected override bool HasIntegers => !_network.IntegerRecipes.IsEmpty;

    private protected override void KeepScales(bool isKept) => _network.KeepScales(isKept);

    private protected override void TakeWeights() => _network.TakeWeights();

    private protected override long NetworkBytes => _network.Bytes + _door.Bytes + _loss.Bytes;

    /// <summary>How much the targets of the last batch weighed together, whose loss is a mean over that.</summary>
    internal double LastTargets => _loss.Total;

    /// <summary>Checks that a set's sequences can be learnt from, before anything is.</summary>
    /// <exception cref="ArgumentException">It is empty, or its sizes, its kind of targets or its lengths are not the model's.</exception>
    internal void RequireFitting(SequenceSet<TInput, TTarget> set, string argument) =>
        FittingSets.Require(set, _network.Shape, Parameters.LossNumbers.TargetSize, argument);

    /// <summary>Learns from a batch: forward, backward, clipping, update.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="targets">The targets.</param>
    /// <param name="options">Batch, lengths, weights, states.</param>
    /// <returns>
    /// The loss before the update; 0 if no target counts. If it or a gradient is not finite, or no target counts, the update is not applied:
    /// <see cref="ModelTrainer.LastUpdate"/> says so. States are carried on if the loss is finite.
    /// </returns>
    /// <exception cref="ArgumentException">Something does not fit; nothing has changed then.</exception>
    /// <exception cref="InvalidOperationException">
    /// <see cref="ModelTrainer.UsesAverage"/> is set, or the loss lacks a number that it cannot do without; nothing has changed then.
    /// </exception>
    public float TrainBatch(ReadOnlySpan<TInput> inputs, ReadOnlySpan<TTarget> targets, SequenceOptions<TState> options = default)
    {
        float loss = Accumulate(inputs, targets, options);
        Update(loss);
        return loss;
    }

    /// <summary>Forward and backward without an update: the gradients of several batches add up, and <see cref="ModelTrainer.Update"/> applies them.</summary>
    /// <inheritdoc cref="TrainBatch"/>
    /// <returns>The loss.</returns>
    public float Accumulate(ReadOnlySpan<TInput> inputs, ReadOnlySpan<TTarget> targets, SequenceOptions<TState> options = default)
    {
        Parameters.RequireOwnWeights("training");
        (int steps, int batch) = _door.Check(inputs, targets.Length, ref options);
        _loss.Take(targets, options.Weights, options.Lengths, steps, batch);
        _door.Take(inputs, options, steps, batch);
        _network.IsTraining = true;
        _network.Forward(steps, batch);
        float loss = (float)_loss.Run(steps, batch, hasGradient: true);
        if (_loss.HasTargets)
            Backward(steps, batch);
        if (float.IsFinite(loss))
            _door.Store(options.States, batch);
        return loss;
    }

    /// <summary>The loss of a batch, without dropout and without gradients.</summary>
    /// <inheritdoc cref="TrainBatch"/>
    /// <returns>The loss.</returns>
    public float Evaluate(ReadOnlySpan<TInput> inputs, ReadOnlySpan<TTarget> targets, SequenceOptions<TState> options = default)
    {
        (int steps, int batch) = _door.Check(inputs, targets.Length, ref options);
        _loss.Take(targets, options.Weights, options.Lengths, steps, batch);
        _door.Take(inputs, options, steps, batch);
        _network.IsTraining = false;
        _network.Forward(steps, batch);
        float loss = (float)_loss.Run(steps, batch, hasGradient: false);
        if (float.IsFinite(loss))
            _door.Store(options.States, batch);
        return loss;
    }

    /// <summary>The outputs of a batch by the weights in training, kept on the tape for <see cref="Backward(ReadOnlySpan{float})"/>.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="outputs">
    /// The outputs, <c>[B, T, O]</c>, or <c>[B, O]</c> for one output a sequence; zeros after a sequence's end. Logits, if the loss
    /// contains the last activation.
    /// </param>
    /// <param name="options">Batch, lengths, states; no weights, which belong to targets.</param>
    /// <param name="isTraining">With dropout.</param>
    /// <exception cref="ArgumentException">Something does not fit, or outputs and states overlap; nothing has changed then.</exception>
    public void Forward(ReadOnlySpan<TInput> inputs, Span<float> outputs, SequenceOptions<TState> options = default, bool isTraining = false)
    {
        (int steps, int batch) = _door.CheckForOutputs(inputs, outputs.Length, ref options);
        Require.Apart(options.States, outputs);
        _door.Take(inputs, options, steps, batch);
        _network.IsTraining = isTraining;
        _network.Forward(steps, batch);
        _door.KeepTape();
        _door.Store(options.States, batch);
        _door.CopyOutputs(outputs, steps, batch);
    }

    /// <summary>Backward from any gradient of the outputs of the last <see cref="Forward"/>, for losses of your own and chains of models.</summary>
    /// <param name="outputGradients">
    /// dL/dy, in the shape of the outputs. What stands after a sequence's end is not looked at. Empty: all zeros, if only the last states are read
    /// (<see cref="FinalHiddenGradient"/>).
    /// </param>
    /// <exception cref="ArgumentException">Another length than that of the outputs.</exception>
    /// <exception cref="InvalidOperationException">
    /// No forward pass before, its tape is used up by a backward pass, or the weights have changed since.
    /// </exception>
    public void Backward(ReadOnlySpan<float> outputGradients)
    {
        (int steps, int batch) = _door.RequireTapeOfTheseWeights();
        if (outputGradients.IsEmpty && _network.HasFinalGradients)
            _door.ClearOutputGradients(steps, batch);
        else
            _door.SetOutputGradients(outputGradients, steps, batch);
        Backward(steps, batch);
    }

    /// <summary>
    /// dL/dh of the state after a sequence's last step, <c>[H]</c>, for a loss that depends on the state itself: of a model that goes on from it, for instance,
    /// whose <see cref="InitialHiddenGradient"/> it is. Zeros after each <see cref="Forward"/>; what is written here takes part in the next
    /// <see cref="Backward(ReadOnlySpan{float})"/>.
    /// </summary>
    /// <param name="index">Hidden vector, in the order of the model's layers.</param>
    /// <param name="sequence">Sequence of the batch.</param>
    /// <exception cref="InvalidOperationException">No forward pass, or a backward pass has used its tape up.</exception>
    /// <exception cref="ArgumentOutOfRangeException">No such vector or sequence.</exception>
    public Span<float> FinalHiddenGradient(int index, int sequence = 0)
    {
        RequireFinalGradients(index, sequence);
        return _network.FinalHiddenGradient(index, sequence);
    }

    /// <summary>dL/dc of the state after a sequence's last step, <c>[H]</c>; empty for layers without a cell state.</summary>
    /// <inheritdoc cref="FinalHiddenGradient"/>
    public Span<float> FinalCellGradient(int index, int sequence = 0)
    {
        RequireFinalGradients(index, sequence);
        return _network.FinalCellGradient(index, sequence);
    }

    /// <summary>dL/dx of the last backward pass, in the shape of the inputs.</summary>
    /// <param name="gradients">Room for them.</param>
    /// <exception cref="InvalidOperationException"><see cref="HasInputGradients"/> was not set, or the model reads token ids.</exception>
    /// <exception cref="ArgumentException">Room for another number of them.</exception>
    public void CopyInputGradients(Span<float> gradients)
    {
        RequireInputGradients();
        _door.CopyInputGradients(gradients);
    }

    /// <summary>dL/dh of the initial state in the last backward pass, <c>[H]</c>.</summary>
    /// <param name="index">Hidden vector, in the order of the model's layers.</param>
    /// <param name="sequence">Sequence of the batch.</param>
    /// <exception cref="InvalidOperationException"><see cref="HasInputGradients"/> was not set.</exception>
    public ReadOnlySpan<float> InitialHiddenGradient(int index, int sequence = 0)
    {
        RequireInputGradients();
        _door.RequireSequence(sequence);
        return _network.InitialHiddenGradient(index, sequence);
    }

    /// <summary>dL/dc of the initial state in the last backward pass, <c>[H]</c>; empty for layers without a cell state.</summary>
    /// <inheritdoc cref="InitialHiddenGradient"/>
    public ReadOnlySpan<float> InitialCellGradient(int index, int sequence = 0)
    {
        RequireInputGradients();
        _door.RequireSequence(sequence);
        return _network.InitialCellGradient(index, sequence);
    }

    /// <summary>
    /// A gate's activations at a step of the last <see cref="Forward"/>, <c>[H]</c>: what the cell decided. LSTM: 0 input, 1 forget, 2 candidate, 3 output;
    /// GRU: 0 reset, 1 update, 2 candidate. Of an RNN, whose only gate is its sum, 0. A view of memory that the next pass overwrites.
    /// </summary>
    /// <param name="index">Hidden vector, in the order of the model's layers; of the backward direction, steps are counted from the sequence's end.</param>
    /// <param name="gate">The gate.</param>
    /// <param name="step">The step.</param>
    /// <param name="sequence">Sequence of the batch.</param>
    /// <exception cref="InvalidOperationException">No forward pass, or a backward pass has used its tape up.</exception>
    public ReadOnlySpan<float> Gate(int index, int gate, int step, int sequence = 0) => _door.Gate(index, gate, step, sequence);

    /// <summary>h at a step of the last <see cref="Forward"/>, <c>[H]</c>.</summary>
    /// <inheritdoc cref="Gate"/>
    public ReadOnlySpan<float> HiddenState(int index, int step, int sequence = 0) => _door.Hidden(index, step, sequence);

    /// <summary>c at a step of the last <see cref="Forward"/>, <c>[H]</c>; empty for layers without a cell state.</summary>
    /// <inheritdoc cref="Gate"/>
    public ReadOnlySpan<float> CellState(int index, int step, int sequence = 0) => _door.Cell(index, step, sequence);

    private void Backward(int steps, int batch)
    {
        _network.Backward(steps, batch, HasInputGradients ? -1 : Parameters.LowestTrained(_network.FirstLayer));
        Parameters.HasGradients = true;
        _door.UseTape(HasInputGradients);
    }

    private void RequireFinalGradients(int index, int sequence)
    {
        _door.RequireTape();
        _door.RequireSequence(sequence);
        if ((uint)index >= (uint)_network.Shape.Hiddens)
            throw Require.NoHidden(index, _network.Shape.Hiddens);
        if (!_network.HasFinalGradients)
            _network.BeginFinalGradients();
    }

    private void RequireInputGradients()
    {
        if (!_door.HasInputGradients)
            throw new InvalidOperationException("The last backward pass ended above the inputs. Set HasInputGradients = true before it.");
    }

    [SuppressMessage("Design", "CA1062:Validate arguments of public methods", Justification = "This is the validation.")]
    private static TrainedNetwork<TState> RequireNetwork(TrainedNetwork<TState> network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return network;
    }
}
