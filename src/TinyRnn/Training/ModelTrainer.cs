using System.ComponentModel;
using TinyRnn.Runtime.Checkpoints;
using TinyRnn.Runtime.Serving;
using TinyRnn.Runtime.Updates;
using TinyRnn.Weights;

namespace TinyRnn.Training;

/// <summary>What every trainer offers, whatever its model reads: settings, updates, snapshots, checkpoints, publishing.</summary>
/// <example>
/// <code>
/// GestureNet net = GestureNet.Create(seed: 1);
/// GestureNet.Trainer trainer = new(net, snapshots: true) { LearningRate = 0.003 };
/// trainer.Snapshot();
/// float loss = trainer.TrainBatch(new float[50 * 3], [4]);
/// if (!float.IsFinite(loss))
///     trainer.Restore();
/// trainer.Publish();     // net answers with the new weights
/// trainer.SaveCheckpoint("training.safetensors");
/// </code>
/// </example>
public abstract partial class ModelTrainer
{
    private readonly TrainedModel _model;
    private readonly float[] _exported;
    private long _keptScheduleStep;

    private protected ModelTrainer(TrainedParameters parameters, TrainedModel model, int outputs)
    {
        ArgumentNullException.ThrowIfNull(model);
        Parameters = parameters;
        parameters.LossNumbers = new(model.Loss, outputs, model.Outputs);
        _model = model;
        _exported = new float[parameters.ParameterCount];
    }

    /// <summary>The optimizer's numbers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number out of its range; the message names it.</exception>
    public OptimizerSettings Settings
    {
        get => Parameters.Settings;
        set => Parameters.Settings = value;
    }

    /// <summary>Size of a step; the same as in <see cref="Settings"/>.</summary>
    public double LearningRate
    {
        get => Parameters.Settings.LearningRate;
        set => Parameters.Settings = Parameters.Settings with { LearningRate = value };
    }

    /// <summary>Limits of gradients.</summary>
    public GradientClipping Clipping
    {
        get => Parameters.Clipping;
        set => Parameters.Clipping = value;
    }

    /// <summary>Position in a learning-rate schedule, <see cref="Follow"/>; kept in snapshots and checkpoints.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public long ScheduleStep
    {
        get;
        set
        {
            SettingRange.AtLeastZero(nameof(ScheduleStep), value);
            field = value;
        }
    }

    /// <summary>Number of updates that were applied.</summary>
    public long StepCount => Parameters.StepCount;

    /// <summary>Outcome of the last update.</summary>
    public UpdateResult LastUpdate { get; private set; }

    /// <summary>Source of dropout masks, of both parts of an encoder-decoder; kept in snapshots and checkpoints.</summary>
    public RandomState Random
    {
        get => Parameters.Random;
        set => Parameters.Random = value;
    }

    /// <summary>
    /// What is known of the weights in training: the model's own metadata, until you give another, or a checkpoint that is loaded has some.
    /// <see cref="Publish"/> gives it to the model with the weights, and checkpoints keep it.
    /// </summary>
    /// <exception cref="ArgumentException">A list of another length than the model's; nothing has changed then.</exception>
    /// <exception cref="WeightFormatException">A text of the file that it is from is not what its key stands for.</exception>
    public ModelMetadata Metadata
    {
        get => _model.Metadata?.Value ?? ModelMetadata.None;
        set => (_model.Metadata ?? throw new InvalidOperationException("The trainer has no model that could keep it.")).Value = value;
    }

    /// <summary>Whether there is a snapshot to go back to.</summary>
    public bool HasSnapshot => Parameters.HasSnapshot;

    /// <summary>Number of layers, in the order of the attributes.</summary>
    public int LayerCount => Parameters.LayerCount;

    /// <summary>
    /// Bytes that the constructor took: weights, their gradients, the optimizer's memory and snapshots of both, the tape, lengths, tokens and targets of a
    /// batch, and the weights in the order of files for <see cref="Publish"/>. Without snapshots it is the trainer's <c>MemoryBytes</c>.
    /// </summary>
    public long Bytes => Parameters.Bytes + NetworkBytes + (sizeof(float) * (long)_exported.Length);

    /// <summary>Bytes of what the networks took apart from the weights.</summary>
    private protected abstract long NetworkBytes { get; }

    /// <summary>For emitted code: weights, gradients and the optimizer's memory.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected TrainedParameters Parameters { get; }

    private long RequireNextStep() => ScheduleStep < long.MaxValue ? ScheduleStep : throw new InvalidOperationException(
        $"ScheduleStep is {ScheduleStep}, and there is no number for the step after it. Set it to the step that the schedule is at.");

    /// <summary>Takes the learning rate of the schedule's next step. The schedule goes on whatever becomes of the update.</summary>
    /// <param name="schedule">The schedule, made by its constructor.</param>
    /// <exception cref="ArgumentOutOfRangeException">The schedule gives a rate that is negative or not finite; nothing has changed then.</exception>
    /// <exception cref="InvalidOperationException">
    /// A schedule's <see langword="default"/>, or <see cref="ScheduleStep"/> has no next one; nothing has changed then.
    /// </exception>
    public void Follow<TSchedule>(in TSchedule schedule)
        where TSchedule : struct, ILearningRateSchedule
    {
        long step = RequireNextStep();
        LearningRate = schedule.At(step);
        ScheduleStep = step + 1;
    }

    /// <summary>Applies the gradients of the last backward passes, and forgets them.</summary>
    /// <param name="loss">Their loss; if it is not finite, nothing is applied.</param>
    /// <param name="gradientScale">1/n for the mean of n batches.</param>
    /// <returns>Whether weights have changed, and the norm of the gradients.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not finite or not greater than 0.</exception>
    /// <exception cref="InvalidOperationException"><see cref="UsesAverage"/> is set.</exception>
    public UpdateResult Update(double loss = 0, float gradientScale = 1)
    {
        LastUpdate = Parameters.Update(loss, gradientScale);
        return LastUpdate;
    }

    /// <summary>Forgets the gradients of the last backward passes.</summary>
    public void DropGradients() => Parameters.DropGradients();

    /// <summary>
    /// Lets a layer keep its weights, or trains it again. A backward pass ends above the lowest frozen layers. The layer's gradients are forgotten.
    /// </summary>
    /// <param name="layer">The layer, counted from 0 in the order of the attributes; the trainer's <c>Layers</c> has a name for each.</param>
    /// <param name="frozen">Whether it keeps them.</param>
    /// <exception cref="ArgumentOutOfRangeException">No layer: negative, or not below <see cref="LayerCount"/>.</exception>
    public void SetFrozen(int layer, bool frozen) => Parameters.SetFrozen(layer, frozen);

    /// <summary>Whether a layer keeps its weights.</summary>
    /// <param name="layer">The layer, counted from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">No layer: negative, or not below <see cref="LayerCount"/>.</exception>
    public bool IsFrozen(int layer) => Parameters.IsFrozen(layer);

    /// <summary>The weights in training, in the order of the model's <c>Tensors</c>.</summary>
    /// <param name="parameters">Room for all of them, the model's <c>ParameterCount</c>.</param>
    /// <exception cref="ArgumentException">Room for another number of them.</exception>
    public void CopyParameters(Span<float> parameters) => Parameters.Export(parameters);

    /// <summary>Takes weights over, in the order of the model's <c>Tensors</c>. Gradients, the optimizer's memory and step counts stay.</summary>
    /// <param name="parameters">
    /// All of them, the model's <c>ParameterCount</c>. They are not checked: <see cref="Publish"/> and <see cref="SaveCheckpoint(string)"/> refuse what is not
    /// finite.
    /// </param>
    /// <exception cref="ArgumentException">Another number of them.</exception>
    /// <exception cref="InvalidOperationException"><see cref="UsesAverage"/> is set.</exception>
    public void Import(ReadOnlySpan<float> parameters)
    {
        Parameters.RequireOwnWeights("an import");
        Parameters.Import(parameters);
    }

    /// <summary>
    /// The gradients of the last backward passes, neither scaled nor clipped, in the order of the model's <c>Tensors</c>: of two biases that are kept as their
    /// sum, that of each. Zeros for frozen layers, and everywhere after an update.
    /// </summary>
    /// <param name="gradients">Room for all of them, the model's <c>ParameterCount</c>.</param>
    /// <exception cref="ArgumentException">Room for another number of them.</exception>
    public void CopyGradients(Span<float> gradients) => Parameters.ExportGradients(gradients);

    /// <summary>
    /// The weights in training of a tensor as PyTorch names and shapes it, in a new array. Of two biases that are added to each other, the first is their sum,
    /// and the second has zeros; of a GRU's two biases of the candidate each has its own.
    /// </summary>
    /// <param name="name">One of the model's <c>Tensors</c>: <c>lstm.weight_ih_l0</c>.</param>
    /// <exception cref="ArgumentException">No tensor of this model; the message lists them.</exception>
    public float[] Tensor(string name)
    {
        float[] block = new float[_exported.Length];
        CopyParameters(block);
        return TensorValues.Weights(_model.Tensors, block, name);
    }

    /// <summary>
    /// The gradients of the last backward passes of a tensor as PyTorch names and shapes it, in a new array, neither scaled nor clipped. Two biases that are
    /// added to each other have equal ones.
    /// </summary>
    /// <param name="name">One of the model's <c>Tensors</c>: <c>lstm.weight_ih_l0</c>.</param>
    /// <exception cref="ArgumentException">No tensor of this model; the message lists them.</exception>
    public float[] Gradient(string name)
    {
        float[] block = new float[_exported.Length];
        CopyGradients(block);
        return TensorValues.Gradients(_model.Tensors, block, name);
    }

    /// <summary>
    /// Keeps everything that a step of training changes, to come back to if what is learnt next makes things worse: weights, their average, the optimizer's
    /// memory, step counts, <see cref="Random"/> and <see cref="ScheduleStep"/>. What only you change is not kept: settings, clipping, frozen layers, the
    /// loss's numbers. Nor are gradients, and states, which are yours.
    /// </summary>
    /// <exception cref="InvalidOperationException">The constructor took no memory for it, or <see cref="UsesAverage"/> is set.</exception>
    public void Snapshot()
    {
        Parameters.Snapshot();
        _keptScheduleStep = ScheduleStep;
    }

    /// <summary>
    /// Goes back to the snapshot, which stays: the same batches then give the same weights, bit for bit. Gradients are dropped. The learning rate stays what it
    /// is until you set it, or <see cref="Follow"/> does. The model serves what was published last until <see cref="Publish"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no snapshot: none was taken, or a checkpoint has been loaded since.</exception>
    public void Restore()
    {
        Parameters.Restore();
        ScheduleStep = _keptScheduleStep;
    }

    /// <summary>
    /// Writes weights, their average, the optimizer's memory, settings, clipping, the loss's numbers, frozen layers, counts and random state to a file,
    /// atomically. Training goes on from it bit for bit. Gradients, states and snapshots are not kept: save between an update and the next batch. Unlike
    /// training, this allocates: some twice the memory of weights and optimizer.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentException">No path.</exception>
    /// <exception cref="InvalidOperationException">
    /// A weight, or a value of the average or the optimizer's memory, is not finite, or <see cref="UsesAverage"/> is set: the file that was there stays.
    /// </exception>
    /// <exception cref="IOException">
    /// The file cannot be written: the one that was there stays. (<see cref="UnauthorizedAccessException"/> where that is the reason.)
    /// </exception>
    public void SaveCheckpoint(string path) =>
        CheckpointFile.Save(path, _model, Parameters, new CheckpointState(Random, ScheduleStep));

    /// <summary>Writes a checkpoint to a stream: what <see cref="SaveCheckpoint(string)"/> writes to a file.</summary>
    /// <param name="stream">A writable stream; the caller disposes it.</param>
    /// <exception cref="InvalidOperationException">
    /// A weight, or a value of the average or the optimizer's memory, is not finite, or <see cref="UsesAverage"/> is set: nothing was written.
    /// </exception>
    /// <exception cref="IOException">The stream cannot be written; what it holds then is no checkpoint.</exception>
    public void SaveCheckpoint(Stream stream) =>
        CheckpointFile.Save(stream, _model, Parameters, new CheckpointState(Random, ScheduleStep));

    /// <summary>
    /// Goes on from a file of <see cref="SaveCheckpoint(string)"/>, all or nothing. Gradients are dropped, and a snapshot, which is of another training. Unlike
    /// training, this allocates: the memory of weights and optimizer once.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentException">No path.</exception>
    /// <exception cref="WeightFormatException">No valid checkpoint, or a damaged one.</exception>
    /// <exception cref="WeightMismatchException">A checkpoint of another model, loss or optimizer; the message lists every difference.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    public void LoadCheckpoint(string path) => GoOn(CheckpointFile.Load(path, _model, Parameters));

    /// <summary>Goes on from a checkpoint in a stream, all or nothing: what <see cref="LoadCheckpoint(string)"/> does from a file.</summary>
    /// <param name="stream">A readable stream, read from its position to its end; the caller disposes it.</param>
    /// <exception cref="WeightFormatException">No valid checkpoint, or a damaged one.</exception>
    /// <exception cref="WeightMismatchException">A checkpoint of another model, loss or optimizer; the message lists every difference.</exception>
    public void LoadCheckpoint(Stream stream) => GoOn(CheckpointFile.Load(stream, _model, Parameters));

    private void GoOn(CheckpointState state)
    {
        Random = state.Random;
        ScheduleStep = state.ScheduleStep;
    }

    /// <summary>
    /// Gives the model the trainer's weights. Calls that are under way on other threads finish with the old ones; none sees a mixture. A model has memory for
    /// two sets of weights: this waits for calls that still read the set before the one that is served now. It allocates nothing.
    /// </summary>
    /// <exception cref="InvalidOperationException">A weight is not finite; the model goes on with the old ones.</exception>
    public abstract void Publish();

    /// <summary>For emitted code: the model's metadata is that of the weights in training, until there is another.</summary>
    /// <param name="metadata">The model's.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void KeepMetadata(MetadataSlot metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        _model.Metadata = metadata.InFront();
    }

    /// <summary>For emitted code: gives the model the metadata of the weights that it has just been given.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void PublishMetadata() => _model.Metadata?.Release();

    /// <summary>For emitted code: takes over the weights that a model serves, all of one publication.</summary>
    /// <param name="weights">The model's.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void Import(PublishedWeights weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        using WeightReader reader = weights.Read();
        Import(reader.AllParameters);
    }

    /// <summary>
    /// For emitted code: takes over the weights of two models, one after the other, all of one publication, by way of the memory for <see cref="Export"/>:
    /// nothing is taken that <see cref="Bytes"/> does not count.
    /// </summary>
    /// <param name="weights">The models'.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void Import(PublishedPair weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        using (PairReader readers = weights.Read())
        {
            readers.Encoding.AllParameters.CopyTo(_exported);
            readers.Decoding.AllParameters.CopyTo(_exported.AsSpan(readers.Encoding.AllParameters.Length));
        }

        Import(_exported);
    }

    /// <summary>For emitted code: the weights in the order of files.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ReadOnlySpan<float> Export()
    {
        if (_hasFrozenScales)
        {
            TakeWeights();
            Parameters.ExportRounded(_exported);
        }
        else
        {
            Parameters.Export(_exported);
        }

        foreach (float weight in _exported)
        {
            if (!float.IsFinite(weight))
            {
                throw new InvalidOperationException(
                    FormattableString.Invariant(
                        $"{_model.Name} was not given new weights: one of them is {weight}. Training diverged; go back to a snapshot or the last checkpoint."));
            }
        }

        return _exported;
    }
}
