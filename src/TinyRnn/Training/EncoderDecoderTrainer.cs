using System.ComponentModel;
using TinyRnn.Runtime.Batches;
using TinyRnn.Runtime.Checkpoints;
using TinyRnn.Runtime.Doors;
using TinyRnn.Runtime.Tape;

namespace TinyRnn.Training;

/// <summary>
/// Trains an encoder and a decoder together: the encoder reads a source, its last state starts the decoder, which reads given inputs (teacher forcing). Sources
/// are <c>[B, S, I]</c> or <c>[B, S]</c> token ids, the decoder's inputs <c>[B, T, I]</c> or <c>[B, T]</c>, targets <c>[B, T, O]</c> or <c>[B, T]</c> class
/// ids. Not for several threads at once.
/// </summary>
/// <typeparam name="TSource"><see cref="float"/>, or <see cref="int"/> for token ids.</typeparam>
/// <typeparam name="TInput">The same for the decoder's inputs.</typeparam>
/// <typeparam name="TTarget"><see cref="float"/>, or <see cref="int"/> for class ids.</typeparam>
/// <typeparam name="TEncoderState">The encoder's state.</typeparam>
/// <typeparam name="TDecoderState">The decoder's state.</typeparam>
/// <example>
/// <code>
/// Translator.Trainer trainer = new(Translator.Create(seed: 1)) { LearningRate = 0.003 };
/// int[] source = [3, 1, 4], inputs = [0, 5, 6], targets = [5, 6, 1];     // the decoder reads each target one step later
/// float loss = trainer.TrainBatch(source, inputs, targets);
/// </code>
/// </example>
public abstract class EncoderDecoderTrainer<TSource, TInput, TTarget, TEncoderState, TDecoderState> : ModelTrainer
    where TSource : unmanaged
    where TInput : unmanaged
    where TTarget : unmanaged
    where TEncoderState : unmanaged
    where TDecoderState : unmanaged
{
    private readonly TrainedNetwork<TEncoderState> _encoder;
    private readonly TrainedNetwork<TDecoderState> _decoder;
    private readonly BatchDoor<TSource, TTarget, TEncoderState> _encoderDoor;
    private readonly BatchDoor<TInput, TTarget, TDecoderState> _decoderDoor;
    private readonly LossPass<TTarget, TDecoderState> _loss;
    private TEncoderState _last;
    private TDecoderState _start;

    /// <summary>For emitted code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected EncoderDecoderTrainer(TrainedNetwork<TEncoderState> encoder, TrainedNetwork<TDecoderState> decoder, TrainedModel model)
        : base(RequireNetwork(encoder).Parameters, model, RequireNetwork(decoder).Shape.OutputSize)
    {
        _encoder = encoder;
        _decoder = decoder;
        _encoderDoor = new BatchDoor<TSource, TTarget, TEncoderState>(encoder, BatchNames.OfEncoder(model.Name));
        _decoderDoor = new BatchDoor<TInput, TTarget, TDecoderState>(decoder, BatchNames.OfDecoder(model.Name));
        _loss = new LossPass<TTarget, TDecoderState>(decoder, model.RowLoss, $"the decoder of {model.Name}");
    }

    /// <summary>Backward passes go on to the sources, the decoder's inputs and the encoder's initial state.</summary>
    public bool HasInputGradients { get; set; }

    private protected override bool HasIntegers => !_encoder.IntegerRecipes.IsEmpty || !_decoder.IntegerRecipes.IsEmpty;

    private protected override void KeepScales(bool isKept)
    {
        _encoder.KeepScales(isKept);
        _decoder.KeepScales(isKept);
    }

    private protected override void TakeWeights()
    {
        _encoder.TakeWeights();
        _decoder.TakeWeights();
    }

    private protected override long NetworkBytes => _encoder.Bytes + _decoder.Bytes + _encoderDoor.Bytes + _decoderDoor.Bytes + _loss.Bytes;

    /// <summary>Learns from a batch: forward, backward, clipping, update.</summary>
    /// <param name="sources">What the encoder reads.</param>
    /// <param name="inputs">What the decoder reads: usually the targets, one step later.</param>
    /// <param name="targets">What the decoder is to write.</param>
    /// <param name="options">Batch, lengths, weights.</param>
    /// <returns>
    /// The loss before the update; 0 if no target counts. If it or a gradient is not finite, or no target counts, the update is not applied:
    /// <see cref="ModelTrainer.LastUpdate"/> says so.
    /// </returns>
    /// <exception cref="ArgumentException">Something does not fit; nothing has changed then.</exception>
    /// <exception cref="InvalidOperationException">
    /// <see cref="ModelTrainer.UsesAverage"/> is set, or the loss lacks a number that it cannot do without; nothing has changed then.
    /// </exception>
    public float TrainBatch(
        ReadOnlySpan<TSource> sources, ReadOnlySpan<TInput> inputs, ReadOnlySpan<TTarget> targets, EncoderDecoderOptions<TEncoderState> options = default)
    {
        float loss = Accumulate(sources, inputs, targets, options);
        Update(loss);
        return loss;
    }

    /// <summary>Forward and backward without an update: the gradients of several batches add up, and <see cref="ModelTrainer.Update"/> applies them.</summary>
    /// <inheritdoc cref="TrainBatch"/>
    /// <returns>The loss.</returns>
    public float Accumulate(
        ReadOnlySpan<TSource> sources, ReadOnlySpan<TInput> inputs, ReadOnlySpan<TTarget> targets, EncoderDecoderOptions<TEncoderState> options = default)
    {
        Parameters.RequireOwnWeights("training");
        (int sourceSteps, int steps, int batch) = ForwardTo(targets, sources, inputs, options, isTraining: true);
        float loss = (float)_loss.Run(steps, batch, hasGradient: true);
        if (_loss.HasTargets)
            Backward(sourceSteps, steps, batch);
        return loss;
    }

    /// <summary>The loss of a batch, without dropout and without gradients.</summary>
    /// <inheritdoc cref="TrainBatch"/>
    /// <returns>The loss.</returns>
    public float Evaluate(
        ReadOnlySpan<TSource> sources, ReadOnlySpan<TInput> inputs, ReadOnlySpan<TTarget> targets, EncoderDecoderOptions<TEncoderState> options = default)
    {
        (_, int steps, int batch) = ForwardTo(targets, sources, inputs, options, isTraining: false);
        return (float)_loss.Run(steps, batch, hasGradient: false);
    }

    /// <summary>The decoder's outputs of a batch by the weights in training, kept on the tape for <see cref="Backward(ReadOnlySpan{float})"/>.</summary>
    /// <param name="sources">What the encoder reads.</param>
    /// <param name="inputs">What the decoder reads: usually the targets, one step later.</param>
    /// <param name="outputs">
    /// The outputs, <c>[B, T, O]</c>; zeros after a target's end. Logits, if the loss contains the last activation.
    /// </param>
    /// <param name="options">Batch, lengths, states; no weights, which belong to targets.</param>
    /// <param name="isTraining">With dropout.</param>
    /// <exception cref="ArgumentException">Something does not fit, or outputs and states overlap; nothing has changed then.</exception>
    public void Forward(
        ReadOnlySpan<TSource> sources, ReadOnlySpan<TInput> inputs, Span<float> outputs, EncoderDecoderOptions<TEncoderState> options = default,
        bool isTraining = false)
    {
        SequenceOptions<TDecoderState> decoding = Decoding(options);
        SequenceOptions<TEncoderState> encoding = Encoding(options);
        decoding.Weights = options.Weights;
        (int steps, int batch) = _decoderDoor.CheckForOutputs(inputs, outputs.Length, ref decoding);
        int sourceSteps = _encoderDoor.CheckInputs(sources, ref encoding);
        Require.Apart(options.States, outputs);
        _decoderDoor.Take(inputs, decoding, steps, batch);
        _encoderDoor.Take(sources, encoding, sourceSteps, batch);
        Forward(sourceSteps, steps, batch, isTraining);
        _encoderDoor.KeepTape();
        _decoderDoor.KeepTape();
        _decoderDoor.CopyOutputs(outputs, steps, batch);
    }

    /// <summary>
    /// Backward from any gradient of the outputs of the last <c>Forward</c>, through the decoder and on into the encoder, for losses of your own.
    /// </summary>
    /// <param name="outputGradients">dL/dy, in the shape of the outputs. What stands after a target's end is not looked at.</param>
    /// <exception cref="ArgumentException">Another length than that of the outputs.</exception>
    /// <exception cref="InvalidOperationException">
    /// No forward pass before, its tape is used up by a backward pass, or the weights have changed since.
    /// </exception>
    public void Backward(ReadOnlySpan<float> outputGradients)
    {
        (int sourceSteps, _) = _encoderDoor.RequireTapeOfTheseWeights();
        (int steps, int batch) = _decoderDoor.RequireTapeOfTheseWeights();
        _decoderDoor.SetOutputGradients(outputGradients, steps, batch);
        Backward(sourceSteps, steps, batch);
    }

    /// <summary>
    /// A gate's activations of the encoder at a step of the last <c>Forward</c>, <c>[H]</c>: what the cell decided. LSTM: 0 input, 1 forget, 2 candidate, 3
    /// output; GRU: 0 reset, 1 update, 2 candidate. Of an RNN, whose only gate is its sum, 0. A view of memory that the next pass overwrites.
    /// </summary>
    /// <param name="index">Hidden vector, in the order of the encoder's layers.</param>
    /// <param name="gate">The gate.</param>
    /// <param name="step">The step of the source.</param>
    /// <param name="sequence">Pair of the batch.</param>
    /// <exception cref="InvalidOperationException">No forward pass, or a backward pass has used its tape up.</exception>
    /// <exception cref="ArgumentOutOfRangeException">No such vector, gate, step or pair.</exception>
    public ReadOnlySpan<float> EncoderGate(int index, int gate, int step, int sequence = 0) => _encoderDoor.Gate(index, gate, step, sequence);

    /// <summary>h of the encoder at a step of the last <c>Forward</c>, <c>[H]</c>.</summary>
    /// <inheritdoc cref="EncoderGate"/>
    public ReadOnlySpan<float> EncoderHiddenState(int index, int step, int sequence = 0) => _encoderDoor.Hidden(index, step, sequence);

    /// <summary>c of the encoder at a step of the last <c>Forward</c>, <c>[H]</c>; empty for layers without a cell state.</summary>
    /// <inheritdoc cref="EncoderGate"/>
    public ReadOnlySpan<float> EncoderCellState(int index, int step, int sequence = 0) => _encoderDoor.Cell(index, step, sequence);

    /// <summary>A gate's activations of the decoder at a step of the last <c>Forward</c>, <c>[H]</c>, numbered as in <see cref="EncoderGate"/>.</summary>
    /// <param name="index">Hidden vector, in the order of the decoder's layers.</param>
    /// <param name="gate">The gate.</param>
    /// <param name="step">The step of the target.</param>
    /// <param name="sequence">Pair of the batch.</param>
    /// <exception cref="InvalidOperationException">No forward pass, or a backward pass has used its tape up.</exception>
    /// <exception cref="ArgumentOutOfRangeException">No such vector, gate, step or pair.</exception>
    public ReadOnlySpan<float> DecoderGate(int index, int gate, int step, int sequence = 0) => _decoderDoor.Gate(index, gate, step, sequence);

    /// <summary>h of the decoder at a step of the last <c>Forward</c>, <c>[H]</c>.</summary>
    /// <inheritdoc cref="DecoderGate"/>
    public ReadOnlySpan<float> DecoderHiddenState(int index, int step, int sequence = 0) => _decoderDoor.Hidden(index, step, sequence);

    /// <summary>c of the decoder at a step of the last <c>Forward</c>, <c>[H]</c>; empty for layers without a cell state.</summary>
    /// <inheritdoc cref="DecoderGate"/>
    public ReadOnlySpan<float> DecoderCellState(int index, int step, int sequence = 0) => _decoderDoor.Cell(index, step, sequence);

    /// <summary>dL/dx of the sources in the last backward pass, in their shape.</summary>
    /// <param name="gradients">Room for them.</param>
    /// <exception cref="InvalidOperationException"><see cref="HasInputGradients"/> was not set, or the encoder reads token ids.</exception>
    /// <exception cref="ArgumentException">Room for another number of them.</exception>
    public void CopySourceGradients(Span<float> gradients)
    {
        RequireInputGradients();
        _encoderDoor.CopyInputGradients(gradients);
    }

    /// <summary>dL/dx of the decoder's inputs in the last backward pass, in their shape.</summary>
    /// <param name="gradients">Room for them.</param>
    /// <exception cref="InvalidOperationException"><see cref="HasInputGradients"/> was not set, or the decoder reads token ids.</exception>
    /// <exception cref="ArgumentException">Room for another number of them.</exception>
    public void CopyInputGradients(Span<float> gradients)
    {
        RequireInputGradients();
        _decoderDoor.CopyInputGradients(gradients);
    }

    /// <summary>dL/dh of the encoder's initial state in the last backward pass, <c>[H]</c>.</summary>
    /// <param name="index">Hidden vector, in the order of the encoder's layers.</param>
    /// <param name="sequence">Pair of the batch.</param>
    /// <exception cref="InvalidOperationException"><see cref="HasInputGradients"/> was not set.</exception>
    /// <exception cref="ArgumentOutOfRangeException">No such vector or pair.</exception>
    public ReadOnlySpan<float> InitialHiddenGradient(int index, int sequence = 0)
    {
        RequireInputGradients();
        _encoderDoor.RequireSequence(sequence);
        return _encoder.InitialHiddenGradient(index, sequence);
    }

    /// <summary>dL/dc of the encoder's initial state in the last backward pass, <c>[H]</c>; empty for layers without a cell state.</summary>
    /// <inheritdoc cref="InitialHiddenGradient"/>
    public ReadOnlySpan<float> InitialCellGradient(int index, int sequence = 0)
    {
        RequireInputGradients();
        _encoderDoor.RequireSequence(sequence);
        return _encoder.InitialCellGradient(index, sequence);
    }

    /// <summary>For emitted code: the decoder's first state from the encoder's last.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract void HandOver(ref TEncoderState state, ref TDecoderState start);

    private static int Batch(in EncoderDecoderOptions<TEncoderState> options) => options.Batch == 0 ? 1 : options.Batch;

    private static SequenceOptions<TEncoderState> Encoding(in EncoderDecoderOptions<TEncoderState> options) =>
        new() { Batch = Batch(options), Lengths = options.SourceLengths, States = options.States };

    private static SequenceOptions<TDecoderState> Decoding(in EncoderDecoderOptions<TEncoderState> options) =>
        new() { Batch = Batch(options), Lengths = options.Lengths };

    private (int SourceSteps, int Steps, int Batch) ForwardTo(
        ReadOnlySpan<TTarget> targets, ReadOnlySpan<TSource> sources, ReadOnlySpan<TInput> inputs, EncoderDecoderOptions<TEncoderState> options,
        bool isTraining)
    {
        SequenceOptions<TDecoderState> decoding = Decoding(options);
        SequenceOptions<TEncoderState> encoding = Encoding(options);
        (int steps, int batch) = _decoderDoor.Check(inputs, targets.Length, ref decoding);
        _loss.Take(targets, options.Weights, decoding.Lengths, steps, batch);
        int sourceSteps = _encoderDoor.CheckInputs(sources, ref encoding);
        _decoderDoor.Take(inputs, decoding, steps, batch);
        _encoderDoor.Take(sources, encoding, sourceSteps, batch);
        Forward(sourceSteps, steps, batch, isTraining);
        return (sourceSteps, steps, batch);
    }

    private void Forward(int sourceSteps, int steps, int batch, bool isTraining)
    {
        _encoder.IsTraining = isTraining;
        _decoder.IsTraining = isTraining;
        _encoder.Forward(sourceSteps, batch);
        for (int b = 0; b < batch; b++)
        {
            // A history in it would go on from the last pair's.
            _last = default;
            _encoder.Store(ref _last, b, batch, _encoder.Lengths[b]);
            HandOver(ref _last, ref _start);
            _decoder.Load(ref _start, b, batch);
        }

        _decoder.Forward(steps, batch);
    }

    private void Backward(int sourceSteps, int steps, int batch)
    {
        int encoderLowest = HasInputGradients ? -1 : Parameters.LowestTrained(_encoder.FirstLayer);
        bool reachesEncoder = encoderLowest < _encoder.Shape.Layers;
        _decoder.Backward(steps, batch, HasInputGradients ? -1 : reachesEncoder ? 0 : Parameters.LowestTrained(_decoder.FirstLayer));
        if (reachesEncoder)
        {
            _encoderDoor.ClearOutputGradients(sourceSteps, batch);
            _encoder.HasFinalGradients = true;
            for (int b = 0; b < batch; b++)
            {
                for (int index = 0; index < _encoder.Shape.Hiddens; index++)
                {
                    _decoder.InitialHiddenGradient(index, b).CopyTo(_encoder.FinalHiddenGradient(index, b));
                    _decoder.InitialCellGradient(index, b).CopyTo(_encoder.FinalCellGradient(index, b));
                }
            }

            _encoder.Backward(sourceSteps, batch, encoderLowest);
        }

        Parameters.HasGradients = true;
        _encoderDoor.UseTape(HasInputGradients);
        _decoderDoor.UseTape(HasInputGradients);
    }

    private void RequireInputGradients()
    {
        if (!_decoderDoor.HasInputGradients)
            throw new InvalidOperationException("The last backward pass ended above the inputs. Set HasInputGradients = true before it.");
    }

    private static TrainedNetwork<TState> RequireNetwork<TState>(TrainedNetwork<TState> network)
        where TState : unmanaged
    {
        ArgumentNullException.ThrowIfNull(network);
        return network;
    }
}
