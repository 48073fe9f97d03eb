namespace TinyRnn.Model.Planning;

/// <summary>What a layer's planning can ask and take.</summary>
/// <param name="spec">The layer.</param>
/// <param name="id">Name in the emitted code.</param>
/// <param name="reads">The values that it reads.</param>
/// <param name="modelInput">Numbers of the model's input.</param>
/// <param name="name">Prefix in weight files, and number in a stack.</param>
/// <param name="earlier">The layers before it.</param>
/// <param name="isReproducible">Results have the same bits on every processor.</param>
/// <param name="blocks">What places are taken from.</param>
internal sealed class LayerContext(
    LayerSpec spec, string id, LayerReads reads, int modelInput, LayerName name, IReadOnlyList<LayerPlan> earlier, bool isReproducible, ModelBlocks blocks)
{
    /// <summary>Packed layers begin on a cache line: bytes.</summary>
    public const int PackedAlignment = 64;

    /// <summary>The kind's name.</summary>
    public string Kind => spec.Kind;

    /// <summary>Position among the layers.</summary>
    public int Index => earlier.Count;

    public string Id => id;

    public LayerReads Reads => reads;

    public int InputSize => SizeOf(reads.Input);

    /// <summary>Number in PyTorch's stack of recurrent layers of one name: the k of <c>_lk</c>.</summary>
    public int StackIndex => name.StackIndex;

    /// <summary>The layer that gives the input; <see langword="null"/>: it is the model's.</summary>
    public LayerPlan? Previous => reads.Input == 0 ? null : earlier[reads.Input - 1];

    /// <summary>The layer whose table is this layer's matrix, too.</summary>
    public LayerPlan? Tied { get; init; }

    /// <summary>How weights are asked to be stored.</summary>
    public WeightFormat Format { get; init; }

    /// <summary>
    /// The largest magnitude of the values that the layer reads: as the layer says, or 1, where they cannot be larger; <see langword="null"/>: not known.
    /// </summary>
    public float? InputRange => spec.InputRange ?? (Previous?.IsBounded == true ? 1 : null);

    /// <summary>
    /// The format of a matrix that is multiplied with values: integers where these have a bound, and are so many that there is something to gain.
    /// </summary>
    /// <param name="range">Their largest magnitude; <see langword="null"/>: not known.</param>
    /// <param name="rows">Values.</param>
    /// <param name="sums">Sums of products with them.</param>
    public BlockFormat FormatFor(float? range, long rows, long sums) =>
        range is { } largest && rows >= Format.FewestRows && rows <= IntegerRange.MostRows && rows * sums >= Format.FewestWeights
            ? new(Format, largest) : new(WeightFormat.Float32);

    /// <summary>An earlier layer has that table for its matrix as well.</summary>
    public bool IsTiedAlready => Tied is not null && earlier.Any(layer => layer.Tied == Tied.Index);

    /// <summary>Size of a value.</summary>
    public int SizeOf(int value) => value == 0 ? modelInput : earlier[value - 1].OutputSize;

    /// <summary>A value in words: <c>Gru1</c>.</summary>
    public string NameOf(int value) => value == 0 ? Wiring.InputName : earlier[value - 1].Id;

    /// <summary>Results have the same bits on every processor.</summary>
    public bool IsReproducible => isReproducible;

    public Allocator Parameters => blocks.Parameters;

    public Allocator Packed => blocks.Packed;

    public List<TensorPlan> Tensors { get; } = [];

    public List<InitialPlan> Initials { get; } = [];

    public List<StateVector> Vectors { get; } = [];

    public List<StateCounter> Counters { get; } = [];

    public List<HiddenPlan> Hiddens { get; } = [];

    /// <summary>Full name of a tensor of this layer in weight files.</summary>
    public ForeignText TensorName(string tensor) => new(name.Prefix is not { Raw.Length: > 0 } given ? tensor : given.Raw + "." + tensor);

    /// <summary>Takes places for the scale and the shift of each channel: 1 and 0 at first.</summary>
    public void TakeChannels()
    {
        TakeChannels("weight", 1);
        TakeChannels("bias", 0);
    }

    /// <summary>Takes a place for a number of each channel.</summary>
    /// <param name="tensor">Name of the tensor in the layer.</param>
    /// <param name="first">What fresh ones are.</param>
    public void TakeChannels(string tensor, float first)
    {
        Extent channels = Parameters.Take(InputSize);
        Tensors.Add(new(TensorName(tensor), new([InputSize]), channels.Offset));
        Initials.Add(new(channels, InitialDistribution.Constant, first));
    }

    /// <summary>
    /// A size as the product of two; beyond <see cref="int.MaxValue"/> the model is refused for its size, so the exact number no longer matters.
    /// </summary>
    public static int Product(int a, int b) => (int)Math.Min(int.MaxValue, (long)a * b);

    /// <param name="suffix">After the layer's name.</param>
    /// <param name="length">Floats that the user sees.</param>
    /// <param name="padded">Floats that it takes.</param>
    /// <param name="meaning">What it is to the user.</param>
    /// <param name="turn">Keep it twice, and say with this counter which one is current.</param>
    /// <param name="queue">The vector is inputs.</param>
    public StateVector AddVector(
        string suffix, long length, long padded, StateMeaning meaning = StateMeaning.Private, StateCounter? turn = null, StateQueue? queue = null)
    {
        Extent range = blocks.State.Take(turn is null ? padded : 2 * padded);
        StateVector vector = new(id, id + suffix, range with { Length = unchecked((int)length) }, unchecked((int)padded), meaning, turn, queue);
        Vectors.Add(vector);
        return vector;
    }

    /// <param name="suffix">After the layer's name.</param>
    /// <param name="most">Its largest value, if the user sees it.</param>
    public StateCounter AddCounter(string suffix, int? most = null)
    {
        StateCounter counter = new(id, id + suffix, most);
        Counters.Add(counter);
        return counter;
    }
}

/// <summary>The blocks of a model, in which its layers take their places one after another.</summary>
internal sealed class ModelBlocks
{
    public Allocator Parameters { get; } = new();

    public Allocator Packed { get; } = new();

    public Allocator State { get; } = new();
}
