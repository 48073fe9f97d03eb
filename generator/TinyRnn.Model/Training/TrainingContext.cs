using TinyRnn.Runtime.Tape;

namespace TinyRnn.Model.Training;

/// <summary>What the planning of a layer's training can ask and take.</summary>
internal sealed class TrainingContext(ModelPlan model, Allocator block, Allocator tape)
{
    private readonly Dictionary<int, ValuePlan> _values = [];
    private readonly Dictionary<int, ValuePlan> _lasts = [];

    public TrainableSpec Spec => model.Spec.Trainable!;

    public ModelPlan Model => model;

    /// <summary>Rows of a value of the layer: all steps of the batch, or one step in the head of a many-to-one model.</summary>
    public int MaxRowsOf(LayerPlan layer) => IsHead(layer) ? Spec.MaxBatch : MaxRowsAt(layer.Index + 1);

    /// <summary>Rows of what a layer reads.</summary>
    public int MaxInputRowsOf(LayerPlan layer) => IsHead(layer) ? Spec.MaxBatch : MaxRowsAt(layer.Index);

    /// <summary>Rows of all steps of the largest batch; so many that the trainer is refused do not overflow.</summary>
    public int MaxRows => MaxRowsAt(0);

    private int MaxRowsAt(int value) => LayerContext.Product(MaxSteps / model.StepsPer(value), Spec.MaxBatch);

    /// <summary>The longest sequence: one step, or what the attribute says, as far as the layers reach.</summary>
    public int MaxSteps => model.Spec.Mode == SequenceMode.OneToOne ? 1 : Math.Min(Spec.MaxSteps, HistorySteps);

    /// <summary>What bounds it, so that a message can say what helps.</summary>
    public StepLimit StepLimit => model.Spec.Mode == SequenceMode.OneToOne ? StepLimit.OneStep
        : HistorySteps == MaxSteps ? StepLimit.History
        : model.IsBidirectional ? StepLimit.Sequence
        : StepLimit.Chunk;

    private int HistorySteps => model.Limits.Select(limit => limit.Most).Append(int.MaxValue).Min();

    /// <summary>The layer reads only the last step.</summary>
    public bool IsHead(LayerPlan layer) => model.Spec.Mode == SequenceMode.ManyToOne && layer.Index >= model.BodyEnd;

    public List<TrainedTensorPlan> Tensors { get; } = [];

    /// <summary>Tables that are a later layer's matrix, by the position of the layer that looks them up: they lie where that one has it.</summary>
    public Dictionary<int, TiedTable> Tables { get; } = [];

    /// <summary>Values of which the last step is kept apart for the head, by number.</summary>
    public IReadOnlyDictionary<int, ValuePlan> Lasts => _lasts;

    public ValuePlan this[int value] => _values[value];

    public void Add(int number, ValuePlan value) => _values.Add(number, value);

    public void AddLast(int number, ValuePlan value) => _lasts.Add(number, value);

    /// <summary>What a layer reads as value <paramref name="number"/>.</summary>
    public ValuePlan Read(LayerPlan layer, int number) => IsHead(layer) && number <= model.BodyEnd ? _lasts[number] : _values[number];

    public ValuePlan Input(LayerPlan layer) => Read(layer, layer.InputValue);

    public ValuePlan Output(LayerPlan layer) => _values[layer.Index + 1];

    /// <summary>
    /// Several layers read the value, and all add to its gradient, which begins at zero: those that read it beside their input always do, and what the head
    /// reads of a value has been added before.
    /// </summary>
    public bool IsShared(LayerPlan reader, int number)
    {
        LayerPlan[] readers = [.. model.Readers(number).Where(layer => IsHead(layer) == IsHead(reader))];
        return readers.Length > 1 || readers.Any(layer => layer.Reads.Sources.Contains(number)) || (!IsHead(reader) && _lasts.ContainsKey(number));
    }

    /// <summary>The loss takes what is before the layer's activation, and contains it.</summary>
    public bool IsFused(LayerPlan layer) => layer.Index == model.Layers.Count - 1 && Losses.Contains(Spec.Loss, layer.OutputActivation);

    /// <summary>Room in the block of weights and in that of their gradients.</summary>
    public int TakeWeights(long floats) => block.Take(floats, Alignment).Offset;

    /// <summary>Room on the tape.</summary>
    public int TakeTape(long floats) => tape.Take(floats, Alignment).Offset;

    public ValuePlan TakeValue(int size, int rows, int earlierSteps = 0)
    {
        long floats = (long)ValuePlan.Pad(size) * (rows + ((long)earlierSteps * Spec.MaxBatch));
        return new ValuePlan(size, TakeTape(floats), TakeTape(floats), rows, earlierSteps);
    }

    /// <summary>A cache line.</summary>
    private const int Alignment = 16;
}
