using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TinyRnn.Runtime.Packing;
using TinyRnn.Runtime.Updates;

namespace TinyRnn.Runtime.Tape;

/// <summary>
/// What an emitted network stands on: its tape, its weights and what is known of the batch. Emitted code passes constants of its own plan, and never leaves
/// these blocks. For emitted code.
/// </summary>
/// <typeparam name="TState">The model's state.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class TrainedNetwork<TState>
    where TState : unmanaged
{
    private readonly ParameterBlock _tape;
    private readonly int _firstWeight;
    private readonly int _firstLayer;
    private readonly int[] _tokens;
    private readonly int[] _lengths;
    private int _batch;
    private readonly RowScales _scales = new();
    private long _roundedVersion = -1;

    /// <summary>A network with a tape of its own.</summary>
    /// <param name="parameters">Weights and gradients, which several networks can share.</param>
    /// <param name="shape">Its numbers.</param>
    /// <param name="firstWeight">Where its weights begin.</param>
    /// <param name="firstTensor">Where its tensors begin.</param>
    /// <param name="firstLayer">Where its layers begin.</param>
    protected TrainedNetwork(TrainedParameters parameters, NetworkShape shape, int firstWeight, int firstTensor, int firstLayer)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(shape);
        Parameters = parameters;
        Shape = shape;
        _firstWeight = firstWeight;
        FirstTensor = firstTensor;
        _firstLayer = firstLayer;
        _tape = new ParameterBlock(shape.TapeLength);
        _tokens = shape.Vocabulary > 0 ? GC.AllocateArray<int>(shape.MaxSteps * shape.MaxBatch, pinned: true) : [];
        _lengths = new int[shape.MaxBatch * (1 + shape.Strides.Count)];
    }

    /// <summary>Weights and gradients.</summary>
    public TrainedParameters Parameters { get; }

    /// <summary>The network's numbers.</summary>
    public NetworkShape Shape { get; }

    /// <summary>Where its layers begin among those of <see cref="Parameters"/>.</summary>
    public int FirstLayer => _firstLayer;

    /// <summary>Dropout draws masks.</summary>
    public bool IsTraining { get; set; }

    /// <summary>The batch's sequences start from the state that <see cref="Reset"/> gives, not from others.</summary>
    public bool IsFresh { get; set; }

    /// <summary>The state after the last step is read by something that gives gradients with respect to it.</summary>
    public bool HasFinalGradients { get; set; }

    /// <summary>Gradients of the states after the last steps, zeros until something writes them.</summary>
    internal void BeginFinalGradients()
    {
        HasFinalGradients = true;
        for (int index = 0; index < Shape.Hiddens; index++)
        {
            for (int b = 0; b < _batch; b++)
            {
                FinalHiddenGradient(index, b).Clear();
                FinalCellGradient(index, b).Clear();
            }
        }
    }

    /// <summary>Source of dropout masks: networks that share weights draw from the same one.</summary>
    public ref RandomState Random => ref Parameters.Random;

    /// <summary>Token ids of the batch, row by row.</summary>
    public ref int Tokens => ref MemoryMarshal.GetArrayDataReference(_tokens);

    /// <summary>Steps of each sequence.</summary>
    public ReadOnlySpan<int> Lengths => _lengths.AsSpan(0, _batch);

    /// <summary>The same counted in outputs of the strided layer number <paramref name="layer"/>, from 1 on: a step for each.</summary>
    public ReadOnlySpan<int> LengthsAfter(int layer) => _lengths.AsSpan(layer * Shape.MaxBatch, _batch);

    /// <summary>Bytes of the tape, of a batch's tokens and lengths, and of the scales of rounded rows.</summary>
    public long Bytes => (sizeof(float) * (long)_tape.Length) + (sizeof(int) * ((long)_tokens.Length + _lengths.Length)) + _scales.Bytes;

    /// <summary>Where its tensors begin among those of <see cref="Parameters"/>.</summary>
    protected int FirstTensor { get; }

    /// <summary>Whether a sequence of the batch is shorter than the steps.</summary>
    protected bool HasPadding { get; private set; }

    /// <summary>Whether gradients are added to those of an earlier batch.</summary>
    protected bool HasGradients => Parameters.HasGradients;

    /// <summary>How its parameters become panels, if some of them become integers there; otherwise empty.</summary>
    public virtual ReadOnlySpan<PanelRecipe> IntegerRecipes => [];

    /// <summary>Its tensors, whose places begin with it; empty where <see cref="IntegerRecipes"/> is.</summary>
    protected virtual ReadOnlySpan<TrainedTensor> OwnTensors => [];

    /// <summary>Before a forward pass: where passes compute with rounded weights, rounds those that have changed.</summary>
    internal void TakeWeights()
    {
        if (!Parameters.IsRounding)
            return;
        long version = Parameters.TakeForRounding();
        if (version == _roundedVersion)
            return;
        Parameters.Round(IntegerRecipes, OwnTensors, _firstWeight, _scales);
        _roundedVersion = version;
    }

    /// <summary>Keeps the scales of rounded rows as they are now, or lets them follow the weights again.</summary>
    internal void KeepScales(bool isKept)
    {
        if (isKept && !_scales.AreKept)
            TakeWeights();
        _scales.AreKept = isKept;
    }

    /// <summary>From inputs to outputs, all of it kept on the tape.</summary>
    public abstract void Forward(int steps, int batch);

    /// <summary>From the gradient of the outputs to those of weights, inputs and initial states.</summary>
    /// <param name="steps">Steps.</param>
    /// <param name="batch">Sequences.</param>
    /// <param name="lowest">The lowest layer whose weights need a gradient; -1: inputs or initial states need theirs.</param>
    public abstract void Backward(int steps, int batch, int lowest);

    /// <summary>Zero states before the first step.</summary>
    public abstract void Reset(int batch);

    /// <summary>Takes the state before the first step of a sequence.</summary>
    public abstract void Load(ref TState state, int b, int batch);

    /// <summary>Steps that the model can go on from a state, because a history ends; -1 if the state is none.</summary>
    public virtual int Room(ref TState state) => int.MaxValue;

    /// <summary>A layer that gives an output every few steps has seen some since its last one.</summary>
    public virtual bool IsBetweenOutputs(ref TState state) => false;

    /// <summary>Gives the state after the last step of a sequence.</summary>
    public abstract void Store(ref TState state, int b, int batch, int length);

    /// <summary>dL/dh before the first step, of hidden vector <paramref name="index"/> of sequence <paramref name="b"/>.</summary>
    public abstract Span<float> InitialHiddenGradient(int index, int b);

    /// <summary>dL/dc before the first step.</summary>
    public abstract Span<float> InitialCellGradient(int index, int b);

    /// <summary>dL/dh after the last step, from outside.</summary>
    public abstract Span<float> FinalHiddenGradient(int index, int b);

    /// <summary>dL/dc after the last step, from outside.</summary>
    public abstract Span<float> FinalCellGradient(int index, int b);

    /// <summary>h of a row, of which the first <c>batch</c> are from before the first step.</summary>
    public abstract Span<float> Hidden(int index, int row);

    /// <summary>c of a row, of which the first <c>batch</c> are from before the first step.</summary>
    public abstract Span<float> Cell(int index, int row);

    /// <summary>A gate of a row; after a backward pass, its gradient.</summary>
    public abstract Span<float> Gate(int index, int gate, int row);

    /// <summary>Number of gates.</summary>
    public abstract int GateCount(int index);

    /// <summary>A place on the tape.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float At(int place) => ref Unsafe.Add(ref _tape.GetReference(), (nint)(uint)place);

    /// <summary>A range of the tape.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<float> Row(int place, int count) => _tape.Span.Slice(place, count);

    /// <summary>Takes the lengths of the batch's sequences.</summary>
    public void SetLengths(ReadOnlySpan<int> lengths, int steps, int batch)
    {
        _batch = batch;
        HasPadding = lengths.ContainsAnyExcept(steps);
        if (lengths.IsEmpty)
            _lengths.AsSpan(0, batch).Fill(steps);
        else
            lengths.CopyTo(_lengths);
        for (int layer = 0; layer < Shape.Strides.Count; layer++)
        {
            for (int b = 0; b < batch; b++)
                _lengths[((layer + 1) * Shape.MaxBatch) + b] = _lengths[b] / Shape.Strides[layer];
        }
    }

    /// <summary>A weight of this network.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected ref float Weight(int place) => ref Parameters.UsedAt(_firstWeight + place);

    /// <summary>A gradient of this network.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected ref float Gradient(int place) => ref Parameters.GradientAt(_firstWeight + place);

    /// <summary>Whether a layer keeps its weights.</summary>
    protected bool IsFrozen(int layer) => Parameters.IsFrozen(_firstLayer + layer);
}
