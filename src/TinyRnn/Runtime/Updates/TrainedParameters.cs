using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Packing;

namespace TinyRnn.Runtime.Updates;

/// <summary>
/// A trainer's weights, their gradients and the optimizer's memory, each one block in the training layout (<see cref="TrainedTensor"/>). All memory is taken by
/// the constructor; nothing else allocates. Not for several threads at once.
/// For emitted code.
/// </summary>
/// <remarks>
/// A backward pass writes every gradient of a dense tensor that is not frozen when <see cref="HasGradients"/> is false, and adds to it when it is true; then it
/// sets <see cref="HasGradients"/>. Gradients of sparse tensors are always added, to the rows of <see cref="SparseGradientRow"/>.
/// </remarks>
[SuppressMessage("Design", "CA1024:Use properties where appropriate", Justification = "Methods beside their counterparts with arguments.")]
[EditorBrowsable(EditorBrowsableState.Never)]
public partial class TrainedParameters
{
    private readonly OptimizerRule _rule;
    private readonly TrainedTensor[] _tensors;
    private readonly SparseRows?[] _sparse;
    private readonly bool[] _frozen;

    // PyTorch counts the steps of each parameter, and a frozen one takes none: the bias correction of Adam begins when it is first trained.
    private readonly long[] _layerSteps;
    private readonly int _parameterCount;
    private readonly UntrainedParameters _untrained;
    private readonly ParameterBlock _weights;
    private readonly ParameterBlock _gradients;
    private readonly ParameterBlock[] _moments;

    private OptimizerSettings _settings;
    private GradientClipping _clipping;
    private RandomState _random = new(1);

    /// <summary>Zero weights, no gradients, PyTorch's settings, no clipping.</summary>
    /// <param name="tensors">The map between both orders. Floats of the block that belong to no tensor are never touched.</param>
    /// <param name="blockLength">Floats of the training layout.</param>
    /// <param name="parameterCount">Floats of PyTorch's order.</param>
    /// <param name="rule">The rule of updates.</param>
    /// <param name="layers">Number of layers.</param>
    /// <param name="snapshots">Whether memory for <see cref="Snapshot"/> is taken.</param>
    /// <exception cref="ArgumentException">A tensor outside the blocks.</exception>
    public TrainedParameters(TrainedTensor[] tensors, int blockLength, int parameterCount, OptimizerRule rule, int layers, bool snapshots = false)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        ArgumentNullException.ThrowIfNull(rule);
        foreach (TrainedTensor tensor in tensors)
            tensor.Validate(layers, blockLength, parameterCount);
        _tensors = tensors;
        _parameterCount = parameterCount;
        _rule = rule;
        _settings = OptimizerSettings.For(Optimizer);
        _frozen = new bool[layers];
        _layerSteps = new long[layers];
        _sparse = Array.ConvertAll(tensors, tensor => tensor.IsSparse ? new SparseRows(tensor.Rows) : null);
        _untrained = new UntrainedParameters(tensors, parameterCount);
        _weights = new ParameterBlock(blockLength);
        _used = _weights;
        _gradients = new ParameterBlock(blockLength);
        _moments = new ParameterBlock[OptimizerMemory.Names(Optimizer).Length];
        for (int i = 0; i < _moments.Length; i++)
            _moments[i] = new ParameterBlock(blockLength);
        _snapshot = snapshots ? new SnapshotMemory(blockLength, _moments.Length, layers) : null;
    }

    /// <summary>The tensors of two networks that are trained as one.</summary>
    /// <param name="first">Those of the first, which keep their places.</param>
    /// <param name="second">Those of the second.</param>
    /// <param name="parameters">Where its parameters begin.</param>
    /// <param name="block">Where its floats begin in the training layout.</param>
    /// <param name="layers">Where its layers begin.</param>
    public static TrainedTensor[] Join(ReadOnlySpan<TrainedTensor> first, ReadOnlySpan<TrainedTensor> second, int parameters, int block, int layers)
    {
        TrainedTensor[] all = [.. first, .. second];
        foreach (ref TrainedTensor tensor in all.AsSpan(first.Length))
            tensor = tensor with { Parameters = tensor.Parameters + parameters, Block = tensor.Block + block, Layer = tensor.Layer + layers };
        return all;
    }

    /// <summary>The rule of updates.</summary>
    public Optimizer Optimizer => _rule.Optimizer;

    /// <summary>The rule's numbers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number out of its range; the message names it.</exception>
    public OptimizerSettings Settings
    {
        get => _settings;
        set
        {
            value.Validate(Optimizer);
            _settings = value;
        }
    }

    /// <summary>Limits of gradients.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A limit out of its range; the message names it.</exception>
    public GradientClipping Clipping
    {
        get => _clipping;
        set
        {
            value.Validate();
            _clipping = value;
        }
    }

    /// <summary>
    /// Source of dropout masks. It is here, and not in the networks, so that those that share these weights have one seed and one place in a checkpoint.
    /// </summary>
    public ref RandomState Random => ref _random;

    /// <summary>The numbers of the loss that the weights are trained by.</summary>
    internal LossNumbers LossNumbers
    {
        get => field ??= new(Loss.MeanSquaredError, 0, []);
        set;
    }

    /// <summary>Number of updates that were applied.</summary>
    public long StepCount { get; private set; }

    /// <summary>Whether there are gradients, of one batch or the sum of several. A backward pass sets it, an update clears it.</summary>
    public bool HasGradients { get; set; }

    /// <summary>Number of layers.</summary>
    public int LayerCount => _frozen.Length;

    /// <summary>Another number whenever the weights have changed.</summary>
    internal long WeightsVersion { get; private set; }

    /// <summary>Floats of PyTorch's order.</summary>
    internal int ParameterCount => _parameterCount;

    /// <summary>Updates of each layer.</summary>
    internal ReadOnlySpan<long> LayerSteps => _layerSteps;

    /// <summary>Memory of all blocks and lists in bytes.</summary>
    public long Bytes
    {
        get
        {
            long blocks = 2 + _moments.Length + (_snapshot is null ? 0 : 1 + _moments.Length) + (_rounded is null ? 0 : 1);
            blocks += _average is null ? 0 : _snapshot is null ? 1 : 2;
            long bytes = (blocks * _weights.Length * sizeof(float)) + _untrained.Bytes + LossNumbers.Bytes;
            foreach (SparseRows? rows in _sparse)
                bytes += rows?.Bytes ?? 0;
            return bytes;
        }
    }

    /// <summary>A weight in the training layout. The offset is not checked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float WeightAt(int offset)
    {
        Debug.Assert((uint)offset < (uint)_weights.Length, "An offset of emitted code is inside the block.");
        return ref Unsafe.Add(ref _weights.GetReference(), (nint)(uint)offset);
    }

    /// <summary>A gradient in the training layout. The offset is not checked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float GradientAt(int offset)
    {
        Debug.Assert((uint)offset < (uint)_gradients.Length, "An offset of emitted code is inside the block.");
        return ref Unsafe.Add(ref _gradients.GetReference(), (nint)(uint)offset);
    }

    /// <summary>
    /// The gradient of a row of a sparse tensor, to which a backward pass adds. It is 0 when the row is touched for the first time since the last update.
    /// </summary>
    /// <param name="tensor">The tensor's index in the constructor's array.</param>
    /// <param name="row">The token.</param>
    /// <exception cref="IndexOutOfRangeException">No such tensor or row.</exception>
    public ref float SparseGradientRow(int tensor, int row)
    {
        // Rows without a gradient are always 0 (DropGradients clears those that had one), so that there is nothing to clear here.
        SparseRows rows = _sparse[tensor] ?? throw new InvalidOperationException($"Tensor {tensor} is dense: its gradients are at GradientAt.");
        rows.Touch(row);
        ref readonly TrainedTensor place = ref _tensors[tensor];
        return ref GradientAt(place.Block + (row * place.RowLength));
    }

    /// <summary>Whether a layer keeps its weights.</summary>
    /// <param name="layer">The layer, counted from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such layer.</exception>
    public bool IsFrozen(int layer)
    {
        RequireLayer(layer);
        return _frozen[layer];
    }

    /// <summary>Lets a layer keep its weights, or trains it again. Its gradients take no part in the norm, and its moments rest.</summary>
    /// <param name="layer">The layer, counted from 0.</param>
    /// <param name="frozen">Whether it keeps them.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such layer.</exception>
    public void SetFrozen(int layer, bool frozen)
    {
        RequireLayer(layer);
        if (_frozen[layer] == frozen)
            return;
        _frozen[layer] = frozen;

        // Backward passes leave out frozen layers: what is left of an earlier one must not be added to.
        for (int i = 0; i < _tensors.Length; i++)
        {
            if (_tensors[i].Layer != layer)
                continue;
            _gradients.Span.Slice(_tensors[i].Block, _tensors[i].Length).Clear();
            _sparse[i]?.Clear();
        }
    }

    /// <summary>The lowest layer from <paramref name="first"/> on that has weights to train, counted from there; beyond the last if none has.</summary>
    /// <param name="first">Where to begin.</param>
    public int LowestTrained(int first)
    {
        int lowest = _frozen.Length;
        foreach (ref readonly TrainedTensor tensor in _tensors.AsSpan())
        {
            if (tensor.Layer >= first && tensor.Layer < lowest && tensor.Multiplicity > 0 && !_frozen[tensor.Layer])
                lowest = tensor.Layer;
        }

        return lowest - first;
    }

    /// <summary>Forgets the gradients.</summary>
    public void DropGradients()
    {
        HasGradients = false;
        for (int i = 0; i < _tensors.Length; i++)
        {
            if (_sparse[i] is not { } rows)
                continue;
            foreach (int row in rows.Touched)
                _gradients.Span.Slice(_tensors[i].Block + (row * _tensors[i].RowLength), _tensors[i].RowLength).Clear();
            rows.Clear();
        }
    }

    /// <summary>Goes on where a checkpoint was saved; its tensors have been imported, its numbers checked.</summary>
    internal void Resume(
        in OptimizerSettings settings, in GradientClipping clipping, LossNumbers lossNumbers, long step, long[] layerSteps, bool[] frozen)
    {
        DropGradients();
        Settings = settings;
        Clipping = clipping;
        LossNumbers.TakeOver(lossNumbers);
        StepCount = step;
        DropSnapshot();
        layerSteps.CopyTo(_layerSteps, 0);
        frozen.CopyTo(_frozen, 0);
    }

    private void RequireLayer(int layer)
    {
        if ((uint)layer >= (uint)_frozen.Length)
            throw new ArgumentOutOfRangeException(nameof(layer), layer, $"Layer {layer} does not exist: the model has {_frozen.Length}, counted from 0.");
    }
}
